import PortalDatabase
import PortalMail
import PortalValues
import Synchronization
import Testing

@testable import PortalKit

/// A mail server that answers as it is told.
final class TestTransport: MailTransport {
    private let state = Mutex((sent: [MailMessage](), problem: MailError?.none))

    var sent: [MailMessage] { state.withLock { $0.sent } }

    func answer(_ problem: MailError?) { state.withLock { $0.problem = problem } }

    func send(_ message: MailMessage) throws(MailError) {
        let problem = state.withLock { state -> MailError? in
            if state.problem == nil { state.sent.append(message) }
            return state.problem
        }
        if let problem { throw problem }
    }
}

@Suite struct OutboxTests {
    struct Stored: Equatable {
        let attempts: Int
        let isSent, isFailed: Bool
        let due: Instant
        let text: String
    }

    static func post(_ address: String, _ database: Database) async throws {
        try await database.write { db in
            try Outbox.insert(
                Outbox.Letter(recipient: address, name: "Zoé", subject: "Bonjour", text: "Salut", html: "<p>Salut</p>"),
                now: .at(0), db)
        }
    }

    static func deliver(_ database: Database, _ transport: TestTransport, _ clock: TestClock) async throws -> (Int, Int)
    {
        let sender = try #require(MailAddress(parsing: "portal@example.org", name: "Portail"))
        return try await Outbox.deliver(database, from: sender, through: transport, clock: { clock.now }) { try $0() }
    }

    static func stored(_ database: Database) async throws -> [Stored] {
        try await database.read { db in
            try db.rows("SELECT attempts, sent_at, failed_at, due_at, body_text FROM mail ORDER BY id").map { row in
                Stored(
                    attempts: try row.get("attempts"), isSent: try row.get("sent_at", as: Instant?.self) != nil,
                    isFailed: try row.get("failed_at", as: Instant?.self) != nil, due: try row.get("due_at"),
                    text: try row.get("body_text"))
            }
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `a mail goes out once, with both parts, and its words are not kept`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            let transport = TestTransport()
            let clock = TestClock(.at(0))
            try await Self.post("zoe@example.org", database)
            #expect(try await database.read { db in try Outbox.hasDue(db, .at(0)) })
            #expect(try await Self.deliver(database, transport, clock) == (1, 0))
            #expect(try await Self.deliver(database, transport, clock) == (0, 0))
            let mail = try #require(transport.sent.first)
            #expect(mail.to.map(\.text) == ["zoe@example.org"])
            #expect((mail.subject, mail.text, mail.html) == ("Bonjour", "Salut", "<p>Salut</p>"))
            #expect(mail.id.hasSuffix("@example.org"))
            #expect(try await Self.stored(database).map(\.text) == [""])
            #expect(try await !database.read { db in try Outbox.hasDue(db, .at(999_999)) })
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `a change that is undone sends no mail`(engine: ServiceDatabase) async throws {
        struct Stop: Error {}
        try await engine.with { database in
            await #expect(throws: Stop.self) {
                try await database.write { db in
                    try Outbox.insert(
                        Outbox.Letter(recipient: "a@b.fr", name: "", subject: "", text: "", html: ""), now: .at(0), db)
                    throw Stop()
                }
            }
            let stored = try await Self.stored(database)
            #expect(stored.isEmpty)
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `a server that is not there is asked again, later each time, then given up`(engine: ServiceDatabase)
        async throws
    {
        try await engine.with { database in
            let transport = TestTransport()
            transport.answer(.temporary(code: 421, "busy"))
            let clock = TestClock(.at(0))
            try await Self.post("zoe@example.org", database)
            for wait in Outbox.patience {
                #expect(try await Self.deliver(database, transport, clock) == (0, 1))
                #expect(try await Self.stored(database).map(\.due) == [clock.now.adding(seconds: wait)])
                #expect(try await Self.deliver(database, transport, clock) == (0, 0))
                clock.advance(wait)
            }
            #expect(try await Self.deliver(database, transport, clock) == (0, 1))
            #expect(try await Self.stored(database).map(\.isFailed) == [true])
            // An administrator mends the server and sends it on its way again.
            transport.answer(nil)
            let id = try #require(try await database.read { db in try db.value("SELECT id FROM mail", as: Int64.self) })
            let now = clock.now
            #expect(try await database.write { db in try Outbox.retry(id, now: now, db) })
            #expect(try await Self.deliver(database, transport, clock) == (1, 0))
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `a refusal for good and an address that is none are given up at once`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            let transport = TestTransport()
            let clock = TestClock(.at(0))
            try await Self.post("nobody", database)
            #expect(try await Self.deliver(database, transport, clock) == (0, 1))
            transport.answer(.permanent(code: 550, "no such mailbox"))
            try await Self.post("zoe@example.org", database)
            #expect(try await Self.deliver(database, transport, clock) == (0, 1))
            #expect(try await Self.stored(database).map(\.isFailed) == [true, true])
            #expect(transport.sent.isEmpty)
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `processes that deliver at the same time send each mail once`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            let transport = TestTransport()
            let clock = TestClock(.at(0))
            for number in 0..<50 { try await Self.post("person\(number)@example.org", database) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 { group.addTask { _ = try await Self.deliver(database, transport, clock) } }
                try await group.waitForAll()
            }
            #expect(transport.sent.count == 50)
            #expect(Set(transport.sent.map(\.id)).count == 50)
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `a mail taken by a process that died is sent by another under the same identifier`(engine: ServiceDatabase)
        async throws
    {
        try await engine.with { database in
            let transport = TestTransport()
            let clock = TestClock(.at(0))
            try await Self.post("zoe@example.org", database)
            let taken = try await database.write { db in try Outbox.take(now: .at(0), db) }
            #expect(try await Self.deliver(database, transport, clock) == (0, 0))
            clock.advance(Int64(Outbox.leaseSeconds))
            #expect(try await Self.deliver(database, transport, clock) == (1, 0))
            #expect(transport.sent.map(\.id) == taken.map { $0.messageID(domain: "example.org") })
        }
    }
}
