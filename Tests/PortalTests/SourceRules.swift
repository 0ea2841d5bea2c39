import Foundation
import PortalTestSupport
import Testing

/// The rules of this house that a machine can check, so that no reviewer needs to.
@Suite struct SourceRules {
    static let sources = Self.files(below: "Sources", ending: ".swift")

    @Test func `no source file is longer than 300 lines`() {
        for file in Self.sources {
            let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(lines <= 301, "\(file.path) has \(lines) lines")
        }
    }

    @Test(arguments: ["try!", "fatalError(", "as! ", "TODO", "FIXME", "preconditionFailure("])
    func `nothing that stops the program or waits for somebody stands in the sources`(word: String) {
        for file in Self.sources where file.text.contains(word) { Issue.record("\(file.path) contains \(word)") }
    }

    @Test func `unchecked sharing happens only around C pointers`() {
        let allowed = ["Sources/Portal/Database/", "Sources/Portal/Mail/", "Sources/Portal/Kit/Services/Files/"]
        for file in Self.sources
        where file.text.contains("@unchecked Sendable") || file.text.contains("nonisolated(unsafe)") {
            #expect(allowed.contains { file.path.hasPrefix($0) }, "\(file.path)")
        }
    }

    @Test(arguments: [
        ("import GRDB", ["Sources/Portal/Database/"]), ("import CPostgreSQL", ["Sources/Portal/Database/"]),
        ("import CArgon2", ["Sources/Portal/Security/"]), ("import CSass", ["Sources/Portal/Assets/"]),
        ("import CCurl", ["Sources/Portal/Mail/"]), ("import CMarkdown", ["Sources/Portal/Templates/"]),
        ("import ArgumentParser", ["Sources/Portal/Command/"]),
        ("import Hummingbird", ["Sources/Portal/Kit/", "Sources/Portal/Command/"]),
    ])
    func `a library is imported only on its own floor`(line: String, floors: [String]) {
        for file in Self.sources where file.text.contains(line) {
            #expect(floors.contains { file.path.hasPrefix($0) }, "\(file.path) has “\(line)”")
        }
    }

    @Test func `only the owner of a table writes to it`() throws {
        var owners: [String: String] = [:]
        for migration in Self.files(below: "migrations", ending: ".sql") {
            for match in migration.text.matches(of: #/-- owner: (\w+) \(([^)]*)\)/#) {
                for table in match.2.split(separator: ",") {
                    owners[table.trimmingCharacters(in: .whitespaces)] = String(match.1)
                }
            }
            for match in migration.text.matches(of: #/CREATE (?:VIRTUAL )?TABLE (\w+)/#) {
                #expect(owners[String(match.1)] != nil, "\(migration.path): table \(match.1) has no owner")
            }
        }
        for file in Self.sources where !file.path.hasPrefix("Sources/Portal/Database/") {
            let home = file.path.hasPrefix("Sources/Modules/") ? file.path.split(separator: "/")[2].lowercased() : "kit"
            for match in file.text.matches(of: #/(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)/#) {
                guard let owner = owners[String(match.1)], owner != home else { continue }
                // A person's language and theme are switched on every page, by the kit.
                if file.path.hasSuffix("Kit/Sessions/Preferences.swift") { continue }
                Issue.record("\(file.path) writes \(match.1), which belongs to \(owner)")
            }
        }
    }

    @Test(arguments: [".now()", "Date()", "Date.now"])
    func `no test asks the machine what day it is, so that none is red on some days only`(word: String) {
        for file in Self.files(below: "Tests", ending: ".swift") where file.text.contains(word) {
            #expect(file.path.hasPrefix("Tests/Support/") || file.path.hasSuffix("SourceRules.swift"), "\(file.path)")
        }
    }

    static func files(below folder: String, ending: String) -> [(path: String, text: String)] {
        let root = TestPlaces.root
        guard let walk = FileManager.default.enumerator(atPath: root + "/" + folder) else { return [] }
        return walk.compactMap { $0 as? String }.filter { $0.hasSuffix(ending) }.sorted().compactMap { name in
            (try? String(contentsOfFile: "\(root)/\(folder)/\(name)", encoding: .utf8)).map {
                ("\(folder)/\(name)", $0)
            }
        }
    }
}
