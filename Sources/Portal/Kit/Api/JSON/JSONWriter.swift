public import PortalValues

/// Writes JSON straight into bytes: a list of fifty records takes no dictionaries and no encoder.
///
///     json.object { json in
///         json.field("client_id", client.customID)
///         json.field("archived_at", client.archivedAt)
///     }
public struct JSONWriter: Sendable {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false
    private static let afterName: [UInt8] = [UInt8(ascii: "\""), UInt8(ascii: ":")]

    /// Nothing yet.
    public init(capacity: Int = 1024) { bytes.reserveCapacity(capacity) }

    /// A whole text that was written before.
    mutating func append(whole text: String) { bytes.append(contentsOf: text.utf8) }

    /// An object with the members that the body writes.
    public mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        try enclose(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    /// A list with the values that the body writes.
    public mutating func list(_ body: (inout JSONWriter) throws -> Void) rethrows {
        try enclose(UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    private mutating func enclose(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        bytes.append(open)
        needsComma = false
        try body(&self)
        bytes.append(close)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    /// The name of the member that comes next: a plain word, which needs no escaping.
    public mutating func name(_ name: StaticString) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
        name.withUTF8Buffer { name in
            bytes.append(UInt8(ascii: "\""))
            bytes.append(contentsOf: name)
        }
        bytes.append(contentsOf: Self.afterName)
    }

    /// The same for a name that is only known now.
    public mutating func name(any name: String) {
        value(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Nothing.
    public mutating func null() {
        separate()
        bytes.append(contentsOf: Array("null".utf8))
    }

    /// A text.
    public mutating func value(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            let isPlain = utf8.allSatisfy { $0 >= 32 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
            if isPlain { bytes.append(contentsOf: utf8) } else { for byte in utf8 { escape(byte) } }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
        case 10: bytes.append(contentsOf: Array("\\n".utf8))
        case 0..<32:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
        default: bytes.append(byte)
        }
    }

    /// A whole number.
    public mutating func value(_ number: Int64) {
        separate()
        bytes.append(contentsOf: String(number).utf8)
    }

    /// True or false.
    public mutating func value(_ flag: Bool) {
        separate()
        bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    }

    /// An amount as decimal text, so that no reader rounds it: `"1275.45"`.
    public mutating func value(_ amount: Money) {
        let cents = amount.cents.magnitude
        quote { pen in
            if amount.cents < 0 { pen.put(UInt8(ascii: "-")) }
            pen.number(cents / 100)
            pen.put(UInt8(ascii: "."))
            pen.digits(Int(cents % 100), 2)
        }
    }

    /// A day: `"2026-11-21"` (ISO 8601).
    public mutating func value(_ day: Day) { quote { $0.day(day) } }

    /// A moment in UTC: `"2026-11-21T04:05:06.123456Z"` (RFC 3339).
    public mutating func value(_ moment: Instant) {
        let (day, rest) = moment.utc
        quote { pen in
            pen.day(day)
            pen.put(UInt8(ascii: "T"))
            pen.time(rest)
            pen.put(UInt8(ascii: "Z"))
        }
    }

    /// A short text between quotation marks, written at once rather than byte by byte.
    private mutating func quote(_ write: (inout DigitPen) -> Void) {
        separate()
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: DigitPen.room) { buffer in
            var pen = DigitPen(buffer)
            pen.put(UInt8(ascii: "\""))
            write(&pen)
            pen.put(UInt8(ascii: "\""))
            bytes.append(contentsOf: pen.written)
        }
    }
}
