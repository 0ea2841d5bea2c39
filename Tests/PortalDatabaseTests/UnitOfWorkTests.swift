import Synchronization
import Testing

@testable import PortalDatabase

@Suite struct UnitOfWorkTests {
    struct Refusal: Error, Equatable { var reason = "no" }

    static func clubs(_ database: Database) async throws -> [String] {
        try await database.read { try $0.values("SELECT name FROM club ORDER BY name", as: String.self) }
    }

    @Test(arguments: TestEngine.tested)
    func `a body that throws leaves nothing behind, and its error is unchanged`(engine: TestEngine) async throws {
        try await engine.with { database async throws in
            await #expect(throws: Refusal(reason: "mine")) {
                try await database.write { connection throws in
                    try connection.run("INSERT INTO club (name) VALUES ('Chess')")
                    throw Refusal(reason: "mine")
                }
            }
            #expect(try await Self.clubs(database).isEmpty)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a unit that reads cannot change anything`(engine: TestEngine) async throws {
        try await engine.with { database async throws in
            await #expect(throws: DatabaseError.statement("a change inside a unit that only reads")) {
                try await database.read { try $0.run("INSERT INTO club (name) VALUES ('Chess')") }
            }
            try await database.ping()
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a unit that reads sees one moment`(engine: TestEngine) async throws {
        try await engine.with { database async throws in
            let (started, goOn) = (Gate(), Gate())
            async let counts = database.read { connection throws in
                let before = try connection.value("SELECT count(*) FROM club", as: Int.self)
                started.open()
                goOn.wait()
                return [before, try connection.value("SELECT count(*) FROM club", as: Int.self)]
            }
            await started.opened()
            try await database.write { try $0.run("INSERT INTO club (name) VALUES ('Chess')") }
            goOn.open()
            #expect(try await counts == [0, 0])
            #expect(try await Self.clubs(database) == ["Chess"])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `savepoints undo what is inside them, and nest`(engine: TestEngine) async throws {
        try await engine.with { database async throws in
            try await database.write { connection throws in
                try connection.run("INSERT INTO club (name) VALUES ('a')")
                try connection.savepoint {
                    try connection.run("INSERT INTO club (name) VALUES ('b')")
                    #expect(throws: DatabaseError.unique(constraint: "club_name_key")) {
                        try connection.savepoint {
                            try connection.run("INSERT INTO club (name) VALUES ('c')")
                            try connection.run("INSERT INTO club (name) VALUES ('a')")
                        }
                    }
                    try connection.run("INSERT INTO club (name) VALUES ('d')")
                }
                #expect(throws: Refusal()) {
                    try connection.savepoint {
                        try connection.run("INSERT INTO club (name) VALUES ('e')")
                        try connection.savepoint { _ = try connection.run("INSERT INTO club (name) VALUES ('f')") }
                        throw Refusal()
                    }
                }
            }
            #expect(try await Self.clubs(database) == ["a", "b", "d"])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `after a failure only the end is left, even where the failure was swallowed`(engine: TestEngine) async throws {
        try await engine.with { database async throws in
            await #expect(throws: DatabaseError.unique(constraint: "club_name_key")) {
                try await database.write { connection throws in
                    try connection.run("INSERT INTO club (name) VALUES ('a')")
                    _ = try? connection.run("INSERT INTO club (name) VALUES ('a')")
                    #expect(throws: DatabaseError.self) { try connection.rows("SELECT 1") }
                }
            }
            #expect(try await Self.clubs(database).isEmpty)
            await #expect(throws: DatabaseError.self) {
                try await database.write { connection throws in
                    try connection.savepoint { _ = try? connection.run("SELEKT") }
                }
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a connection that is kept cannot be used`(engine: TestEngine) async throws {
        try await engine.with { database async throws in
            final class Box: @unchecked Sendable { var kept: (any Connection)? }
            let box = Box()
            try await database.read { box.kept = $0 }
            #expect(throws: DatabaseError.statement("a connection is used after its unit of work")) {
                try box.kept?.rows("SELECT 1")
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `run counts the rows it changed`(engine: TestEngine) async throws {
        try await engine.with { database async throws in
            try await database.write { connection throws in
                #expect(try connection.run("INSERT INTO club (name) VALUES ('a'), ('b')") == 2)
                #expect(try connection.run("SELECT * FROM club") == 0)
                #expect(try connection.run("UPDATE club SET code = 'x' WHERE name = 'none'") == 0)
                #expect(try connection.run("UPDATE club SET code = name RETURNING id") == 2)
                #expect(try connection.run("INSERT INTO club (name) VALUES ('a') ON CONFLICT (name) DO NOTHING") == 0)
                #expect(try connection.run("DELETE FROM club") == 2)
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a long answer is walked row by row, and other statements may run on the way`(engine: TestEngine) async throws
    {
        try await engine.with { database async throws in
            try await database.write { connection throws in
                for number in 0..<1000 { try connection.run("INSERT INTO sample (whole) VALUES (\(number))") }
                var sum = 0
                try connection.forEach("SELECT whole FROM sample WHERE whole >= \(0) ORDER BY whole") { row in
                    let number: Int = try row.get("whole")
                    sum += number
                    if number % 100 == 0 {
                        try connection.run("INSERT INTO club (name) VALUES (\("club \(number)"))")
                        try connection.forEach("SELECT whole FROM sample WHERE whole >= \(998) ORDER BY whole") { row in
                            sum += try row.get("whole", as: Int.self)
                        }
                    }
                }
                #expect(sum == 499_500 + 10 * (998 + 999))
                #expect(throws: Refusal()) { try connection.forEach("SELECT 1 AS a") { _ in throw Refusal() } }
                #expect(try connection.value("SELECT count(*) FROM club", as: Int.self) == 10)
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `answers of different columns are walked one after the other on one connection`(engine: TestEngine)
        async throws
    {
        try await engine.with { database async throws in
            for number in 1...3 {
                let walked = try await database.read { connection throws in
                    var walked: [Int] = []
                    try connection.forEach("SELECT \(number) AS only") { walked.append(try $0.get("only")) }
                    return walked
                }
                #expect(walked == [number])
                let wide = try await database.read { connection throws in
                    var wide: [Int] = []
                    try connection.forEach("SELECT \(number) AS one, \(number + 1) AS other") { row in
                        wide += [try row.get("one"), try row.get("other")]
                    }
                    return wide
                }
                #expect(wide == [number, number + 1])
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `fifty who change the same number lose nothing`(engine: TestEngine) async throws {
        try await engine.with { database async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await database.write { connection -> Void in
                            let value =
                                try connection.value("SELECT value FROM counter WHERE id = 1", as: Int.self) ?? 0
                            try connection.run("UPDATE counter SET value = \(value + 1) WHERE id = 1")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let value = try await database.read { try $0.value("SELECT value FROM counter", as: Int.self) }
            #expect(value == 50)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `two databases on the same data share it`(engine: TestEngine) async throws {
        try await engine.withURL { url async throws in
            let (one, two) = (try Database.open(url: url), try Database.open(url: url))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        let database = number % 2 == 0 ? one : two
                        try await database.write { connection -> Void in
                            try connection.run("UPDATE counter SET value = value + 1 WHERE id = 1")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await two.read { try $0.value("SELECT value FROM counter", as: Int.self) } == 40)
            await one.close()
            await two.close()
        }
    }
}
