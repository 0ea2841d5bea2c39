public import PortalValues

extension Int: SQLValue {
    /// How the engines see it.
    public static var sqlType: SQLType { .integer }
    /// As it is bound.
    public var sqlArgument: SQLArgument { .integer(Int64(self)) }

    /// As it is read.
    @inlinable
    public static func decode(_ stored: Stored) -> Int? { stored.integer.flatMap { Int(exactly: $0) } }
}

extension Int64: SQLValue {
    /// How the engines see it.
    public static var sqlType: SQLType { .integer }
    /// As it is bound.
    public var sqlArgument: SQLArgument { .integer(self) }

    /// As it is read.
    @inlinable
    public static func decode(_ stored: Stored) -> Int64? { stored.integer }
}

extension Double: SQLValue {
    /// How the engines see it.
    public static var sqlType: SQLType { .real }
    /// As it is bound.
    public var sqlArgument: SQLArgument { .real(self) }

    /// As it is read.
    @inlinable
    public static func decode(_ stored: Stored) -> Double? { stored.real }
}

extension Bool: SQLValue {
    /// How the engines see it.
    public static var sqlType: SQLType { .boolean }
    /// As it is bound.
    public var sqlArgument: SQLArgument { .boolean(self) }

    /// As it is read.
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
    /// How the engines see it.
    public static var sqlType: SQLType { .integer }
    /// As it is bound.
    public var sqlArgument: SQLArgument { .integer(cents) }

    /// As it is read.
    @inlinable
    public static func decode(_ stored: Stored) -> Money? { stored.integer.map { Money(cents: $0) } }
}
