/// What both engines do for `Database`.
protocol Engine: Sendable {
    var dialect: Dialect { get }

    func read<T: Sendable>(_ pace: Pace, _ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// As `write`, for single rows: PostgreSQL waits for them rather than failing.
    func adjust<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// Blocks: holds the lock against other migrating processes, on a connection of its own, while the body runs.
    func migrate<T>(waiting: () -> Void, _ body: (any MigrationConnection) throws -> T) throws -> T

    func close() async
}

/// A connection that migrations run on: text that comes from files, and transactions by hand.
protocol MigrationConnection: Connection {
    /// Runs the body in a transaction without a time limit; SQLite checks all foreign keys at its end.
    func transaction<T>(_ body: () throws -> T) throws -> T

    /// Runs one statement from a file.
    func execute(_ text: String) throws(DatabaseError)
}
