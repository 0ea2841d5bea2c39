/// What can go wrong between the portal and its data; the same on both engines.
public enum DatabaseError: Error, Sendable, Hashable {
    /// A value that must be the only one of its kind exists already: `CONSTRAINT client_custom_id_key UNIQUE …`, or the name of
    /// the unique index. A primary key without a name is called `<table>_pkey`.
    case unique(constraint: String)
    /// A row refers to one that does not exist, or is still referred to.
    case foreignKey(constraint: String)
    /// A value outside what a CHECK allows.
    case check(constraint: String)
    /// A value is missing where one must be.
    case notNull(table: String, column: String)
    /// A trigger of the schema refused the change; its own words.
    case refused(String)
    /// A column does not hold what the program expects: the table where it is known, what was wanted, what was found.
    case column(table: String?, column: String, wanted: String, found: String)
    /// A text with a zero character, or one that is not UTF-8.
    case invalidText
    /// The database cannot be reached, or cannot keep anything: gone, read-only, disk full. Worth trying later.
    case unavailable(String)
    /// Too much at once: no connection, lock or end of a statement within its time, or too many conflicts. Worth trying again.
    case busy
    /// A unit of work whose cost somebody outside chose took longer than its ``Pace`` allows. Less of the same may work.
    case tooSlow
    /// The connection broke while the change was being made final: it may be kept or not.
    case uncertain
    /// The statement itself is wrong; the engine's words, never the values.
    case statement(String)
}

extension DatabaseError: CustomStringConvertible {
    /// One line for a log.
    public var description: String {
        switch self {
        case .unique(let name): "\(name): this exists already"
        case .foreignKey(let name): "\(name): what it refers to does not exist, or is still referred to"
        case .check(let name): "\(name): this value is not allowed"
        case .notNull(let table, let column): "\(table).\(column): a value is missing"
        case .refused(let reason): reason
        case .column(let table, let column, let wanted, let found):
            "column \(table.map { "\($0)." } ?? "")\(column): wanted \(wanted), found \(found)"
        case .invalidText: "a text with a zero character, or one that is not UTF-8"
        case .unavailable(let reason): "the database is not available: \(reason)"
        case .busy: "the database is busy"
        case .tooSlow: "a unit of work took longer than it may"
        case .uncertain: "the connection broke during a commit: the change may be kept or not"
        case .statement(let reason): reason
        }
    }
}
