import Foundation
import Testing

@testable import PortalDatabase

/// A process that dies in the middle of a change: the change is whole or absent.
@Suite(.serialized) struct KillTests {
    /// One unit of work writes this many rows.
    static let size = 50

    @Test(arguments: TestEngine.tested)
    func `a unit cut short by the death of its process leaves nothing`(engine: TestEngine) async throws {
        try await engine.withURL { url async throws in
            await #expect(processExitsWith: .signal(SIGKILL)) { [url = url as String] in
                let database = try Database.open(url: url)
                try await database.write { try $0.run("INSERT INTO sample (words) VALUES ('kept')") }
                try await database.write { connection in
                    for number in 0..<Self.size { try connection.run("INSERT INTO sample (whole) VALUES (\(number))") }
                    kill(getpid(), SIGKILL)
                }
            }
            #expect(try await Self.rows(url) == ["kept"])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `whenever the process dies, every unit is whole or absent`(engine: TestEngine) async throws {
        try await engine.withURL { url async throws in
            for milliseconds in [20, 60, 110] {
                await #expect(processExitsWith: .signal(SIGKILL)) {
                    [url = url as String, milliseconds = milliseconds as Int] in
                    let database = try Database.open(url: url)
                    try await database.ping()
                    Thread.detachNewThread {
                        usleep(UInt32(milliseconds) * 1000)
                        kill(getpid(), SIGKILL)
                    }
                    for batch in 0..<1_000_000 {
                        try await database.write { connection in
                            for number in 0..<KillTests.size {
                                try connection.run(
                                    "INSERT INTO sample (whole, words) VALUES (\(number), \("\(batch)"))")
                            }
                        }
                    }
                }
                #expect(try await Self.rows(url).count.isMultiple(of: Self.size))
            }
            let database = try Database.open(url: url)
            try await database.write { try $0.run("INSERT INTO sample (words) VALUES ('after')") }
            await database.close()
            #expect(try await Self.rows(url).last == "after")
        }
    }

    static func rows(_ url: String) async throws -> [String] {
        let database = try Database.open(url: url)
        let rows = try await database.read { connection in
            if connection.dialect == .sqlite {
                #expect(try connection.value("PRAGMA integrity_check", as: String.self) == "ok")
            }
            return try connection.values("SELECT words FROM sample ORDER BY id", as: String.self)
        }
        await database.close()
        return rows
    }

    @Test(arguments: TestEngine.tested)
    func `a migration cut short by the death of its process leaves nothing, and the lock is free`(
        engine: TestEngine
    ) async throws {
        try await engine.withURL { url async throws in
            await #expect(processExitsWith: .signal(SIGKILL)) { [url = url as String] in
                let database = try Database.open(url: url)
                try database.engine.migrate(waiting: {}) { connection in
                    try connection.transaction {
                        try connection.execute("CREATE TABLE half (id INTEGER)")
                        kill(getpid(), SIGKILL)
                    }
                }
            }
            let database = try Database.open(url: url)
            try database.engine.migrate(waiting: {}) { connection in
                try connection.transaction { try connection.execute("CREATE TABLE half (id INTEGER)") }
            }
            await database.close()
        }
    }
}
