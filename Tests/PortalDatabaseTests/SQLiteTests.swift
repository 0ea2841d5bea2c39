import Foundation
import Testing

@testable import PortalDatabase

/// What only a file can do to us.
@Suite struct SQLiteTests {
    @Test func `a file is opened so that nothing that was kept is lost`() async throws {
        try await TestEngine.sqlite.with { database async throws in
            let pragmas: [SQL] = [
                "PRAGMA journal_mode", "PRAGMA synchronous", "PRAGMA foreign_keys", "PRAGMA query_only",
            ]
            let text = { @Sendable (connection: any Connection) throws -> [String] in
                try pragmas.map { pragma in
                    guard let row = try connection.row(pragma) else { return "" }
                    return try (try? row.get(at: 0, as: String.self)) ?? String(row.get(at: 0, as: Int.self))
                }
            }
            #expect(try await database.write { try text($0) } == ["wal", "2", "1", "0"])
            #expect(try await database.read { try text($0) }[3] == "1")
        }
    }

    @Test func `where the disk is full nothing is half done`() async throws {
        try await TestEngine.sqlite.with { database async throws in
            await #expect {
                try await database.write { connection in
                    try connection.run("INSERT INTO club (name) VALUES ('kept?')")
                    let pages = try connection.value("PRAGMA page_count", as: Int.self) ?? 0
                    #expect(pages > 0)
                    _ = try connection.rows("PRAGMA max_page_count = 1")
                    try connection.run(
                        "INSERT INTO sample (words) VALUES (\(String(repeating: "x", count: 1_000_000)))")
                }
            } throws: { error in
                if case .unavailable = error as? DatabaseError { true } else { false }
            }
            #expect(try await database.read { try $0.value("SELECT count(*) FROM club", as: Int.self) } == 0)
        }
    }

    private static let endless: SQL = """
        WITH RECURSIVE endless(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM endless) SELECT count(*) AS n FROM endless
        """

    @Test func `a statement that takes too long is cut off, and the connection goes on`() async throws {
        var options = DatabaseOptions()
        options.statementTimeout = .milliseconds(100)
        options.readers = 1
        try await TestEngine.sqlite.with(options: options) { database async throws in
            await #expect(throws: DatabaseError.busy) { try await database.read { try $0.rows(Self.endless) } }
            await #expect(throws: DatabaseError.busy) {
                try await database.write { connection in
                    try connection.run("INSERT INTO club (name) VALUES ('kept?')")
                    try connection.run("INSERT INTO club (name) \(sql: Self.endless)")
                }
            }
            #expect(try await database.read { try $0.value("SELECT count(*) FROM club", as: Int.self) } == 0)
            try await database.write { try $0.run("INSERT INTO club (name) VALUES ('kept')") }
            #expect(try await database.read { try $0.value("SELECT count(*) FROM club", as: Int.self) } == 1)
        }
    }

    @Test func `what is done with a row does not count as the statement's time`() async throws {
        var options = DatabaseOptions()
        options.statementTimeout = .milliseconds(600)
        try await TestEngine.sqlite.with(options: options) { database async throws in
            let count = try await database.read { connection in
                var count = 0
                // Each row is work enough for SQLite to ask whether it may go on.
                try connection.forEach(
                    """
                    SELECT (WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 20000)
                        SELECT count(*) FROM c WHERE i <> a.column1) AS n FROM (VALUES (1), (2), (3)) AS a
                    """
                ) { _ in
                    count += 1
                    Thread.sleep(forTimeInterval: 0.4)
                }
                return count
            }
            #expect(count == 3)
        }
    }

    @Test func `only so many statements are kept prepared`() async throws {
        var options = DatabaseOptions()
        options.preparedStatements = 20
        options.readers = 1
        try await TestEngine.sqlite.with(options: options) { database async throws in
            for number in 1...100 {
                let count = try await database.read { connection in
                    _ = try connection.rows("SELECT 1 AS \(identifier: "n\(number)")")
                    return (connection as? SQLiteConnection)?.kept.count
                }
                #expect(try #require(count) <= 21)
            }
        }
    }

    @Test func `a temporary database is gone when it is closed`() async throws {
        let database = try Database.temporary()
        let path = try await database.read { connection in
            try connection.value("SELECT file FROM pragma_database_list", as: String.self)
        }
        let file = try #require(path)
        #expect(FileManager.default.fileExists(atPath: file))
        await database.close()
        #expect(!FileManager.default.fileExists(atPath: URL(fileURLWithPath: file).deletingLastPathComponent().path))
    }

    @Test func `a file that is no database is not available`() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("portal-\(UUID().uuidString).sqlite")
            .path
        try Data(repeating: 65, count: 5000).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect {
            try Database.open(url: "sqlite:" + path)
        } throws: { error in
            if case .unavailable = error as? DatabaseError { true } else { false }
        }
    }

    @Test func `a file in the place of a folder is not available`() {
        #expect(throws: DatabaseError.self) { try Database.open(url: "sqlite:/dev/null/portal.sqlite") }
    }

    @Test func `constraints are read from the text of a table`() {
        let text = """
            CREATE TABLE "the club" (id INTEGER PRIMARY KEY, -- a comment, (
                a TEXT DEFAULT ('x,y') CONSTRAINT named_key UNIQUE, b NUMERIC(10, 2) CHECK (b IN (1, 2)) REFERENCES other (id, "x"),
                "c d" TEXT UNIQUE, CONSTRAINT pair UNIQUE (a, "c d"), FOREIGN KEY (a, b) REFERENCES other (a, b) ON DELETE CASCADE,
                CONSTRAINT bounds CHECK (b > 0 AND (b < 9))) STRICT
            """
        let found = TableDefinition(table: "the club", text: text).constraints.map {
            "\($0.name) \($0.kind) \($0.columns)"
        }
        #expect(
            found == [
                #"the club_pkey primaryKey ["id"]"#, #"named_key unique ["a"]"#, #"the club_b_check check ["b"]"#,
                #"the club_b_fkey foreignKey ["b"]"#, #"the club_c d_key unique ["c d"]"#, #"pair unique ["a", "c d"]"#,
                #"the club_a_b_fkey foreignKey ["a", "b"]"#, #"bounds check []"#,
            ])
    }

    /// Any text that a table may be made of; none may trap.
    @Test(arguments: [
        "", "CREATE TABLE", "CREATE TABLE a (", ")))(((", "CREATE TABLE a (b CONSTRAINT", "(PRIMARY", "(FOREIGN KEY (",
    ])
    func `a text that is cut off is read as far as it goes`(text: String) {
        #expect(TableDefinition(table: "a", text: text).constraints.count <= 1)
    }
}
