import PortalValues

/// Reads the two notations that the engines themselves write, without allocating: lists hold a moment or two per row.
struct DateReader {
    private let text: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    var isAtEnd: Bool { position == text.count }

    /// `2026-11-21`.
    mutating func day() -> Day? {
        guard let year = number(digits: 4), skip(45), let month = number(digits: 2), skip(45),
            let day = number(digits: 2)
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    /// `2026-11-21T04:05:06.123456Z` or `2026-11-21 04:05:06.123456+00`, in UTC; nil for every other notation.
    mutating func instant() -> Instant? {
        guard let day = day(), skip(84) || skip(32), let hour = number(digits: 2), hour < 24, skip(58),
            let minute = number(digits: 2), minute < 60, skip(58), let second = number(digits: 2), second < 60
        else { return nil }
        var fraction: Int64 = 0
        if skip(46) {
            var scale: Int64 = 100_000
            while position < text.count, (48...57).contains(text[position]) {
                fraction += Int64(text[position] - 48) * scale
                scale /= 10
                position += 1
            }
        }
        guard skip(90) || (skip(43) && skip(48) && skip(48)), isAtEnd else { return nil }
        let seconds = Int64(day.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
        return Instant(microseconds: seconds * 1_000_000 + fraction)
    }

    private mutating func number(digits: Int) -> Int? {
        guard position + digits <= text.count else { return nil }
        var value = 0
        for byte in text[position..<position + digits] {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        position += digits
        return value
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard position < text.count, text[position] == byte else { return false }
        position += 1
        return true
    }
}
