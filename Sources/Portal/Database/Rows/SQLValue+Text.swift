public import PortalValues

extension String: SQLValue {
    public static var sqlName: String { "text" }
    public static var sqlType: SQLType { .text }
    public var sqlArgument: SQLArgument { .text(self) }

    @inlinable
    public static func decode(_ stored: Stored) -> String? { stored.text }
}

extension [UInt8]: SQLDecodable {
    public static var sqlName: String { "bytes" }

    @inlinable
    public static func decode(_ stored: Stored) -> [UInt8]? { stored.bytes }
}

extension [UInt8]: SQLValue {
    public static var sqlType: SQLType { .bytes }
    public var sqlArgument: SQLArgument { .bytes(self) }
}

/// A DATE in PostgreSQL, the text `2026-11-21` in SQLite.
extension Day: SQLValue {
    public static var sqlName: String { "a day" }
    public static var sqlType: SQLType { .day }
    public var sqlArgument: SQLArgument { .day(self) }

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
    public static var sqlName: String { "a moment" }
    public static var sqlType: SQLType { .instant }
    public var sqlArgument: SQLArgument { .instant(self) }

    public static func decode(_ stored: Stored) -> Instant? {
        stored.withText { text in
            var reader = DateReader(text)
            return reader.instant() ?? Instant(iso: String(decoding: text, as: UTF8.self))
        }
    }
}
