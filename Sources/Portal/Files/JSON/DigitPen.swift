import PortalValues

/// Writes names, numbers, days and times into a small buffer. What finds no more room is left out, never written outside.
struct DigitPen {
    /// Room for the longest: a moment with its quotation marks, or an amount of 2⁶³ cents.
    static let room = 32

    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private var count = 0

    package init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

    var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: buffer[..<count]) }

    mutating func put(_ byte: UInt8) {
        guard count < buffer.count else { return }
        buffer[count] = byte
        count += 1
    }

    /// Several at once.
    mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count <= buffer.count - count else { return }
        _ = UnsafeMutableBufferPointer(rebasing: buffer[count...]).update(fromContentsOf: bytes)
        count += bytes.count
    }

    /// So many digits of a number that is not negative, with zeros before it.
    mutating func digits(_ number: Int, _ width: Int) {
        guard width <= buffer.count - count else { return }
        var rest = number.magnitude
        for place in stride(from: count + width - 1, through: count, by: -1) {
            buffer[place] = UInt8(truncatingIfNeeded: 48 + rest % 10)
            rest /= 10
        }
        count += width
    }

    /// A number with as many digits as it has.
    mutating func number(_ number: UInt64) {
        var width = 1
        var scale = number / 10
        while scale > 0 {
            width += 1
            scale /= 10
        }
        guard width <= buffer.count - count else { return }
        var rest = number
        for place in stride(from: count + width - 1, through: count, by: -1) {
            buffer[place] = UInt8(truncatingIfNeeded: 48 + rest % 10)
            rest /= 10
        }
        count += width
    }

    /// `2026-11-21`.
    mutating func day(_ day: Day) {
        let (year, month, number) = day.civil
        digits(year, 4)
        put(UInt8(ascii: "-"))
        digits(month, 2)
        put(UInt8(ascii: "-"))
        digits(number, 2)
    }

    /// Microseconds since midnight: `04:05:06.123456`.
    mutating func time(_ microseconds: Int64) {
        let second = Int(microseconds / 1_000_000)
        digits(second / 3600, 2)
        put(UInt8(ascii: ":"))
        digits(second / 60 % 60, 2)
        put(UInt8(ascii: ":"))
        digits(second % 60, 2)
        put(UInt8(ascii: "."))
        digits(Int(microseconds % 1_000_000), 6)
    }

    /// `2026-11-21T04:05:06.123456Z`.
    mutating func moment(_ moment: Instant) {
        let (day, rest) = moment.utc
        self.day(day)
        put(UInt8(ascii: "T"))
        time(rest)
        put(UInt8(ascii: "Z"))
    }

    /// `-1275.45`.
    mutating func amount(_ amount: Money) {
        let cents = amount.cents.magnitude
        if amount.cents < 0 { put(UInt8(ascii: "-")) }
        number(cents / 100)
        put(UInt8(ascii: "."))
        digits(Int(cents % 100), 2)
    }
}
