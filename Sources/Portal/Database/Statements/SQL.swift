/// A statement of SQL whose values are bound, never pasted.
///
///     let sql: SQL = "SELECT name FROM client WHERE id = \(id) AND kind IN \(in: kinds)"
///
/// What stands in `\( )` becomes a bound value. The text itself can only come from literals in the source (`StaticString`), from
/// other statements (`\(sql: fragment)`, `+`, `joined`) and from checked names (`\(identifier: column)`).
public struct SQL: Sendable, Equatable, ExpressibleByStringInterpolation {
    /// UTF-8 text in which a zero byte stands for each bound value, in order.
    private(set) var text: [UInt8]

    /// The bound values, in order.
    public private(set) var arguments: [SQLArgument]

    /// What is wrong with a name that was embedded; running the statement throws it.
    private(set) var fault: String?

    /// False where a name was embedded that no column or table can have.
    var isSound: Bool { fault == nil }

    /// The byte that stands for a bound value; it cannot occur in SQL text.
    static let mark: UInt8 = 0

    /// Nothing: the neutral element of `+`.
    public static let empty: SQL = ""

    /// A statement without values, from a literal in the source.
    public init(stringLiteral value: StaticString) {
        text = []
        arguments = []
        value.withUTF8Buffer { text.append(contentsOf: $0) }
    }

    /// A statement with its values.
    public init(stringInterpolation: StringInterpolation) { self = stringInterpolation.sql }

    /// Both texts, one after the other.
    public static func + (a: SQL, b: SQL) -> SQL {
        var sum = a
        sum.append(b)
        return sum
    }

    /// Adds a text and its values at the end.
    public static func += (a: inout SQL, b: SQL) { a.append(b) }

    /// True where there is no text at all.
    public var isEmpty: Bool { text.isEmpty }

    mutating func append(_ other: SQL) {
        text.append(contentsOf: other.text)
        arguments.append(contentsOf: other.arguments)
        fault = fault ?? other.fault
    }

    mutating func append(_ argument: SQLArgument) {
        text.append(SQL.mark)
        arguments.append(argument)
    }

    mutating func append(literal: StaticString) {
        literal.withUTF8Buffer { text.append(contentsOf: $0) }
    }

    mutating func append(count number: Int) { text.append(contentsOf: String(number).utf8) }

    mutating func append(identifier name: String) {
        guard SQL.isIdentifier(name) else {
            fault = fault ?? "\(name.debugDescription) is not a name that a column or table can have"
            return
        }
        text.append(34)
        text.append(contentsOf: name.utf8)
        text.append(34)
    }

    /// Letters, digits and underscores, no digit first, at most 63 bytes (PostgreSQL's limit).
    static func isIdentifier(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(48...57).contains(first), name.utf8.count <= 63 else { return false }
        return name.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95
        }
    }
}

extension Sequence<SQL> {
    /// One statement from several: `conditions.joined(separator: " AND ")`.
    public func joined(separator: SQL = .empty) -> SQL {
        var result = SQL.empty
        var isFirst = true
        for part in self {
            if !isFirst { result.append(separator) }
            result.append(part)
            isFirst = false
        }
        return result
    }
}
