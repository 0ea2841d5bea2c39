import GRDBSQLite

/// Cuts off a statement on which SQLite works too long, as PostgreSQL's `statement_timeout` does. What the program does with a row
/// before it asks for the next one does not count, except for the unit of work as a whole.
final class StatementClock {
    private let unit: UnitTime
    private var deadline: ContinuousClock.Instant?

    init(_ unit: UnitTime) { self.unit = unit }

    /// Throws where the unit's time is used up.
    func check() throws(DatabaseError) { try unit.check() }

    /// Whether a statement that was cut off was so because its unit had no time left.
    var isUnitOver: Bool { unit.isOver }

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
            self.deadline = now.advanced(by: unit.statement)
            return unit.isOver
        }
        return now >= deadline || unit.isOver
    }
}
