public import PortalValues

/// A value on its way into a statement, as both engines understand it.
public enum SQLArgument: Sendable, Hashable {
    /// NULL, with the type the value would have had: PostgreSQL wants to know.
    case null(SQLType)
    /// A whole number, also an amount of cents.
    case integer(Int64)
    /// A number with decimals.
    case real(Double)
    /// True or false.
    case boolean(Bool)
    /// Text.
    case text(String)
    /// Bytes.
    case bytes([UInt8])
    /// A moment.
    case instant(Instant)
    /// A day.
    case day(Day)
    /// A JSON document, as text.
    case json(String)
    /// A value that could not be made ready; running the statement throws `.statement` with these words.
    case unusable(String)

    /// Refuses what only one of the engines would store.
    func check() throws(DatabaseError) {
        switch self {
        case .text(let text):
            if text.utf8.contains(0) { throw .invalidText }
        case .json(let text):
            if text.utf8.contains(0) || SQLArgument.hasEscapedZero(text) { throw .invalidText }
        case .real(let number):
            if !number.isFinite { throw .statement("a number that is not finite") }
        case .unusable(let reason):
            throw .statement(reason)
        case .null, .integer, .boolean, .bytes, .instant, .day:
            break
        }
    }

    /// Whether a JSON text holds the escape `\u0000`, which PostgreSQL's JSONB refuses.
    static func hasEscapedZero(_ json: String) -> Bool {
        var escaped = false
        var zeros = -1
        for byte in json.utf8 {
            if zeros >= 0 {
                zeros = byte == 48 ? zeros + 1 : -1
                if zeros == 4 { return true }
                if zeros > 0 { continue }
            }
            if escaped {
                escaped = false
                if byte == 117 { zeros = 0 }
            } else if byte == 92 {
                escaped = true
            }
        }
        return false
    }
}

/// The types a bound value can have.
public enum SQLType: Sendable, Hashable {
    case integer, real, boolean, text, bytes, instant, day, json

    /// In words, for an error.
    public var words: String {
        switch self {
        case .integer: "a whole number"
        case .real: "a number"
        case .boolean: "true or false"
        case .text: "text"
        case .bytes: "bytes"
        case .instant: "a moment"
        case .day: "a day"
        case .json: "JSON"
        }
    }
}
