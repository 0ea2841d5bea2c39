import GRDBSQLite

/// Cuts off a statement on which SQLite works too long, as PostgreSQL's `statement_timeout` does. What the program does with a row
/// before it asks for the next one does not count.
final class StatementClock {
    private let limit: Duration
    private var deadline: ContinuousClock.Instant?

    init(limit: Duration) { self.limit = limit }

    /// Starts the time of a statement, or of its next row. Read lazily: most statements are over before SQLite asks.
    func begin() { deadline = nil }

    /// Lets SQLite ask, every so many of its steps, whether it may go on.
    func watch(_ handle: OpaquePointer?) {
        sqlite3_progress_handler(
            handle, Self.steps,
            { context in
                guard let context else { return 0 }
                return Unmanaged<StatementClock>.fromOpaque(context).takeUnretainedValue().isOver ? 1 : 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// SQLite asks no more.
    static func leave(_ handle: OpaquePointer?) { sqlite3_progress_handler(handle, 0, nil, nil) }

    /// Less than a millisecond's work, so that asking costs nothing next to it.
    private static let steps: Int32 = 10_000

    private var isOver: Bool {
        let now = ContinuousClock.now
        guard let deadline else {
            self.deadline = now.advanced(by: limit)
            return false
        }
        return now >= deadline
    }
}
