public import PortalValues

extension String: SQLValue {
    /// How the engines see it.
    public static var sqlType: SQLType { .text }
    /// As it is bound.
    public var sqlArgument: SQLArgument { .text(self) }

    /// As it is read.
    @inlinable
    public static func decode(_ stored: Stored) -> String? { stored.text }
}

extension [UInt8]: SQLDecodable {
    /// In words, for an error.
    public static var sqlName: String { SQLType.bytes.words }

    /// As it is read.
    @inlinable
    public static func decode(_ stored: Stored) -> [UInt8]? { stored.bytes }
}

extension [UInt8]: SQLValue {
    /// How the engines see it.
    public static var sqlType: SQLType { .bytes }
    /// As it is bound.
    public var sqlArgument: SQLArgument { .bytes(self) }
}

/// A DATE in PostgreSQL, the text `2026-11-21` in SQLite.
extension Day: SQLValue {
    /// How the engines see it.
    public static var sqlType: SQLType { .day }
    /// As it is bound.
    public var sqlArgument: SQLArgument { .day(self) }

    /// As it is read.
    public static func decode(_ stored: Stored) -> Day? {
        stored.withText { text in
            var reader = DateReader(text)
            guard let day = reader.day(), reader.isAtEnd else { return nil }
            return day
        }
    }
}

/// A TIMESTAMPTZ in PostgreSQL, a text of fixed width in UTC in SQLite.
extension Instant: SQLValue {
    /// How the engines see it.
    public static var sqlType: SQLType { .instant }
    /// As it is bound.
    public var sqlArgument: SQLArgument { .instant(self) }

    /// As it is read.
    public static func decode(_ stored: Stored) -> Instant? {
        stored.withText { text in
            var reader = DateReader(text)
            return reader.instant() ?? Instant(iso: String(decoding: text, as: UTF8.self))
        }
    }
}
