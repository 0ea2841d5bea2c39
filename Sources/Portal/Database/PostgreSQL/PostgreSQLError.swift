import CPostgreSQL

/// A failure that libpq reports: the SQLSTATE and the server's words, or a connection that is gone.
struct PostgreSQLError: Error {
    /// Five characters; empty where the failure is libpq's own.
    var state = ""
    var message: String
    var constraint = ""
    var table = ""
    var column = ""
    /// Whether the connection can still be used.
    var isBroken = false

    /// What went wrong with a result.
    init(_ result: OpaquePointer?, on connection: OpaquePointer?) {
        func field(_ code: UnicodeScalar) -> String {
            PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) } ?? ""
        }
        state = field("C")
        message = field("M")
        constraint = field("n")
        table = field("t")
        column = field("c")
        isBroken = PQstatus(connection) == CONNECTION_BAD || ["57P01", "57P02", "57P03"].contains(state)
        if message.isEmpty { message = Self.words(of: connection) }
    }

    init(message: String, isBroken: Bool = false) {
        self.message = message
        self.isBroken = isBroken
    }

    /// libpq's last words, on one line.
    static func words(of connection: OpaquePointer?) -> String {
        let words = PQerrorMessage(connection).map { String(cString: $0) } ?? ""
        return words.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// Whether the unit of work may succeed when it runs again: conflicts with others, plans and prepared statements out of date.
    var isConflict: Bool { state == "40001" || state == "40P01" }

    /// The server's prepared statement is gone, or its answer has other columns than it had.
    var isStale: Bool { state == "26000" || (state == "0A000" && message.hasPrefix("cached plan")) }

    /// A statement that took too long, or that an administrator ended.
    var isCancelled: Bool { state == "57014" }

    /// A parameter without any hint of its type.
    var isUntyped: Bool { state == "42P18" }

    func error(isReading: Bool) -> DatabaseError {
        if isBroken { return .unavailable(message) }
        switch state {
        case "23505", "23P01": return .unique(constraint: constraint)
        case "23503": return .foreignKey(constraint: constraint)
        case "23514": return .check(constraint: constraint)
        case "23502": return .notNull(table: table, column: column)
        case "P0001": return .refused(message)
        case "22021", "22P05": return .invalidText
        case "40001", "40P01", "57014", "55P03", "26000": return .busy
        case "25006": return isReading ? .statement("a change inside a unit that only reads") : .unavailable(message)
        default: break
        }
        switch state.prefix(2) {
        case "", "08", "28", "53", "57", "58", "XX": return .unavailable(message)
        // The words of class 22 quote the value.
        case "22": return .statement(message.prefix { $0 != "\"" && $0 != ":" } + " (\(state))")
        default: return .statement(message)
        }
    }
}
