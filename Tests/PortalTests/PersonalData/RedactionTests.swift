import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import portal

/// A log from which names were taken is still proof of everything else.
@Suite struct RedactionTests {
    /// What somebody who may write to the database could try, and after which the log is not intact any more.
    enum Tampering: String, CaseIterable, Sendable {
        case relabelled, redactedAgain, disguised, forgotten, unsealed

        func apply(_ db: any Connection) throws {
            let redacted: SQL = "SELECT MIN(entry_id) FROM audit_redaction"
            let whole: SQL = "SELECT MIN(id) FROM audit_entry WHERE id NOT IN (SELECT entry_id FROM audit_redaction)"
            let digest = String(repeating: "a", count: 64)
            switch self {
            case .relabelled: try db.run("UPDATE audit_entry SET label = 'Other' WHERE id = (\(sql: redacted))")
            case .redactedAgain:
                try db.run("UPDATE audit_redaction SET digest = \(digest) WHERE entry_id = (\(sql: redacted))")
            case .disguised:
                let line = try db.value(whole, as: Int64.self)
                try db.run("INSERT INTO audit_redaction (entry_id, batch, digest) VALUES (\(line), 77, \(digest))")
                try db.run("UPDATE audit_entry SET label = 'Other' WHERE id = \(line)")
            case .forgotten: try db.run("DELETE FROM audit_redaction")
            case .unsealed:
                try db.run(
                    """
                    INSERT INTO audit_redaction (entry_id, batch, digest)
                    SELECT id, 78, hash FROM audit_entry WHERE id = (\(sql: whole))
                    """)
            }
        }
    }

    @Test(arguments: TestEngine.tested, Tampering.allCases)
    func `what an erasure left cannot be changed unseen`(engine: TestEngine, tampering: Tampering) async throws {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            let stage = try await DataStage(portal)
            try await stage.enterClient()
            #expect(try await stage.erase(DataStage.client).status == 303)
            let before = try await stage.verdict()
            #expect(before.isIntact && before.redacted == 2)
            try await portal.application.database.write { try tampering.apply($0) }
            #expect(try await !stage.verdict().isIntact)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a line that no erasure touched is still refused any change by the database`(engine: TestEngine) async throws {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            let stage = try await DataStage(portal)
            try await stage.enterClient()
            await #expect(throws: DatabaseError.refused("the audit log can only be added to")) {
                try await portal.application.database.write { db in
                    _ = try db.run("UPDATE audit_entry SET label = 'Other'")
                }
            }
            #expect(try await stage.erase(DataStage.client).status == 303)
            await #expect(throws: DatabaseError.refused("the audit log can only be added to")) {
                try await portal.application.database.write { db in
                    _ = try db.run(
                        "UPDATE audit_entry SET action = 'other' WHERE id IN (SELECT entry_id FROM audit_redaction)")
                }
            }
        }
    }
}
