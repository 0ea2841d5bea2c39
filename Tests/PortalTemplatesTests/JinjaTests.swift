import Foundation
import Testing

@testable import PortalTemplates

/// What the language shares with Jinja2 gives the same bytes as Jinja2 does.
struct JinjaTests {
    struct Case: Decodable {
        let name: String
        let words: [String]
        let files: [String: String]
        let shown: String?
        let failure: String?
    }

    /// The interpreter that has Jinja2: `PORTAL_JUDGE_PYTHON`, or `python3`.
    private func cases() throws -> [Case] {
        let python = ProcessInfo.processInfo.environment["PORTAL_JUDGE_PYTHON"] ?? "python3"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [python, judge.appendingPathComponent("judge.py").path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(
            process.terminationStatus == 0, "the judge needs Python with Jinja2 (Tests/Judges/jinja/requirements.txt)")
        return try JSONDecoder().decode([Case].self, from: output)
    }

    @Test func `what the language shares with Jinja2 gives the same bytes`() throws {
        let cases = try cases()
        #expect(cases.count >= 120)
        for one in cases {
            do {
                let expected = try #require(one.shown, "\(one.name): Jinja2 fails: \(one.failure ?? "")")
                let found = try shown(
                    one.files["page.html"] ?? "", files: one.files, in: one.words.contains("fr") ? "fr" : "en")
                #expect(
                    Array(found.utf8) == Array(expected.utf8),
                    "\(one.name): \(found.debugDescription) instead of \(expected.debugDescription)")
            } catch {
                Issue.record("\(one.name): \(error)")
            }
        }
    }
}
