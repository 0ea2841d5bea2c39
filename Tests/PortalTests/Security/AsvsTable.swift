import Foundation
import PortalTestSupport

/// `asvs.txt`: what the standard asks for, and how this portal meets it.
struct AsvsTable {
    /// How a requirement is met.
    enum Verdict: String, CaseIterable {
        case test, no, open
    }

    struct Requirement {
        let id: String
        let level: Int
        let words: String
        var tests: [String] = []
        /// Why it does not apply, or what is missing.
        var reason: (verdict: Verdict, words: String)?
        var note: String?

        var verdict: Verdict { reason?.verdict ?? .test }
    }

    struct Chapter {
        let title: String
        var requirements: [Requirement] = []

        func count(_ verdict: Verdict, level: Int? = nil) -> Int {
            requirements.count { $0.verdict == verdict && (level == nil || $0.level == level) }
        }
    }

    private(set) var chapters: [Chapter] = []
    /// Lines that make no sense.
    private(set) var faults: [String] = []

    var requirements: [Requirement] { chapters.flatMap(\.requirements) }

    static func read() throws -> AsvsTable {
        let file = TestPlaces.root + "/Tests/PortalTests/approved/asvs.txt"
        return AsvsTable(try String(contentsOfFile: file, encoding: .utf8))
    }

    init(_ text: String) {
        for line in text.split(separator: "\n") {
            if line.hasPrefix("## ") {
                chapters.append(Chapter(title: String(line.dropFirst(3))))
            } else if line.hasPrefix("#") {
                continue
            } else if let match = line.wholeMatch(of: #/(V\d+\.\d+\.\d+) ([12]) (.+)/#), !chapters.isEmpty {
                let requirement = Requirement(
                    id: String(match.1), level: match.2 == "1" ? 1 : 2, words: String(match.3))
                chapters[chapters.endIndex - 1].requirements.append(requirement)
            } else if !take(line) {
                faults.append("cannot be read: \(line)")
            }
        }
    }

    /// An indented line, about the requirement above it.
    private mutating func take(_ line: Substring) -> Bool {
        guard let match = line.wholeMatch(of: #/  (test|no|open|note) (.+)/#),
            var requirement = chapters.last?.requirements.last
        else { return false }
        let words = String(match.2)
        switch match.1 {
        case "test": requirement.tests.append(words)
        case "note": requirement.note = words
        default:
            if requirement.reason != nil { faults.append("\(requirement.id) has two verdicts") }
            requirement.reason = Verdict(rawValue: String(match.1)).map { ($0, words) }
        }
        let chapter = chapters.endIndex - 1
        chapters[chapter].requirements[chapters[chapter].requirements.endIndex - 1] = requirement
        return true
    }
}
