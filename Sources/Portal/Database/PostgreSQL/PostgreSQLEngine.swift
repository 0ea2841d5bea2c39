import Logging
import Synchronization

/// Many connections to one PostgreSQL server.
///
/// Units that change data are SERIALIZABLE and run again after a conflict; units that read are REPEATABLE READ, READ ONLY: one
/// snapshot, and never a conflict with those that write.
final class PostgreSQLEngine: Engine {
    let dialect = Dialect.postgresql

    private let queue: WorkQueue
    /// Where units wait that have met a conflict: one at a time goes on, and the others hold no connection.
    private let crowd = Turns()
    private let sessions: PostgreSQLSessions
    private let options: DatabaseOptions
    private let logger: Logger

    init(url: String, logger: Logger, options: DatabaseOptions) throws(DatabaseError) {
        try PostgreSQLSessions.check(url)
        self.logger = logger
        self.options = options
        sessions = PostgreSQLSessions(url: url, options: options)
        queue = WorkQueue(threads: options.connections, patience: options.patience)
    }

    private enum Outcome<T: Sendable>: Sendable {
        case done(T)
        case again(PostgreSQLConnection.Retry, any Error)
    }

    func read<T: Sendable>(_ pace: Pace, _ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        var opening = ["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"]
        // Of this transaction alone, and on the same journey as its first statement.
        if let limit = options.limit(pace) { opening.append("SET LOCAL statement_timeout = \(limit.milliseconds)") }
        return try await repeated(opening: opening, isReading: true, pace, body)
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await repeated(opening: ["BEGIN ISOLATION LEVEL SERIALIZABLE"], isReading: false, .steady, body)
    }

    func adjust<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await repeated(opening: ["BEGIN ISOLATION LEVEL READ COMMITTED"], isReading: false, .steady, body)
    }

    /// Runs a unit until it ends by itself; in between, nothing is held.
    private func repeated<T: Sendable>(
        opening: [String], isReading: Bool, _ pace: Pace, _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        var conflicts = 0
        var losses = 0
        while true {
            let outcome: Outcome<T>
            if conflicts > 0, let table = options.crowdedTable, !isReading {
                // The lock is taken before the snapshot, so that what the one before did is seen.
                let waiting = opening + ["LOCK TABLE \(table) IN EXCLUSIVE MODE"]
                await crowd.take()
                defer { crowd.pass() }
                outcome = try await queue.run { try self.attempt(waiting, isReading, pace, body) }
            } else {
                outcome = try await queue.run { try self.attempt(opening, isReading, pace, body) }
            }
            switch outcome {
            case .done(let value): return value
            case .again(.lost, let error):
                losses += 1
                if losses > 1 { throw error }
                logger.info("a database connection is lost; the unit of work runs again")
            case .again(.stale, let error):
                conflicts += 1
                if conflicts >= options.attempts { throw error }
            case .again(.conflict, _):
                conflicts += 1
                if conflicts >= options.attempts { throw DatabaseError.busy }
                // Those that met once come one after the other, or should at least not meet again at the same moment.
                if options.crowdedTable != nil, conflicts < 3 { continue }
                let longest = min(100.0, Double(1 << min(conflicts, 7)))
                try await Task.sleep(for: .milliseconds(Double.random(in: 0.5...longest)))
            }
        }
    }

    /// Runs a unit once, on one of the queue's threads.
    private func attempt<T: Sendable>(
        _ opening: [String], _ isReading: Bool, _ pace: Pace, _ body: (any Connection) throws -> T
    ) throws -> Outcome<T> {
        let session = try sessions.take()
        let connection = PostgreSQLConnection(
            session, sessions.shared, opening: opening, isReading: isReading, time: UnitTime(pace, options))
        do {
            let value = try body(connection)
            try connection.commit()
            sessions.giveBack(session)
            return .done(value)
        } catch {
            let retry = connection.retry
            if retry == .lost || error as? DatabaseError == .uncertain {
                sessions.giveUp(session)
            } else {
                connection.rollback()
                sessions.giveBack(session)
            }
            if let retry { return .again(retry, error) }
            throw error
        }
    }

    func migrate<T>(waiting: () -> Void, _ body: (any MigrationConnection) throws -> T) throws -> T {
        let session = try sessions.connect()
        let connection = PostgreSQLConnection(
            session, sessions.shared, opening: [], isReading: false, time: UnitTime(.steady, options))
        // Any number will do, as long as all portal processes use the same.
        let key = 7_107_726_577
        try connection.control("SET statement_timeout = 0; SET lock_timeout = 0")
        if try connection.value("SELECT pg_try_advisory_lock(\(key))", as: Bool.self) != true {
            waiting()
            try connection.control("SELECT pg_advisory_lock(\(key))")
        }
        // The lock ends with the connection, at the latest when this process ends.
        return try body(connection)
    }

    func close() async {
        await queue.close()
        sessions.close()
    }
}
