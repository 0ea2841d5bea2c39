import Testing

@testable import PortalDatabase

/// Nobody waits for ever, and closing waits for those at work.
@Suite struct WaitingTests {
    static var impatient: DatabaseOptions {
        var options = DatabaseOptions()
        options.readers = 1
        options.connections = 1
        options.patience = .milliseconds(200)
        return options
    }

    @Test(arguments: TestEngine.tested)
    func `who waits too long for a connection is told that it is busy`(engine: TestEngine) async throws {
        try await engine.with(options: Self.impatient) { database in
            let (started, goOn) = (Gate(), Gate())
            async let slow: Void = database.read { _ in
                started.open()
                goOn.wait()
            }
            await started.opened()
            await #expect(throws: DatabaseError.busy) { try await database.ping() }
            goOn.open()
            try await slow
            try await database.ping()
        }
    }

    @Test(arguments: TestEngine.tested)
    func `who waits too long for a lock is told that it is busy`(engine: TestEngine) async throws {
        try await engine.withURL { url async throws in
            let (holder, other) = (try Database.open(url: url), try Database.open(url: url, options: Self.impatient))
            let (started, goOn) = (Gate(), Gate())
            async let slow: Void = holder.write { connection throws in
                try connection.run("UPDATE counter SET value = 1 WHERE id = 1")
                started.open()
                goOn.wait()
            }
            await started.opened()
            await #expect(throws: DatabaseError.busy) {
                try await other.write { try $0.run("UPDATE counter SET value = 2 WHERE id = 1") }
            }
            goOn.open()
            try await slow
            #expect(try await other.read { try $0.value("SELECT value FROM counter", as: Int.self) } == 1)
            await holder.close()
            await other.close()
        }
    }

    @Test(arguments: TestEngine.tested)
    func `closing waits for those at work and refuses the others`(engine: TestEngine) async throws {
        try await engine.with { database async throws in
            let started = Gate()
            async let count = database.write { connection throws in
                started.open()
                for number in 0..<200 { try connection.run("INSERT INTO sample (whole) VALUES (\(number))") }
                return try connection.value("SELECT count(*) FROM sample", as: Int.self)
            }
            await started.opened()
            await database.close()
            #expect(try await count == 200)
            await #expect(throws: DatabaseError.unavailable("it is closed")) { try await database.ping() }
            await database.close()
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a hundred who come at once are all served`(engine: TestEngine) async throws {
        try await engine.with { database async throws in
            let sum = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<500 {
                    group.addTask { try await database.read { try $0.value("SELECT \(number)", as: Int.self) } ?? 0 }
                }
                return try await group.reduce(0, +)
            }
            #expect(sum == 124_750)
        }
    }

    @Test(arguments: ["", "mysql://x", "sqlite:", "portal.sqlite", "postgresql://localhost/?nonsense=1"])
    func `a URL that makes no sense is refused`(url: String) {
        #expect(throws: DatabaseError.self) { try Database.open(url: url) }
    }

    @Test func `a URL that is refused does not show its password`() {
        #expect {
            try Database.open(url: "postgresql://portal:se%zzcret@localhost/portal")
        } throws: { error in
            !"\(error)".contains("cret") && "\(error)".contains("percent")
        }
    }

    @Test func `a server that is not there is not available`() async throws {
        let database = try Database.open(url: "postgresql://portal@127.0.0.1:1/portal")
        for _ in 0..<20 {
            await #expect {
                try await database.ping()
            } throws: { error in
                if case .unavailable = error as? DatabaseError { true } else { false }
            }
        }
        await database.close()
    }
}
