import PortalValues

/// A calendar as programs exchange it (RFC 5545): lines of at most 75 octets that end with CRLF.
struct ICalendar: Sendable {
    private(set) var bytes: [UInt8] = []

    /// Adds one line. What is longer than 75 octets goes on in further lines that begin with a blank (3.1), never inside a character.
    mutating func line(_ content: String) {
        var rest = Array(content.utf8)[...]
        var room = 75
        while rest.count > room {
            var end = rest.startIndex + room
            // The octets 10xxxxxx belong to the character that began before them.
            while end > rest.startIndex + 1, rest[end] & 0xC0 == 0x80 { end -= 1 }
            bytes += rest[..<end] + [13, 10, 32]
            rest = rest[end...]
            // The blank counts.
            room = 74
        }
        bytes += rest + [13, 10]
    }

    /// Adds a property that people wrote.
    mutating func text(_ name: String, _ value: String) { line("\(name):\(Self.escaped(value))") }

    /// Adds a moment, in UTC.
    mutating func moment(_ name: String, _ instant: Instant) {
        let (day, microsecond) = instant.utc
        let (year, month, number) = day.civil
        let second = Int(microsecond / 1_000_000)
        let digits =
            Digits.pad(year, 4) + Digits.pad(month, 2) + Digits.pad(number, 2) + [84] + Digits.pad(second / 3600, 2)
            + Digits.pad(second / 60 % 60, 2) + Digits.pad(second % 60, 2) + [90]
        line("\(name):" + String(decoding: digits, as: UTF8.self))
    }

    /// A text in which nothing means anything but itself (3.3.11); control characters have no place in it.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\t": result += "\t"
            default: if scalar.properties.generalCategory != .control { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }
}
