import PortalDatabase
import PortalValues
import Testing

@testable import PortalKit

@Suite struct AuditTests {
    static let zoe = AuditActor(id: 7, name: "zoe", address: "192.0.2.1", requestID: "r-1")

    static func add(_ count: Int, from first: Int = 0, to database: Database) async throws {
        for number in first..<first + count {
            try await database.write { db in
                try Audit.record(
                    by: number.isMultiple(of: 2) ? zoe : .portal("job"), at: .at(Int64(number)), action: "update",
                    entity: "client",
                    id: number.isMultiple(of: 3) ? nil : Int64(number), label: "Client \(number)",
                    changes: [AuditChange(field: "name", before: nil, after: "é\(number)")], db)
            }
        }
    }

    static func verdict(_ database: Database, including noted: String? = nil) async throws -> AuditVerdict {
        try await database.read { db in try Audit.verify(including: noted, db) }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `what was written is read back and the chain holds`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            #expect(try await Self.verdict(database) == AuditVerdict(entries: 0, hash: AuditSeal.beginning, fault: nil))
            try await Self.add(5, to: database)
            let verdict = try await Self.verdict(database)
            #expect(verdict.isIntact)
            #expect(verdict.entries == 5)
            let history = try await database.read { db in try Audit.history(entity: "client", id: 4, db) }
            let entry = try #require(history.first)
            #expect(history.count == 1)
            #expect(entry.actor == Self.zoe)
            #expect(entry.at == .at(4))
            #expect(entry.label == "Client 4")
            #expect(entry.changes == [AuditChange(field: "name", before: nil, after: "é4")])
            #expect(entry.hash == verdict.hash)
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `writers at the same time all get their line`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<30 {
                    group.addTask {
                        try await database.write { db in
                            try Audit.record(
                                by: Self.zoe, at: .at(0), action: "create", entity: "client", id: Int64(number),
                                label: "x", db)
                        }
                    }
                }
                try await group.waitForAll()
            }
            let verdict = try await Self.verdict(database)
            #expect(verdict.isIntact)
            #expect(verdict.entries == 30)
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `a change that is undone leaves no line`(engine: ServiceDatabase) async throws {
        struct Stop: Error {}
        try await engine.with { database in
            try await Self.add(1, to: database)
            await #expect(throws: Stop.self) {
                try await database.write { db in
                    try Audit.record(by: Self.zoe, at: .at(1), action: "a", entity: "b", id: nil, label: "", db)
                    throw Stop()
                }
            }
            try await Self.add(1, to: database)
            let verdict = try await Self.verdict(database)
            #expect(verdict.isIntact)
            #expect(verdict.entries == 2)
        }
    }

    /// Whoever has the database's password can take the triggers away first; the chain is for them.
    static func disarm(_ db: any Connection) throws {
        let table: SQL = db.dialect == .postgresql ? " ON audit_entry" : ""
        try db.run("DROP TRIGGER audit_entry_no_update\(sql: table)")
        try db.run("DROP TRIGGER audit_entry_no_delete\(sql: table)")
    }

    @Test(
        arguments: ServiceDatabase.tested,
        [
            "UPDATE audit_entry SET label = 'Other'", "DELETE FROM audit_entry",
            "UPDATE audit_entry SET hash = previous_hash WHERE id > 1",
        ] as [SQL])
    func `the database itself refuses to change or remove a line`(engine: ServiceDatabase, change: SQL) async throws {
        try await engine.with { database in
            try await Self.add(3, to: database)
            let before = try await Self.verdict(database)
            await #expect(throws: DatabaseError.refused("the audit log can only be added to")) {
                try await database.write { db in _ = try db.run(change) }
            }
            #expect(try await Self.verdict(database) == before)
            #expect(before.entries == 3)
        }
    }

    /// One way to tamper with the third of five lines, and whether its own line or the next one tells.
    enum Tampering: String, CaseIterable, Sendable {
        case label, actor, number, time, changes, hash, removal, swap, cut, forged

        func apply(_ third: Int64, _ db: any Connection) throws {
            switch self {
            case .label: try db.run("UPDATE audit_entry SET label = 'Other' WHERE id = \(third)")
            case .actor: try db.run("UPDATE audit_entry SET actor_name = 'paul' WHERE id = \(third)")
            case .number: try db.run("UPDATE audit_entry SET actor_id = NULL WHERE id = \(third)")
            case .time: try db.run("UPDATE audit_entry SET at = \(Instant.at(99)) WHERE id = \(third)")
            case .changes: try db.run("UPDATE audit_entry SET changes = '[]' WHERE id = \(third)")
            case .hash:
                try db.run("UPDATE audit_entry SET hash = \(String(repeating: "a", count: 64)) WHERE id = \(third)")
            case .removal: try db.run("DELETE FROM audit_entry WHERE id = \(third)")
            case .swap: try db.run("UPDATE audit_entry SET id = id + 100 WHERE id = \(third)")
            case .cut: try db.run("DELETE FROM audit_entry WHERE id > \(third)")
            case .forged:
                try db.run(
                    """
                    INSERT INTO audit_entry (at, actor_name, address, request_id, action, entity, label, changes, previous_hash, hash)
                    VALUES (\(Instant.at(9)), 'x', '', '', 'a', 'b', 'c', '[]', 'nowhere', 'nothing')
                    """)
            }
        }
    }

    @Test(arguments: ServiceDatabase.tested, Tampering.allCases)
    func `tampering is found and named`(engine: ServiceDatabase, tampering: Tampering) async throws {
        try await engine.with { database in
            try await Self.add(5, to: database)
            let ids = try await database.read { db in
                try db.values("SELECT id FROM audit_entry ORDER BY id", as: Int64.self)
            }
            let third = try #require(ids.dropFirst(2).first)
            try await database.write { db in
                try Self.disarm(db)
                try tampering.apply(third, db)
            }
            let fault = try await Self.verdict(database).fault
            switch tampering {
            case .label, .actor, .number, .time, .changes, .hash: #expect(fault == .changed(id: third))
            case .removal, .swap: #expect(fault == .broken(id: ids[3]))
            case .cut: #expect(fault == .end(expected: 5, found: 3))
            case .forged: if case .broken = fault {} else { Issue.record("\(String(describing: fault))") }
            }
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `a digest noted earlier proves that nothing behind it was rewritten`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            try await Self.add(3, to: database)
            let noted = try await Self.verdict(database).hash
            try await Self.add(2, to: database)
            #expect(try await Self.verdict(database, including: noted).isIntact)
            // Whoever may write to the database can begin a new log, with an end that agrees.
            try await database.write { db in
                try Self.disarm(db)
                try db.run("DELETE FROM audit_entry")
                try db.run("UPDATE audit_tail SET entries = 0, hash = \(AuditSeal.beginning)")
            }
            try await Self.add(4, from: 10, to: database)
            #expect(try await Self.verdict(database).isIntact)
            #expect(try await Self.verdict(database, including: noted).fault == .missing(hash: noted))
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `the log is searched by who, what and when`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            try await Self.add(10, to: database)
            var filter = AuditFilter()
            filter.actorName = "zoe"
            filter.from = .at(2)
            filter.until = .at(8)
            let request = filter
            let labels = try await database.read { db in
                try Audit.page(request, limit: 2, offset: 1, db).map(\.label)
            }
            #expect(labels == ["Client 4", "Client 2"])
            let kinds = try await database.read { db in try Audit.kinds(db) }
            #expect(kinds.map(\.entity) == ["client"])
            #expect(kinds.map(\.action) == ["update"])
        }
    }

    @Test func `secrets are masked and what did not change is left out`() throws {
        let text = try AuditChange.encode([
            AuditChange(field: "Password", before: "old", after: "new"),
            AuditChange(field: "reset_token", before: nil, after: "abc"),
            AuditChange(field: "name", before: "same", after: "same"),
            AuditChange(field: "city", before: nil, after: "Lyon"),
        ])
        #expect(!text.contains("old") && !text.contains("new") && !text.contains("abc") && !text.contains("same"))
        #expect(
            AuditChange.decode(text) == [
                AuditChange(field: "Password", before: "•••", after: "•••"),
                AuditChange(field: "reset_token", before: nil, after: "•••"),
                AuditChange(field: "city", before: nil, after: "Lyon"),
            ])
    }

    @Test func `fields that run together do not seal alike`() {
        func hash(_ action: String, _ entity: String, id: Int64?, label: String) -> String {
            AuditSeal(
                at: .at(0), actor: .portal(), action: action, entity: entity, entityID: id, label: label, changes: "[]",
                previous: AuditSeal.beginning
            ).hash
        }
        #expect(hash("ab", "c", id: nil, label: "") != hash("a", "bc", id: nil, label: ""))
        #expect(hash("a", "b", id: 1, label: "") != hash("a", "b", id: nil, label: "1"))
        #expect(hash("a", "b", id: 1, label: "") == hash("a", "b", id: 1, label: ""))
    }

    @Test(arguments: ServiceDatabase.tested)
    func `texts that a database refuses or nobody reads are cut, not failures`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            try await database.write { db in
                try Audit.record(
                    by: AuditActor(id: nil, name: "a\0b", address: "", requestID: ""), at: .at(0), action: "sign-in",
                    entity: "account",
                    id: nil, label: String(repeating: "x", count: 100_000),
                    changes: [AuditChange(field: "note", before: "a\0", after: String(repeating: "y", count: 100_000))],
                    db)
            }
            let verdict = try await Self.verdict(database)
            #expect(verdict.isIntact)
            let entry = try await database.read { db in try Audit.page(AuditFilter(), limit: 1, offset: 0, db).first }
            #expect(entry?.actor.name == "a\u{FFFD}b")
            #expect((entry?.label.count ?? 0) <= 501)
            #expect((entry?.changes.first?.after?.count ?? 0) <= 2001)
        }
    }
}
