import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import portal

/// What the database holds of people is what the modules say it holds.
@Suite struct DeclarationTests {
    /// The tables of this database, as the engine itself lists them; the migrator's own is no module's.
    static func tables(_ db: any Connection) throws -> [String] {
        let names: [String] =
            switch db.dialect {
            case .sqlite:
                try db.values("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
            case .postgresql:
                try db.values(
                    """
                    SELECT CAST(table_name AS TEXT) FROM information_schema.tables
                    WHERE table_schema = CURRENT_SCHEMA() AND table_type = 'BASE TABLE'
                    """)
            }
        return names.filter { $0 != "portal_migration" }.sorted()
    }

    @Test(arguments: TestEngine.tested)
    func `every table is declared by its module, once: with what it holds of people, or why it holds nothing`(
        engine: TestEngine
    ) async throws {
        try await TestPortal.run(Composition.modules, on: engine, demonstration: false) { portal in
            let stored = try await portal.application.database.read { try Self.tables($0) }
            let declared = portal.application.personalTables.map(\.name).sorted()
            #expect(stored.count > 40)
            for table in stored where !declared.contains(table) { Issue.record("nobody declares \(table)") }
            for table in declared where !stored.contains(table) { Issue.record("there is no table \(table)") }
            #expect(Set(declared).count == declared.count, "declared twice")
            for table in portal.application.personalTables {
                #expect(table.holdings.isEmpty == (table.reason != nil), "\(table.name)")
            }
        }
    }

    @Test func `a module declares the tables that its migrations give it`() throws {
        var owners: [String: String] = [:]
        for migration in SourceRules.files(below: "migrations", ending: ".sql") {
            for match in migration.text.matches(of: #/-- owner: (\w+) \(([^)]*)\)/#) {
                for table in match.2.split(separator: ",") {
                    owners[table.trimmingCharacters(in: .whitespaces)] = String(match.1)
                }
            }
        }
        for module in Composition.modules {
            for table in module.personalData { #expect(owners[table.name] == type(of: module).id, "\(table.name)") }
        }
    }

    @Test func `every kind of subject says when it is due, and its period is a setting`() async throws {
        try await TestPortal.run(Composition.modules, demonstration: false) { portal in
            let settings = Set(portal.application.settings.map(\.name))
            #expect(portal.application.subjectKinds.map(\.name) == [.person, "client", "contract"])
            for kind in portal.application.subjectKinds {
                #expect(!kind.rules.isEmpty)
                for rule in kind.rules { #expect(settings.contains(rule.name), "\(rule.name)") }
            }
        }
    }
}
