import GRDBSQLite

/// The last failure of an SQLite connection: its extended result code and its words.
struct SQLiteError {
    let code: Int32
    let message: String

    init(_ handle: OpaquePointer?) {
        code = sqlite3_extended_errcode(handle)
        message = sqlite3_errmsg(handle).map { String(cString: $0) } ?? "SQLite gives no reason"
    }

    private static let constraint: Int32 = 19
    private static func constraint(_ kind: Int32) -> Int32 { constraint | (kind << 8) }

    /// RESTRICT is a trigger in SQLite's eyes.
    var isForeignKey: Bool {
        code == Self.constraint(3) || (code == Self.constraint(7) && message == "FOREIGN KEY constraint failed")
    }
    /// A primary key that exists already, or a row id.
    var isPrimaryKey: Bool { [Self.constraint(6), Self.constraint(10)].contains(code) }

    /// What follows the first `failed: `: the names that SQLite gives.
    var subject: String {
        message.firstRange(of: "failed: ").map { String(message[$0.upperBound...]) } ?? message
    }

    /// The error as far as SQLite itself tells it.
    func error(isReading: Bool) -> DatabaseError {
        switch code & 0xFF {
        case Self.constraint: constraintError
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        case SQLITE_READONLY:
            isReading ? .statement("a change inside a unit that only reads") : .unavailable(message)
        case SQLITE_FULL, SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_NOMEM, SQLITE_PERM,
            SQLITE_AUTH, SQLITE_PROTOCOL, SQLITE_NOLFS:
            .unavailable(message)
        case SQLITE_INTERRUPT: .busy
        default: .statement(message)
        }
    }

    private var constraintError: DatabaseError {
        switch code {
        case Self.constraint(1): return .check(constraint: subject)
        case Self.constraint(3): return .foreignKey(constraint: "")
        case Self.constraint(5):
            let names = subject.split(separator: ".", maxSplits: 1).map(String.init)
            return names.count == 2 ? .notNull(table: names[0], column: names[1]) : .statement(message)
        case Self.constraint(6), Self.constraint(8), Self.constraint(10): return .unique(constraint: subject)
        case Self.constraint(7): return .refused(message)
        default: return .statement(message)
        }
    }
}
