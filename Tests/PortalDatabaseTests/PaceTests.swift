import Testing

@testable import PortalDatabase

/// Nobody outside decides how long a connection is held.
@Suite struct PaceTests {
    /// Ten million steps of a walk: many seconds of work for either engine.
    private static let long: SQL = """
        WITH RECURSIVE far(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM far WHERE i < 100000000) SELECT count(*) AS n FROM far
        """

    private static var hurried: DatabaseOptions {
        var options = DatabaseOptions()
        options.readers = 2
        options.connections = 2
        options.pageTimeout = .milliseconds(300)
        options.exportTimeout = .milliseconds(300)
        return options
    }

    @Test(arguments: TestEngine.tested, [Pace.page, .export])
    func `a page that takes too long is stopped, and its connection goes on`(engine: TestEngine, pace: Pace)
        async throws
    {
        try await engine.with(options: Self.hurried) { database async throws in
            let start = ContinuousClock.now
            for _ in 0..<3 {
                await #expect(throws: DatabaseError.tooSlow) {
                    try await database.read(pace) { try $0.rows(Self.long) }
                }
            }
            #expect(ContinuousClock.now - start < .seconds(8))
            // The limit was that transaction's alone.
            for _ in 0..<4 {
                let sum = try await database.read { try $0.value("SELECT 1 + 1 AS sum", as: Int.self) }
                #expect(sum == 2)
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `many short statements have no more time than a long one`(engine: TestEngine) async throws {
        try await engine.with(options: Self.hurried) { database async throws in
            let start = ContinuousClock.now
            await #expect(throws: DatabaseError.tooSlow) {
                try await database.read(.page) { connection throws in
                    while true { _ = try connection.value("SELECT 1 AS one", as: Int.self) }
                }
            }
            await #expect(throws: DatabaseError.tooSlow) {
                try await database.read(.page) { connection throws in
                    // Also where the body keeps the fault to itself.
                    while true {
                        do { _ = try connection.value("SELECT 1 AS one", as: Int.self) } catch { return }
                    }
                }
            }
            #expect(ContinuousClock.now - start < .seconds(5))
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a walk over many rows ends when the time of its unit does`(engine: TestEngine) async throws {
        _ = try await engine.with(options: Self.hurried) { database async throws in
            await #expect(throws: DatabaseError.tooSlow) {
                try await database.read(.export) { try $0.forEach(Self.rows) { _ in } }
            }
        }
    }

    private static let rows: SQL = """
        WITH RECURSIVE far(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM far WHERE i < 100000000) SELECT i FROM far
        """

    @Test(arguments: TestEngine.tested)
    func `exports leave half of the connections to pages`(engine: TestEngine) async throws {
        var options = DatabaseOptions()
        options.readers = 2
        options.connections = 2
        options.patience = .milliseconds(300)
        try await engine.with(options: options) { database async throws in
            let (started, goOn) = (Gate(), Gate())
            async let first: Void = database.read(.export) { _ in
                started.open()
                goOn.wait()
            }
            await started.opened()
            // A second export waits for its turn without a connection, and in vain; a page is answered meanwhile.
            let second = Task { try await database.read(.export) { _ in } }
            #expect(try await database.read(.page) { try $0.value("SELECT 1 AS one", as: Int.self) } == 1)
            await #expect(throws: DatabaseError.busy) { try await second.value }
            goOn.open()
            try await first
            #expect(try await database.read(.export) { try $0.value("SELECT 1 AS one", as: Int.self) } == 1)
        }
    }
}
