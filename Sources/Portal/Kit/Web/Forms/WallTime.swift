public import PortalLanguage
public import PortalValues

/// Times as people type and read them: on the clock that hangs where the organisation is.
public enum WallTime {
    /// The years in which an event can be.
    public static let years = 1970...2199

    /// Reads `2026-11-21T14:30` as a browser sends it, and `21/11/2026 14:30` or `21/11/2026 14h30` as people type it. A time that the
    /// clocks show twice is the first of the two; throws what is wrong, in words, also for a time that they skip. What ends in a Z is a
    /// moment in UTC, as programs tell it.
    public static func read(_ typed: String, in zone: Zone) throws(TextError) -> Instant {
        let text = typed.tidied
        if text.isEmpty { throw TextError(tr("Please fill this in.")) }
        if text.hasSuffix("Z"), let instant = Instant(iso: text) {
            try demandYear(of: zone.local(instant).day)
            return instant
        }
        let parts = text.split(maxSplits: 1, whereSeparator: { $0 == "T" || $0 == " " })
        guard text.utf8.count <= 40, parts.count == 2 else {
            throw TextError(tr("Give the day and the time, such as 21/11/2026 14:30."))
        }
        guard let day = Day(typed: String(parts[0])) else { throw TextError(tr("This day does not exist.")) }
        try demandYear(of: day)
        guard let second = second(String(parts[1])) else { throw TextError(tr("This time does not exist.")) }
        guard let instant = zone.instant(day: day, secondOfDay: second) else {
            throw TextError(tr("This time does not exist on that day: the clocks go forward."))
        }
        return instant
    }

    /// The same, where a day alone is its beginning.
    public static func day(_ typed: String, in zone: Zone) throws(TextError) -> Instant {
        guard let day = Day(typed: typed.tidied) else { return try read(typed, in: zone) }
        try demandYear(of: day)
        return zone.start(of: day)
    }

    /// Whether two moments show the same on the clock, down to the second.
    public static func isSame(_ a: Instant, _ b: Instant, in zone: Zone) -> Bool { zone.local(a) == zone.local(b) }

    private static func demandYear(of day: Day) throws(TextError) {
        guard years.contains(day.civil.year) else {
            throw TextError(
                tr(
                    "Choose a year from %(first)s to %(last)s.",
                    ["first": .text(String(years.lowerBound)), "last": .text(String(years.upperBound))]))
        }
    }

    private static func second(_ text: String) -> Int? {
        let parts = text.tidied.split(omittingEmptySubsequences: false, whereSeparator: { $0 == ":" || $0 == "h" })
        guard (2...3).contains(parts.count), (1...2).contains(parts[0].utf8.count),
            parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, numbers[0] < 24, numbers.dropFirst().allSatisfy({ $0 < 60 }) else {
            return nil
        }
        return numbers[0] * 3600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0)
    }

    /// As a field of a form holds it.
    public static func typed(_ instant: Instant, in zone: Zone) -> String {
        let (day, second) = zone.local(instant)
        var clock = Digits.pad(second / 3600, 2) + [58] + Digits.pad(second / 60 % 60, 2)
        if second % 60 != 0 { clock += [58] + Digits.pad(second % 60, 2) }
        return "\(day)T" + String(decoding: clock, as: UTF8.self)
    }

    /// From when to when, in the reader's language: `21 nov. 2026, 14:00–18:00`.
    public static func words(_ starts: Instant, _ ends: Instant, _ formats: Formats) -> String {
        let day = formats.zone.local(starts).day
        if day == formats.zone.local(ends).day {
            return "\(formats.date(day, style: .medium)), \(formats.time(starts))–\(formats.time(ends))"
        }
        return "\(formats.dateTime(starts)) – \(formats.dateTime(ends))"
    }
}

extension Zone {
    /// The first moment of a day: midnight, or the end of the gap where the clocks skip it.
    public func start(of day: Day) -> Instant {
        for minute in stride(from: 0, through: 180, by: 15) {
            if let instant = instant(day: day, secondOfDay: minute * 60) { return instant }
        }
        return Instant(seconds: Int64(day.number) * 86_400)
    }

    /// From the beginning of the first of these days to the end of the last.
    public func period(_ days: ClosedRange<Day>) -> Range<Instant> {
        let first = start(of: days.lowerBound)
        return first..<max(first, start(of: days.upperBound.adding(days: 1)))
    }

    /// The days on which something is that lasts from one moment to another; what ends at midnight is not on the day that begins.
    public func days(from starts: Instant, to ends: Instant) -> ClosedRange<Day> {
        let first = local(starts).day
        let last = local(Instant(microseconds: ends.microseconds - 1)).day
        return first...max(first, last)
    }
}
