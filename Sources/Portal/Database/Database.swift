public import Logging
import Synchronization

/// The portal's data, on either engine. Work happens in units: a closure that holds one connection in one transaction.
///
///     let names = try await database.read { connection in
///         try connection.values("SELECT name FROM club ORDER BY name", as: String.self)
///     }
public final class Database: Sendable {
    /// Which engine keeps the data.
    public let dialect: Dialect

    let engine: any Engine
    private let ended = Atomic(0)
    private let exports: Turnstile

    /// How many changing units this process has ended so far: as long as the number stays, whatever this process has read and
    /// nobody else has changed still holds.
    public var changes: Int { ended.load(ordering: .sequentiallyConsistent) }

    init(engine: any Engine, options: DatabaseOptions) {
        self.engine = engine
        dialect = engine.dialect
        let connections = engine.dialect == .sqlite ? options.readers : options.connections
        exports = Turnstile(width: connections / 2, patience: options.patience)
    }

    /// Opens the database that a URL names.
    ///
    /// `sqlite:var/portal.sqlite` is a file, made where it does not exist; `sqlite::memory:` is a new database that is gone after
    /// `close`; `postgresql://…` (or `postgres://…`) is handed to libpq as it is, with all its options. Nothing is asked of a
    /// PostgreSQL server before the first unit of work.
    ///
    /// - Throws: `.statement` for a URL that makes no sense, `.unavailable` where the file cannot be opened.
    public static func open(
        url: String, logger: Logger = Logger(label: "portal.database"), options: DatabaseOptions = DatabaseOptions()
    ) throws(DatabaseError) -> Database {
        if url.hasPrefix("postgresql://") || url.hasPrefix("postgres://") {
            return Database(
                engine: try PostgreSQLEngine(url: url, logger: logger, options: options), options: options)
        }
        guard url.hasPrefix("sqlite:"), case let place = String(url.dropFirst("sqlite:".count)), !place.isEmpty else {
            throw .statement("a database URL starts with sqlite: or postgresql://")
        }
        if place == ":memory:" {
            return Database(engine: try SQLiteEngine.temporary(logger: logger, options: options), options: options)
        }
        let path = place.hasPrefix("//") ? String(place.dropFirst(2)) : place
        return Database(engine: try SQLiteEngine(path: path, logger: logger, options: options), options: options)
    }

    /// A new, empty SQLite database in a file that `close` removes: for tests and experiments.
    ///
    /// - Throws: `.unavailable` where there is no room for it.
    public static func temporary() throws(DatabaseError) -> Database { try open(url: "sqlite::memory:") }

    /// Runs a unit of work that only reads. Everything it sees belongs to one moment. `pace` says how long it may take.
    ///
    /// The body may run a second time after a lost connection.
    ///
    /// - Throws: what the body throws; `.busy` and `.unavailable` where no connection could be had; `.tooSlow` where the unit's time
    ///   is used up.
    public func read<T: Sendable>(
        _ pace: Pace, _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        guard case .export = pace else { return try await engine.read(pace, body) }
        return try await exports.run { try await engine.read(pace, body) }
    }

    /// The same at a steady pace: for what no visitor waits for.
    public func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await read(.steady, body)
    }

    /// Runs a unit of work that changes data: all of it is kept, or, where the body throws, nothing.
    ///
    /// Units behave as if they ran one after the other (SQLite: one writer; PostgreSQL: SERIALIZABLE). After a serialization
    /// failure, a deadlock, or a connection lost before the commit, the body runs again: it must be repeatable.
    ///
    /// - Throws: what the body throws, unchanged; `.busy` after too many conflicts; `.uncertain` where the connection broke during
    ///   the commit.
    @discardableResult
    public func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        // Also after a failure: a commit whose answer was lost may have happened.
        defer { ended.wrappingAdd(1, ordering: .sequentiallyConsistent) }
        return try await engine.write(body)
    }

    /// Runs a unit of work that changes single rows by what stands in them: counters, buckets.
    ///
    /// Such units meet at a row one after the other instead of failing and running again (PostgreSQL: READ COMMITTED; SQLite: the one
    /// writer, as always). Nothing that has to hold across rows belongs here, nothing that pages show: it does not count among
    /// ``changes``.
    ///
    /// - Throws: as ``write(_:)``.
    @discardableResult
    public func adjust<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await engine.adjust(body)
    }

    /// Asks the database for a sign of life, as `/readyz` does.
    ///
    /// - Throws: `.unavailable` or `.busy`.
    public func ping() async throws {
        _ = try await read { connection in try connection.value("SELECT 1", as: Int.self) }
    }

    /// Lets running units end, refuses new ones with `.unavailable`, closes the connections. May be called again.
    public func close() async { await engine.close() }
}

/// How a database is used; the defaults suit one portal process.
public struct DatabaseOptions: Sendable {
    /// SQLite: how many units may read at once.
    public var readers = 4
    /// PostgreSQL: how many connections at most.
    public var connections = 10
    /// How long a unit waits for a connection, a lock or the file before `.busy`.
    public var patience: Duration = .seconds(10)
    /// How long one statement may take before `.busy`; on SQLite, how long until its next row.
    public var statementTimeout: Duration = .seconds(30)
    /// How long a page's unit of work may take in all before `.tooSlow`.
    public var pageTimeout: Duration = .seconds(5)
    /// The same for a file of all there is.
    public var exportTimeout: Duration = .seconds(60)
    /// How often a unit is tried when it meets conflicts.
    public var attempts = 20
    /// PostgreSQL: the table whose lock a unit takes before it looks at anything, once it has met a conflict: the one that most changes touch,
    /// so that those that meet come one after the other. Nil: they only wait a little.
    public var crowdedTable: String?
    /// How many prepared statements a connection keeps.
    public var preparedStatements = 256

    /// The defaults.
    public init() {}
}
