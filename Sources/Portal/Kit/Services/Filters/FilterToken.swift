import PortalValues

/// A word, a quoted text or a sign of a filter, and where it stands.
struct FilterToken: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        /// A name, a keyword or a value without quotes.
        case word(String)
        /// A text in quotes, without them.
        case quoted(String)
        case comparison(FilterOperator)
        case open, close, comma, and, or, not
        case end
    }

    let kind: Kind
    /// Its first byte.
    let offset: Int
    /// The byte behind it.
    let end: Int

    /// The word as keywords are compared: lower case without accents; nil where it is no word.
    var key: String? {
        guard case .word(let text) = kind else { return nil }
        return text.unaccented
    }
}

/// How two values are compared.
enum FilterOperator: String, Sendable, Equatable {
    case equal = "="
    case different = "!="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
    case contains = "~"
    case lacks = "!~"
    case begins = "^="
    case ends = "$="

    /// Every way to write one, longest first.
    static let spellings: [(bytes: [UInt8], sign: FilterOperator)] = {
        let spellings: KeyValuePairs<String, FilterOperator> = [
            "==": .equal, "=>": .atLeast, "=<": .atMost, "!=": .different, "<>": .different, "!~": .lacks,
            ">=": .atLeast, "<=": .atMost, "^=": .begins, "$=": .ends, "=": .equal, ">": .greater, "<": .less,
            "~": .contains,
        ]
        return spellings.map { (Array($0.key.utf8), $0.value) }
    }()
}
