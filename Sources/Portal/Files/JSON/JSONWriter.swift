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

    /// Nothing yet.
    public init(capacity: Int = 1024) { bytes.reserveCapacity(capacity) }

    /// A whole text that was written before.
    package mutating func append(whole text: String) { bytes.append(contentsOf: text.utf8) }

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
        member(name, room: 0) { _ in }
        needsComma = false
    }

    /// The same for a name that is only known now.
    public mutating func name(any name: String) {
        value(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A member whose value is short, or known to be plain: name and value in one stroke, since a list has thousands of them.
    private mutating func member(_ name: StaticString, room: Int, _ value: (inout DigitPen) -> Void) {
        let comma = needsComma
        needsComma = true
        stroke(room: room + name.utf8CodeUnitCount + 4) { pen in
            if comma { pen.put(UInt8(ascii: ",")) }
            pen.put(UInt8(ascii: "\""))
            name.withUTF8Buffer { pen.put($0) }
            pen.put(UInt8(ascii: "\""))
            pen.put(UInt8(ascii: ":"))
            value(&pen)
        }
    }

    /// A member that needs quotation marks and nothing else.
    mutating func quoted(_ name: StaticString, room: Int = DigitPen.room, _ value: (inout DigitPen) -> Void) {
        member(name, room: room + 2) { pen in
            pen.put(UInt8(ascii: "\""))
            value(&pen)
            pen.put(UInt8(ascii: "\""))
        }
    }

    /// A member of a word that JSON itself knows.
    mutating func bare(_ name: StaticString, _ word: StaticString) {
        member(name, room: word.utf8CodeUnitCount) { pen in word.withUTF8Buffer { pen.put($0) } }
    }

    /// Bytes that are written at once rather than one by one.
    private mutating func stroke(room: Int, _ write: (inout DigitPen) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { buffer in
            var pen = DigitPen(buffer)
            write(&pen)
            bytes.append(contentsOf: pen.written)
        }
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
            if Self.isPlain(utf8) { bytes.append(contentsOf: utf8) } else { for byte in utf8 { escape(byte) } }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether a text stands between quotation marks as it is.
    static func isPlain(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        utf8.allSatisfy { $0 >= 32 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
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
    public mutating func value(_ amount: Money) { quote { $0.amount(amount) } }

    /// A day: `"2026-11-21"` (ISO 8601).
    public mutating func value(_ day: Day) { quote { $0.day(day) } }

    /// A moment in UTC: `"2026-11-21T04:05:06.123456Z"` (RFC 3339).
    public mutating func value(_ moment: Instant) { quote { $0.moment(moment) } }

    private mutating func quote(_ write: (inout DigitPen) -> Void) {
        separate()
        stroke(room: DigitPen.room + 2) { pen in
            pen.put(UInt8(ascii: "\""))
            write(&pen)
            pen.put(UInt8(ascii: "\""))
        }
    }
}
