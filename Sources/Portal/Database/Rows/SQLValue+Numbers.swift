public import PortalValues

extension Int: SQLValue {
    public static var sqlName: String { "a whole number" }
    public static var sqlType: SQLType { .integer }
    public var sqlArgument: SQLArgument { .integer(Int64(self)) }

    @inlinable
    public static func decode(_ stored: Stored) -> Int? { stored.integer.flatMap { Int(exactly: $0) } }
}

extension Int64: SQLValue {
    public static var sqlName: String { "a whole number" }
    public static var sqlType: SQLType { .integer }
    public var sqlArgument: SQLArgument { .integer(self) }

    @inlinable
    public static func decode(_ stored: Stored) -> Int64? { stored.integer }
}

extension Double: SQLValue {
    public static var sqlName: String { "a number" }
    public static var sqlType: SQLType { .real }
    public var sqlArgument: SQLArgument { .real(self) }

    @inlinable
    public static func decode(_ stored: Stored) -> Double? { stored.real }
}

extension Bool: SQLValue {
    public static var sqlName: String { "true or false" }
    public static var sqlType: SQLType { .boolean }
    public var sqlArgument: SQLArgument { .boolean(self) }

    @inlinable
    public static func decode(_ stored: Stored) -> Bool? {
        switch stored.integer {
        case 0: false
        case 1: true
        default: nil
        }
    }
}

/// Whole cents in a BIGINT.
extension Money: SQLValue {
    public static var sqlName: String { "an amount in cents" }
    public static var sqlType: SQLType { .integer }
    public var sqlArgument: SQLArgument { .integer(cents) }

    @inlinable
    public static func decode(_ stored: Stored) -> Money? { stored.integer.map { Money(cents: $0) } }
}
