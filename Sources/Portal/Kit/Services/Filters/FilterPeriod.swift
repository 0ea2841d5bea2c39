import PortalLanguage
import PortalValues

/// A stretch of time that somebody named: a day, a month, a year, or a minute of a day.
enum FilterPeriod: Equatable {
    /// From the first day to the last.
    case days(ClosedRange<Day>)
    /// From a second of a day on, for so many seconds.
    case time(Day, second: Int, length: Int)

    /// Reads what people write: `22-06-2020`, `22/06/2020`, `2020-06-22`, each perhaps with a time, `2020-06`, `06/2020`, `2020`,
    /// `today`, `hier`, `+7j`, `-3d`, `-2w`, `-1m`, `-1y`, `this_month`, `cette-année` … Nil for anything else.
    init?(typed: String, today: Day) {
        let text = typed.tidied.unaccented.replacing("’", with: "'").replacing("-", with: "_")
        if let days = Self.named(text, today) ?? Self.relative(typed.tidied.unaccented, today) {
            self = .days(days)
            return
        }
        let plain = typed.tidied
        if let day = Day(typed: plain) {
            self = .days(day...day)
        } else if let days = Self.monthOrYear(plain) {
            self = .days(days)
        } else if let time = Self.time(plain) {
            self = time
        } else {
            return nil
        }
    }

    private static func named(_ key: String, _ today: Day) -> ClosedRange<Day>? {
        let (year, month, _) = today.civil
        switch key.replacing(" ", with: "_") {
        case "today", "aujourd'hui", "aujourdhui": return today...today
        case "yesterday", "hier": return today.adding(days: -1)...today.adding(days: -1)
        case "tomorrow", "demain": return today.adding(days: 1)...today.adding(days: 1)
        case "this_week", "cette_semaine":
            let monday = today.adding(days: 1 - today.weekday)
            return monday...monday.adding(days: 6)
        case "this_month", "ce_mois": return self.month(month, of: year)
        case "this_year", "cette_annee": return self.year(year)
        default: return nil
        }
    }

    /// A sign, at most four digits and a letter: days, weeks, months or years from today.
    private static func relative(_ key: String, _ today: Day) -> ClosedRange<Day>? {
        let digits = String(key.dropFirst().dropLast())
        guard (3...6).contains(key.utf8.count), let sign = key.utf8.first, let unit = key.utf8.last,
            sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), FilterShapes.isDigits(digits),
            let size = Int(digits)
        else { return nil }
        let count = sign == UInt8(ascii: "-") ? -size : size
        let day: Day
        switch unit {
        case UInt8(ascii: "j"), UInt8(ascii: "d"): day = today.adding(days: count)
        case UInt8(ascii: "s"), UInt8(ascii: "w"): day = today.adding(days: count * 7)
        case UInt8(ascii: "m"): day = today.adding(months: count)
        case UInt8(ascii: "a"), UInt8(ascii: "y"): day = today.adding(months: count * 12)
        default: return nil
        }
        return day...day
    }

    private static func month(_ month: Int, of year: Int) -> ClosedRange<Day>? {
        guard let first = Day(year: year, month: month, day: 1),
            let last = Day(year: year, month: month, day: Day.days(inMonth: month, of: year))
        else { return nil }
        return first...last
    }

    private static func year(_ year: Int) -> ClosedRange<Day>? {
        guard let first = Day(year: year, month: 1, day: 1), let last = Day(year: year, month: 12, day: 31) else {
            return nil
        }
        return first...last
    }

    /// `2020`, `2020-06`, `06/2020`.
    private static func monthOrYear(_ text: String) -> ClosedRange<Day>? {
        let parts = text.split(omittingEmptySubsequences: false) { "-/.".contains($0) }.map(String.init)
        guard (1...2).contains(parts.count), parts.allSatisfy(FilterShapes.isDigits) else { return nil }
        let numbers = parts.filter { $0.utf8.count <= 4 }.compactMap { Int($0) }
        guard numbers.count == parts.count else { return nil }
        if numbers.count == 1 { return parts[0].utf8.count == 4 ? year(numbers[0]) : nil }
        if parts[0].utf8.count == 4 { return month(numbers[1], of: numbers[0]) }
        return parts[1].utf8.count == 4 ? month(numbers[0], of: numbers[1]) : nil
    }

    /// A day, a blank or a T, and hours with minutes and perhaps seconds.
    private static func time(_ text: String) -> FilterPeriod? {
        let halves = text.split(maxSplits: 1) { $0 == " " || $0 == "T" || $0 == "t" }
        guard halves.count == 2, let day = Day(typed: String(halves[0])) else { return nil }
        let parts = halves[1].split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "h" }.map(String.init)
        guard (2...3).contains(parts.count), let hour = number(parts[0], below: 24) else { return nil }
        // `14h` is short for `14h00`.
        let isShort = parts.count == 2 && parts[1].isEmpty && halves[1].hasSuffix("h")
        guard let minute = isShort ? 0 : number(parts[1], below: 60) else { return nil }
        guard parts.count == 3 else { return .time(day, second: hour * 3600 + minute * 60, length: 60) }
        guard let second = number(parts[2], below: 60) else { return nil }
        return .time(day, second: hour * 3600 + minute * 60 + second, length: 1)
    }

    private static func number(_ text: String, below limit: Int) -> Int? {
        guard (1...2).contains(text.utf8.count), FilterShapes.isDigits(text), let number = Int(text), number < limit
        else { return nil }
        return number
    }

    /// From the moment at which it begins to the one before which it ends.
    func moments(_ zone: Zone) -> Range<Instant> {
        let start: Instant
        let end: Instant
        switch self {
        case .days(let days):
            start = zone.first(days.lowerBound, second: 0)
            end = zone.first(days.upperBound.adding(days: 1), second: 0)
        case .time(let day, let second, let length):
            start = zone.first(day, second: second)
            end = start.adding(seconds: Int64(length))
        }
        return start..<max(start, end)
    }
}

extension Zone {
    /// The moment when the clock on the wall first shows that, or the next one where it leaps over it.
    func first(_ day: Day, second: Int) -> Instant {
        for later in stride(from: second, through: second + 4 * 3600, by: 900) {
            let next = later >= 86_400 ? day.adding(days: 1) : day
            if let instant = instant(day: next, secondOfDay: later % 86_400) { return instant }
        }
        return Instant(seconds: Int64(day.number) * 86_400 + Int64(second))
    }
}

extension Day {
    /// The same day so many months later, or the last of that month where it has no such day.
    func adding(months count: Int) -> Day {
        let (year, month, day) = civil
        let months = year * 12 + month - 1 + count
        guard months >= 12, months < 120_000 else { return adding(days: count * 30) }
        let (newYear, newMonth) = (months / 12, months % 12 + 1)
        return Day(year: newYear, month: newMonth, day: min(day, Day.days(inMonth: newMonth, of: newYear))) ?? self
    }
}
