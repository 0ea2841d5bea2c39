import PortalValues
import Testing

@testable import PortalDatabase

/// What is written comes back, alike on both engines.
@Suite struct ValueTests {
    enum Theme: String, SQLValue { case light, dark }
    enum Rank: Int, SQLValue { case low = 1, high }
    struct Address: Codable, Sendable, Equatable {
        var street: String
        var number: Int?
    }

    /// Writes a value into a column of `sample` and reads it back.
    static func trip<T: SQLValue & Equatable>(_ value: T, _ column: String, _ database: Database) async throws -> T? {
        try await database.write { connection throws in
            let id = try connection.value(
                "INSERT INTO sample (\(identifier: column)) VALUES (\(value)) RETURNING id", as: Int.self)
            return try connection.row("SELECT * FROM sample WHERE id = \(id)")?.get(column)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `every type comes back as it was`(engine: TestEngine) async throws {
        try await engine.with { database async throws in
            for number in [0, 1, -1, Int.max, Int.min] {
                #expect(try await Self.trip(number, "whole", database) == number)
            }
            for number in [0, 0.1, -1.5e300, Double.leastNonzeroMagnitude, Double.greatestFiniteMagnitude] {
                #expect(try await Self.trip(number, "decimal", database) == number)
            }
            for flag in [true, false] { #expect(try await Self.trip(flag, "flag", database) == flag) }
            for text in ["", "é œ € 🎓", "'; --", "\\", "\n\t", String(repeating: "a", count: 100_000), "?$1"] {
                #expect(try await Self.trip(text, "words", database) == text)
            }
            for bytes in [[], [0], [0, 255, 92, 39], [UInt8](repeating: 7, count: 70_000)] as [[UInt8]] {
                #expect(try await Self.trip(bytes, "blob", database) == bytes)
            }
            for micro in [0, 1, -1, 1_795_000_000_123_456, -62_135_596_800_000_000, 253_402_300_799_999_999] as [Int64]
            {
                let moment = Instant(microseconds: micro)
                #expect(try await Self.trip(moment, "moment", database) == moment)
            }
            for number in [0, -719_162, 2_932_896, 20_778] {
                #expect(try await Self.trip(Day(number: number), "day", database) == Day(number: number))
            }
            for cents in [Int64.min, 0, 1, .max] {
                #expect(try await Self.trip(Money(cents: cents), "whole", database) == Money(cents: cents))
            }
            #expect(try await Self.trip(Theme.dark, "words", database) == .dark)
            #expect(try await Self.trip(Rank.high, "whole", database) == .high)
            let address = JSON(Address(street: "rue de l'Œuf \"d'or\" \\ 🎓", number: nil))
            #expect(try await Self.trip(address, "document", database) == address)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `nothing comes back as nothing`(engine: TestEngine) async throws {
        try await engine.with { database async throws in
            try await database.write { connection throws in
                let (a, b, c): (Int?, String?, Bool?) = (nil, nil, nil)
                let (d, e, f): (Instant?, Day?, [UInt8]?) = (nil, nil, nil)
                let (g, h, i): (JSON<Address>?, Double?, Theme?) = (nil, nil, nil)
                try connection.run(
                    """
                    INSERT INTO sample (whole, words, flag, moment, day, blob, document, decimal)
                    VALUES (\(a), \(b), \(c), \(d), \(e), \(f), \(g), \(h))
                    """)
                let row = try #require(try connection.row("SELECT * FROM sample WHERE words IS NULL AND \(i) IS NULL"))
                #expect(try row.get("whole", as: Int?.self) == nil)
                #expect(try row.get("words", as: Theme?.self) == nil)
                #expect(try row.get("moment", as: Instant?.self) == nil)
                #expect(try row.get("document", as: JSON<Address>?.self) == nil)
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `values without a column keep their types`(engine: TestEngine) async throws {
        try await engine.with(schema: false) { database async throws in
            try await database.read { connection throws in
                #expect(try connection.value("SELECT \(41) + \(1)", as: Int.self) == 42)
                #expect(try connection.value("SELECT \("a") || \("b")", as: String.self) == "ab")
                #expect(try connection.value("SELECT CASE WHEN \(true) THEN \(1) ELSE \(2) END", as: Int.self) == 1)
                #expect(try connection.value("SELECT \("a")", as: String.self) == "a")
                #expect(try connection.value("SELECT \("x") IS NULL", as: Bool.self) == false)
                #expect(
                    try connection.value(
                        "SELECT sum(n) FROM (SELECT \(Int64.max / 2) AS n UNION ALL SELECT 1) AS t", as: Int64.self)
                        == Int64.max / 2 + 1)
                #expect(
                    try connection.value("SELECT avg(n) FROM (SELECT 1 AS n UNION ALL SELECT 2) AS t", as: Double.self)
                        == 1.5)
                #expect(
                    try connection.values(
                        "SELECT n FROM (SELECT 1 AS n UNION ALL SELECT 2) AS t WHERE n IN \(in: [2, 3, 4])",
                        as: Int.self) == [2])
                #expect(try connection.values("SELECT 1 WHERE 1 IN \(in: [Int]())", as: Int.self).isEmpty)
                #expect(try connection.values("SELECT 1 WHERE 1 NOT IN \(in: [Int]())", as: Int.self) == [1])
                #expect(try connection.values("SELECT 1 WHERE 'a' IN \(in: [String]())", as: Int.self).isEmpty)
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a zero character is refused before any engine sees it`(engine: TestEngine) async throws {
        try await engine.with { database async throws in
            await #expect(throws: DatabaseError.invalidText) {
                try await database.write { try $0.run("INSERT INTO sample (words) VALUES (\("a\0b"))") }
            }
            await #expect(throws: DatabaseError.invalidText) {
                try await database.write { try $0.run("INSERT INTO sample (document) VALUES (\(JSON(["a\0b"])))") }
            }
            await #expect(throws: DatabaseError.statement("a number that is not finite")) {
                try await database.write { try $0.run("INSERT INTO sample (decimal) VALUES (\(Double.nan))") }
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a statement may have many values, but not any number`(engine: TestEngine) async throws {
        try await engine.with(schema: false) { database async throws in
            try await database.read { connection throws in
                let many = (1...32_766).map { $0 }
                #expect(try connection.value("SELECT 1 WHERE 32766 IN \(in: many)", as: Int.self) == 1)
            }
            await #expect(throws: DatabaseError.statement("more than 32,766 values in one statement")) {
                try await database.read { try $0.rows("SELECT 1 WHERE 1 IN \(in: 1...32_767)") }
            }
            try await database.ping()
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a wrong column is told by table, name, wanted and found`(engine: TestEngine) async throws {
        try await engine.with { database async throws in
            try await database.write { connection throws in
                try connection.run("INSERT INTO sample (whole, words) VALUES (7, 'seven')")
                let row = try #require(
                    try connection.row("SELECT words AS w, whole, flag, 1 AS one, 2 AS one FROM sample"))
                func fault(_ column: String, _ wanted: String, _ found: String, table: String? = "sample")
                    -> DatabaseError
                {
                    .column(table: table, column: column, wanted: wanted, found: found)
                }
                #expect(throws: fault("w", "a whole number", "text")) { try row.get("w", as: Int.self) }
                #expect(throws: fault("whole", "text", "a whole number")) { try row.get("whole", as: String.self) }
                #expect(throws: fault("whole", "true or false", "a whole number")) {
                    try row.get("whole", as: Bool.self)
                }
                #expect(throws: fault("flag", "true or false", "NULL")) { try row.get("flag", as: Bool.self) }
                #expect(throws: fault("w", "one of the values of Theme", "text")) { try row.get("w", as: Theme.self) }
                #expect(throws: fault("W", "text", "no such column", table: nil)) { try row.get("W", as: String.self) }
                #expect(throws: fault("one", "a whole number", "two columns of that name", table: nil)) {
                    try row.get("one", as: Int.self)
                }
                #expect(try row.get(at: 4, as: Int.self) == 2)
                #expect(throws: fault("number 5", "text", "no such column", table: nil)) {
                    try row.get(at: 5, as: String.self)
                }
            }
        }
    }
}
