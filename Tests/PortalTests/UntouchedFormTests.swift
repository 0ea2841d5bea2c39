import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import portal

/// What a form shows, sent back untouched, changes nothing: not the row, not its version, not the log.
@Suite struct UntouchedFormTests {
    /// Who may change them, the table, and the page of the form for what a row is called by.
    private static let records: [(who: String, table: String, key: SQL, path: String)] = [
        ("commercial", "company", "custom_id", "/companies/%/edit"),
        ("management", "client", "custom_id", "/clients/%/edit"),
        ("management", "event", "custom_id", "/events/%/edit"),
        ("commercial", "contract", "custom_id", "/contracts/%/edit"),
        (
            "admin", "person", "(SELECT username_key FROM account WHERE person_id = person.id)",
            "/administration/people/%/edit"
        ),
        ("admin", "role", "name_key", "/administration/roles/%/edit"),
    ]

    @Test(arguments: TestEngine.tested, ["en", "fr"])
    func `every record of the demonstration stands after its form as it stood before`(
        engine: TestEngine, language: String
    ) async throws {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            for record in Self.records {
                let browser = try await portal.signedIn(record.who)
                browser.speak(language)
                let keys = try await portal.application.database.read { db in
                    try db.rows(
                        "SELECT \(sql: record.key) AS key FROM \(identifier: record.table) ORDER BY id LIMIT 40"
                    ).compactMap { try $0.get("key", as: String?.self) }
                }
                var tried = 0
                for key in keys {
                    let path = record.path.replacing("%", with: Escape.query(key))
                    let page = try await browser.get(path)
                    // Others' records, and what is locked in its state, cannot be changed at all.
                    guard page.status == 200, let form = page.editForm else { continue }
                    let before = try await Self.state(record.table, portal)
                    let sent = try await browser.send(
                        form.action, form: form.fields + [("_token", UUID().uuidString)])
                    #expect(sent.status == 303, "\(path): \(sent.status) with \(form.fields)")
                    let after = try await Self.state(record.table, portal)
                    #expect(after == before, "\(path) sent back \(form.fields)")
                    tried += 1
                }
                #expect(tried >= 3, "only \(tried) of \(keys.count) forms of \(record.table) could be opened")
            }
        }
    }

    /// Versions and last changes of a table, and the number of lines of the log.
    private static func state(_ table: String, _ portal: TestPortal) async throws -> [String] {
        try await portal.application.database.read { db in
            let rows = try db.rows("SELECT id, version FROM \(identifier: table) ORDER BY id").map {
                "\(try $0.get("id", as: Int64.self)) \(try $0.get("version", as: Int.self))"
            }
            let lines = try db.value("SELECT COUNT(*) FROM audit_entry", as: Int.self) ?? 0
            return rows + ["\(lines) lines"]
        }
    }
}
