/// A day of the calendar, without time or zone: a birthday, a due date.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1 January 1970 (negative before it), in the proleptic Gregorian calendar.
    public let number: Int

    /// The day `number` days after 1 January 1970. Kept within the years 1 to 9999.
    public init(number: Int) { self.number = min(max(number, -719_162), 2_932_896) }

    /// A calendar date; nil where it does not exist (30 February) or lies outside the years 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Day.days(inMonth: month, of: year)
        else { return nil }
        // Howard Hinnant's civil-from-days arithmetic: years start in March so that leap days come last.
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.number = era * 146_097 + dayOfEra - 719_468
    }

    /// Reads `2026-11-21`; nil for anything else.
    public init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Year, month (1–12) and day (1–31).
    public var civil: (year: Int, month: Int, day: Int) {
        let z = number + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// Monday is 1, Sunday is 7 (ISO 8601).
    public var weekday: Int { ((number % 7) + 10) % 7 + 1 }

    /// How many days a month has.
    public static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The day `count` days later (earlier where negative), kept within the years 1 to 9999.
    public func adding(days count: Int) -> Day {
        let (sum, overflow) = number.addingReportingOverflow(count)
        return Day(number: overflow ? (count > 0 ? Int.max : Int.min) : sum)
    }

    /// Earlier in the calendar.
    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

    /// ISO 8601: `2026-11-21`.
    public var description: String {
        let (year, month, day) = civil
        return String(
            decoding: Digits.pad(year, 4) + [45] + Digits.pad(month, 2) + [45] + Digits.pad(day, 2), as: UTF8.self)
    }
}
