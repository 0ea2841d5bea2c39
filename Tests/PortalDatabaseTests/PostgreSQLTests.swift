import Foundation
import Synchronization
import Testing

@testable import PortalDatabase

/// What only a server can do to us.
@Suite(.enabled(if: TestEngine.postgresqlURL != nil, "PORTAL_TEST_POSTGRESQL_URL names no server"))
struct PostgreSQLTests {
    static var single: DatabaseOptions {
        var options = DatabaseOptions()
        options.connections = 1
        return options
    }

    @Test func `prepared statements that the server forgot are prepared again`() async throws {
        try await TestEngine.postgresql.with(options: Self.single) { database async throws in
            for _ in 0..<2 {
                try await database.write { connection in
                    try connection.run("INSERT INTO sample (whole) VALUES (\(1))")
                }
                try await database.write { try $0.run("DEALLOCATE ALL") }
            }
            #expect(try await database.read { try $0.value("SELECT count(*) FROM sample", as: Int.self) } == 2)
        }
    }

    @Test func `a change of the schema under a prepared statement is followed`() async throws {
        try await TestEngine.postgresql.with(options: Self.single) { database async throws in
            let columns = { @Sendable in try await database.read { try $0.row("SELECT * FROM diary")?.columns ?? [] } }
            try await database.write { try $0.run("INSERT INTO diary VALUES ('one')") }
            #expect(try await columns() == ["line"])
            try await database.write { try $0.run("ALTER TABLE diary ADD COLUMN mood TEXT") }
            #expect(try await columns() == ["line", "mood"])
        }
    }

    @Test func `only the statements used last stay prepared`() async throws {
        var options = Self.single
        options.preparedStatements = 3
        try await TestEngine.postgresql.with(options: options) { database async throws in
            try await database.read { connection in
                for (name, other) in [("a", "b"), ("c", "d"), ("a", "b"), ("e", "f")] {
                    for column in [name, other] {
                        _ = try connection.rows("SELECT 1 AS \(identifier: column) WHERE 1 = \(1)")
                    }
                }
            }
            let count = try await database.read {
                try $0.value("SELECT count(*) FROM pg_prepared_statements", as: Int.self)
            }
            #expect(count == 3)
        }
    }

    @Test func `connections that the server ended are replaced`() async throws {
        try await TestEngine.postgresql.with { database async throws in
            // Several connections, all idle.
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 { group.addTask { _ = try await database.read { try $0.row("SELECT pg_sleep(0.05)") } } }
                try await group.waitForAll()
            }
            for _ in 0..<3 {
                try await Self.endAll(of: database)
                try await database.write { try $0.run("UPDATE counter SET value = value + 1 WHERE id = 1") }
                try await Self.endAll(of: database)
                _ = try await database.read { try $0.value("SELECT value FROM counter", as: Int.self) }
            }
            #expect(try await database.read { try $0.value("SELECT value FROM counter", as: Int.self) } == 3)
        }
    }

    /// Ends all connections to a database, from a connection of another one.
    static func endAll(of database: Database) async throws {
        let name = try await database.read { try $0.value("SELECT current_database()", as: String.self) }
        let other = try Database.open(url: try #require(TestEngine.postgresqlURL))
        _ = try await other.read { connection in
            try connection.rows("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = \(name)")
        }
        await other.close()
    }

    @Test func `a unit whose connection is lost before the commit runs again, once`() async throws {
        try await TestEngine.postgresql.with { database async throws in
            let runs = Mutex(0)
            try await database.write { connection in
                try connection.run("UPDATE counter SET value = value + 1 WHERE id = 1")
                if runs.withLock({
                    $0 += 1; return $0
                }) == 1 {
                    _ = try connection.rows("SELECT pg_terminate_backend(pg_backend_pid())")
                }
            }
            #expect(runs.withLock { $0 } == 2)
            #expect(try await database.read { try $0.value("SELECT value FROM counter", as: Int.self) } == 1)
            await #expect {
                try await database.read { try $0.rows("SELECT pg_terminate_backend(pg_backend_pid())") }
            } throws: { error in
                if case .unavailable = error as? DatabaseError { true } else { false }
            }
        }
    }

    @Test func `a deadlock or a conflict runs the unit again, even where its error was swallowed`() async throws {
        try await TestEngine.postgresql.with { database async throws in
            try await database.write { try $0.run("INSERT INTO counter VALUES (2, 0)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for turn in 0..<8 {
                    group.addTask {
                        try await database.write { connection -> Void in
                            for id in turn % 2 == 0 ? [1, 2] : [2, 1] {
                                _ = try? connection.run("UPDATE counter SET value = value + 1 WHERE id = \(id)")
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.read { try $0.values("SELECT value FROM counter", as: Int.self) } == [8, 8])
        }
    }

    @Test func `a statement that takes too long is cut off, and the connection goes on`() async throws {
        var options = Self.single
        options.statementTimeout = .milliseconds(100)
        try await TestEngine.postgresql.with(options: options) { database async throws in
            await #expect(throws: DatabaseError.busy) { try await database.read { try $0.rows("SELECT pg_sleep(30)") } }
            try await database.ping()
        }
    }

    @Test func `the options of the URL win over ours`() async throws {
        try await TestEngine.postgresql.withURL(schema: false) { url async throws in
            let database = try Database.open(url: url + "&application_name=mine&options=-c%20statement_timeout%3D1234")
            let settings = try await database.read { connection in
                try ["application_name", "statement_timeout", "TimeZone"].map { name in
                    try connection.value("SELECT setting FROM pg_settings WHERE name = \(name)", as: String.self)
                }
            }
            #expect(settings == ["mine", "1234", "UTC"])
            await database.close()
        }
    }

    @Test func `a database that is not there is not available`() async throws {
        let server = PostgreSQLServer(url: try #require(TestEngine.postgresqlURL))
        let database = try Database.open(url: server.url(of: "no_such_database"))
        await #expect {
            try await database.ping()
        } throws: { error in
            if case .unavailable = error as? DatabaseError { true } else { false }
        }
        await database.close()
        #expect(throws: DatabaseError.self) { try server.create("no\"name") }
    }

    @Test func `a server that only reads is not available for changes`() async throws {
        try await TestEngine.postgresql.withURL { url async throws in
            let database = try Database.open(url: url + "&options=-c%20default_transaction_read_only%3Don")
            try await database.ping()
            await #expect {
                try await database.write { try $0.run("INSERT INTO club (name) VALUES ('a')") }
            } throws: { error in
                if case .unavailable = error as? DatabaseError { true } else { false }
            }
            await database.close()
        }
    }
}
