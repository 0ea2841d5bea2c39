/// What can be read from a column.
public protocol SQLDecodable: Sendable {
    /// What is wanted, in words, for an error: "text", "a day".
    static var sqlName: String { get }

    /// The value, or nil where what is stored is something else.
    static func decode(_ stored: Stored) -> Self?
}

/// What can be bound to a statement and read back from a column.
public protocol SQLValue: SQLDecodable {
    /// The type the engine sees, also for a NULL.
    static var sqlType: SQLType { get }

    /// The value as it is bound.
    var sqlArgument: SQLArgument { get }
}

extension SQLValue {
    /// In words, for an error.
    public static var sqlName: String { sqlType.words }
}

extension Optional: SQLDecodable where Wrapped: SQLDecodable {
    /// In words, for an error.
    public static var sqlName: String { "\(Wrapped.sqlName) or NULL" }

    /// NULL is nothing; what is no `Wrapped` does not fit.
    @inlinable
    public static func decode(_ stored: Stored) -> Wrapped?? {
        if stored.isNull { return .some(nil) }
        guard let value = Wrapped.decode(stored) else { return nil }
        return .some(value)
    }
}

extension Optional: SQLValue where Wrapped: SQLValue {
    /// As the value would be seen.
    public static var sqlType: SQLType { Wrapped.sqlType }

    /// NULL where there is nothing.
    public var sqlArgument: SQLArgument { self?.sqlArgument ?? .null(Wrapped.sqlType) }
}

/// An enumeration is stored as its raw value: `enum Theme: String, SQLValue { case light, dark }`.
extension SQLDecodable where Self: RawRepresentable, RawValue: SQLDecodable {
    /// In words, for an error.
    public static var sqlName: String { "one of the values of \(Self.self)" }

    /// The case with this raw value.
    @inlinable
    public static func decode(_ stored: Stored) -> Self? {
        RawValue.decode(stored).flatMap(Self.init(rawValue:))
    }
}

extension SQLValue where Self: RawRepresentable, RawValue: SQLValue {
    /// In words, for an error.
    public static var sqlName: String { "one of the values of \(Self.self)" }

    /// As the raw value is seen.
    public static var sqlType: SQLType { RawValue.sqlType }

    /// The raw value.
    public var sqlArgument: SQLArgument { rawValue.sqlArgument }
}
