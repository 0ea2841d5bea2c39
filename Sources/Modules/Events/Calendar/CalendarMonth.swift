import PortalKit
import PortalValues

/// A month of the calendar, with the days around it that fill its weeks.
struct CalendarMonth: Sendable, Equatable {
    let year, month: Int

    /// Reads `2026-11`; nil for anything else, and outside the years of events.
    init?(typed: String) {
        let parts = typed.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1])
        else { return nil }
        self.init(year: year, month: month)
    }

    init?(year: Int, month: Int) {
        guard WallTime.years.contains(year), (1...12).contains(month) else { return nil }
        self.year = year
        self.month = month
    }

    /// The month of a day, the nearest there is.
    init(containing day: Day) {
        let civil = day.civil
        year = min(max(civil.year, WallTime.years.lowerBound), WallTime.years.upperBound)
        month = civil.month
    }

    /// As addresses name it.
    var text: String { String(Day(year: year, month: month, day: 1)?.description.prefix(7) ?? "") }

    var first: Day { Day(year: year, month: month, day: 1) ?? Day(number: 0) }
    var last: Day { first.adding(days: Day.days(inMonth: month, of: year) - 1) }

    /// Whole weeks from Monday to Sunday: four to six of them.
    var weeks: [CalendarWeek] {
        var weeks: [CalendarWeek] = []
        var day = first
        while day <= last {
            let week = CalendarWeek(containing: day)
            weeks.append(week)
            day = week.monday.adding(days: 7)
        }
        return weeks
    }

    var previous: CalendarMonth? {
        month == 1 ? CalendarMonth(year: year - 1, month: 12) : CalendarMonth(year: year, month: month - 1)
    }
    var next: CalendarMonth? {
        month == 12 ? CalendarMonth(year: year + 1, month: 1) : CalendarMonth(year: year, month: month + 1)
    }
}

/// A week from Monday to Sunday, numbered as in ISO 8601: the week of the year in which its Thursday lies.
struct CalendarWeek: Sendable, Equatable {
    let monday: Day

    /// The week of a day.
    init(containing day: Day) { monday = day.adding(days: 1 - day.weekday) }

    /// Reads `2026-W47`; nil for anything else, for a week 53 that the year does not have, and outside the years of events.
    init?(typed: String) {
        let parts = typed.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 3, parts[1].first == "W",
            [parts[0], parts[1].dropFirst()].allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let number = Int(parts[1].dropFirst()), WallTime.years.contains(year),
            (1...53).contains(number), let fourth = Day(year: year, month: 1, day: 4)
        else { return nil }
        self.init(containing: fourth.adding(days: 7 * (number - 1)))
        guard self.year == year else { return nil }
    }

    var days: ClosedRange<Day> { monday...monday.adding(days: 6) }
    /// Each of them.
    var list: [Day] { (0..<7).map { monday.adding(days: $0) } }
    private var thursday: Day { monday.adding(days: 3) }
    var year: Int { thursday.civil.year }
    var number: Int {
        let new = Day(year: year, month: 1, day: 1) ?? thursday
        return (thursday.number - new.number) / 7 + 1
    }

    /// As addresses name it.
    var text: String {
        String(decoding: Digits.pad(year, 4) + Array("-W".utf8) + Digits.pad(number, 2), as: UTF8.self)
    }

    var previous: CalendarWeek? { Self.within(monday.adding(days: -7)) }
    var next: CalendarWeek? { Self.within(monday.adding(days: 7)) }

    private static func within(_ day: Day) -> CalendarWeek? {
        let week = CalendarWeek(containing: day)
        return WallTime.years.contains(week.year) ? week : nil
    }
}
