import PortalValues

/// The rule for times after a zone file's last change, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3` (RFC 9636, 3.3.1).
struct ZoneRule: Sendable {
    /// When summer time begins or ends in a year.
    enum Change: Sendable {
        /// Day 1 to 365, 29 February never counted.
        case julian(Int)
        /// Day 0 to 365, 29 February counted.
        case ordinal(Int)
        /// The `week`th (5 = last) weekday (0 = Sunday) of a month.
        case weekday(month: Int, week: Int, day: Int)
    }

    var standard: Int
    var summer: (offset: Int, begins: Change, beginsAt: Int, ends: Change, endsAt: Int)?

    var offsets: [Int] { [standard] + (summer.map { [$0.offset] } ?? []) }

    func offset(at second: Int) -> Int {
        guard let summer else { return standard }
        let wall = second + standard
        let year = Day(number: wall >= 0 ? wall / 86_400 : (wall - 86_399) / 86_400).civil.year
        let begin = Self.day(summer.begins, year) * 86_400 + summer.beginsAt - standard
        let end = Self.day(summer.ends, year) * 86_400 + summer.endsAt - summer.offset
        let isSummer =
            begin < end ? second >= begin && second < end : !(second >= end && second < begin)
        return isSummer ? summer.offset : standard
    }

    /// Days since 1970 of a change in a year.
    private static func day(_ change: Change, _ year: Int) -> Int {
        let january = Day(year: year, month: 1, day: 1)?.number ?? 0
        switch change {
        case .ordinal(let number):
            return january + number
        case .julian(let number):
            return january + number - (number >= 60 && Day.days(inMonth: 2, of: year) == 29 ? 0 : 1)
        case .weekday(let month, let week, let weekday):
            guard let first = Day(year: year, month: month, day: 1) else { return january }
            let skip = (weekday - first.weekday % 7 + 7) % 7
            var day = skip + (week - 1) * 7
            if day >= Day.days(inMonth: month, of: year) { day -= 7 }
            return first.number + day
        }
    }
}
