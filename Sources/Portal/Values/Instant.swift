#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A moment in time, in UTC, to the microsecond: when something was created, when a session ends.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Microseconds since 1 January 1970, 00:00 UTC.
    public let microseconds: Int64

    /// The years 1 to 9999, in microseconds.
    private static let range = (-62_135_596_800_000_000 as Int64)...(253_402_300_799_999_999 as Int64)

    /// The moment so many microseconds after 1 January 1970, kept within the years 1 to 9999.
    public init(microseconds: Int64) {
        self.microseconds = min(max(microseconds, Self.range.lowerBound), Self.range.upperBound)
    }

    /// The moment so many seconds after 1 January 1970.
    public init(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        self.init(microseconds: overflow ? (seconds > 0 ? .max : .min) : product)
    }

    /// Now, by the machine's clock.
    public static func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    /// Whole seconds since 1970, rounded down.
    public var seconds: Int64 { microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000 }

    /// The day it is in UTC, and the microseconds since its midnight.
    public var utc: (day: Day, microsecondOfDay: Int64) {
        let perDay: Int64 = 86_400_000_000
        let days = microseconds >= 0 ? microseconds / perDay : (microseconds - perDay + 1) / perDay
        return (Day(number: Int(days)), microseconds - days * perDay)
    }

    /// The moment so many seconds later (earlier where negative).
    public func adding(seconds: Int64) -> Instant {
        let (delta, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, overflow2) = microseconds.addingReportingOverflow(delta)
        return Instant(microseconds: overflow || overflow2 ? (seconds > 0 ? .max : .min) : sum)
    }

    /// Earlier in time.
    public static func < (a: Instant, b: Instant) -> Bool { a.microseconds < b.microseconds }

    /// `2026-11-21T04:05:06.123456Z`: always 27 characters, so that alphabetical order is order in time.
    public var description: String { String(decoding: ascii, as: UTF8.self) }

    private var ascii: [UInt8] {
        let (day, rest) = utc
        let (year, month, number) = day.civil
        let second = Int(rest / 1_000_000)
        return Digits.pad(year, 4) + [45] + Digits.pad(month, 2) + [45] + Digits.pad(number, 2) + [84]
            + Digits.pad(second / 3600, 2) + [58] + Digits.pad(second / 60 % 60, 2) + [58] + Digits.pad(second % 60, 2)
            + [46] + Digits.pad(Int(rest % 1_000_000), 6) + [90]
    }

    /// Reads `2026-11-21T04:05:06Z`, with a space for the T, up to six decimals, and an offset `+00`, `+01:00`, `-0330` or `Z`
    /// (none means UTC): what both databases and the outside world write. Nil for anything else.
    public init?(iso text: some StringProtocol) {
        var bytes = Array(text.utf8)[...]
        func number(_ count: Int) -> Int? {
            guard bytes.count >= count else { return nil }
            var value = 0
            for byte in bytes.prefix(count) {
                guard (48...57).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 48)
            }
            bytes = bytes.dropFirst(count)
            return value
        }
        func skip(_ one: UInt8, _ other: UInt8? = nil, _ third: UInt8? = nil) -> Bool {
            guard let first = bytes.first, first == one || first == other || first == third else { return false }
            bytes = bytes.dropFirst()
            return true
        }
        guard let year = number(4), skip(45), let month = number(2), skip(45), let dayOfMonth = number(2),
            let day = Day(year: year, month: month, day: dayOfMonth), skip(84, 116, 32), let hour = number(2),
            hour < 24,
            skip(58), let minute = number(2), minute < 60
        else { return nil }
        var second = 0
        var micro: Int64 = 0
        if skip(58) {
            guard let value = number(2), value < 60 else { return nil }
            second = value
            if skip(46, 44) {
                var scale: Int64 = 100_000
                guard let first = bytes.first, (48...57).contains(first) else { return nil }
                while let byte = bytes.first, (48...57).contains(byte) {
                    micro += Int64(byte - 48) * scale
                    scale /= 10
                    bytes = bytes.dropFirst()
                }
            }
        }
        var offset = 0
        if let sign = bytes.first, sign == 43 || sign == 45 {
            bytes = bytes.dropFirst()
            guard let hours = number(2), hours < 24 else { return nil }
            let minutes = skip(58) || !bytes.isEmpty ? number(2) : 0
            guard let minutes, minutes < 60 else { return nil }
            offset = (hours * 3600 + minutes * 60) * (sign == 43 ? 1 : -1)
        } else if !bytes.isEmpty, !skip(90, 122) {
            return nil
        }
        guard bytes.isEmpty else { return nil }
        let seconds = Int64(day.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset)
        self.init(microseconds: seconds * 1_000_000 + micro)
    }
}
