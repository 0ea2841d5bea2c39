import PortalValues

/// Writes numbers, days and times into a small buffer. What finds no more room is left out, never written outside.
struct DigitPen {
    /// Room for the longest: a moment with its quotation marks, or an amount of 2⁶³ cents.
    static let room = 32

    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private var count = 0

    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

    var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: buffer[..<count]) }

    mutating func put(_ byte: UInt8) {
        guard count < buffer.count else { return }
        buffer[count] = byte
        count += 1
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
}
