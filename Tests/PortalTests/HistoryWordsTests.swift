import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import portal

/// The audit log tells everything in words: no line of it shows the plain name of a kind, of a field or of what happened.
@Suite struct HistoryWordsTests {
    /// Everything that was written while a portal was used.
    static func demandWords(_ portal: TestPortal) async throws {
        let histories = portal.application.histories
        let lines = try await portal.application.database.read { db in
            var lines = 0
            try Audit.forEach(AuditFilter(), db) { entry in
                lines += 1
                guard let words = histories[entry.entity] else {
                    Issue.record("no module tells of “\(entry.entity)”")
                    return
                }
                #expect(words.knows(action: entry.action), "\(entry.entity): \(entry.action)")
                for change in entry.changes {
                    #expect(words.knows(field: change.field), "\(entry.entity): \(change.field)")
                }
            }
            return lines
        }
        #expect(lines > 0)
    }

    @Test func `the demonstration is told in words`() async throws {
        try await TestPortal.run(Composition.modules) { portal in try await Self.demandWords(portal) }
    }

    /// What the sources write into the log: `record("update", "client", …)` and `action: "update", entity: "client"`.
    @Test func `whatever a module writes into the log has words`() async throws {
        try await TestPortal.run(Composition.modules, demonstration: false) { portal in
            let histories = portal.application.histories
            var found = 0
            for file in SourceRules.sources {
                let calls =
                    file.text.matches(of: #/record\(\s*"([a-z ]+)",\s*"([a-z_]+)"/#).map { ($0.1, $0.2) }
                    + file.text.matches(of: #/action: "([a-z ]+)",\s*entity: "([a-z_]+)"/#).map { ($0.1, $0.2) }
                for (action, entity) in calls {
                    found += 1
                    let words = histories[String(entity)]
                    #expect(words?.knows(action: String(action)) == true, "\(file.path): \(entity), \(action)")
                }
            }
            #expect(found > 50)
        }
    }

    @Test(arguments: [
        ("contract", "amount", "127545", "1 275,45 €"), ("contract", "state", "signed", "Signé"),
        ("event", "attendees", "1200", "1 200"), ("client", "telephone", "+33612345678", "06 12 34 56 78"),
        ("photo_album", "visible", "true", "oui"), ("role", "colour", "blue", "Bleu"),
    ])
    func `stored values are told as people read them`(entity: String, field: String, stored: String, told: String)
        async throws
    {
        try await TestPortal.run(Composition.modules, demonstration: false) { portal in
            let words = portal.application.histories.words(of: entity)
            let french = try #require(portal.application.assetStore.assets.languages["fr"])
            let text = french.text(words.value(stored, of: field)).map { $0.isWhitespace ? " " : $0 }
            #expect(String(text) == told)
            #expect(!french.text(words.value("\u{0} nonsense", of: field)).isEmpty)
        }
    }

    @Test func `what no module knows any longer keeps its plain name`() {
        let words = [String: HistoryWords]().words(of: "dragon")
        #expect(words.title == .verbatim("dragon"))
        #expect(words.told("slay").what == .verbatim("slay"))
        #expect(words.told("create").icon == "plus")
        #expect(words.label("scales") == .verbatim("scales"))
    }
}
