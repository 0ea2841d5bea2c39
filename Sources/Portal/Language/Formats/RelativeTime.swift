public import PortalValues

extension Formats {
    /// How long ago, or in how long: `il y a 3 minutes`, `hier`, `in 2 days`. Less than a minute is `just now`; from 24 hours on,
    /// days are days of the calendar in the organisation's zone; then weeks, months and years. A language without words gets the
    /// date and time.
    public func relative(_ i: Instant, now: Instant, into bytes: inout [UInt8]) {
        guard let words = conventions.calendar?.relative else { return dateTime(i, into: &bytes) }
        let isPast = i <= now
        let seconds = (isPast ? now.microseconds - i.microseconds : i.microseconds - now.microseconds) / 1_000_000
        if seconds < 60 {
            bytes.append(contentsOf: (isPast ? words.justNow : words.inAMoment).bytes)
            return
        }
        let (today, day) = (zone.local(now).day, zone.local(i).day)
        if seconds >= 86_400, abs(today.number - day.number) == 1 {
            bytes.append(contentsOf: (isPast ? words.yesterday : words.tomorrow).bytes)
            return
        }
        let (unit, count) = Self.unit(seconds: Int(seconds), from: min(today, day), to: max(today, day))
        guard words.units.indices.contains(unit) else { return }
        let names = words.units[unit]
        let frame = isPast ? words.past : words.future
        bytes.append(contentsOf: frame.before.bytes)
        number(Int64(count), into: &bytes)
        bytes.append(32)
        bytes.append(contentsOf: (count == 1 ? names.one : names.many).bytes)
        bytes.append(contentsOf: frame.after.bytes)
    }

    /// The unit (index into minute, hour, day, week, month, year) and how many of it. Months and years are those of the calendar.
    private static func unit(seconds: Int, from: Day, to: Day) -> (unit: Int, count: Int) {
        if seconds < 3600 { return (0, seconds / 60) }
        if seconds < 86_400 { return (1, seconds / 3600) }
        let days = to.number - from.number
        if days < 14 { return (2, days) }
        let (start, end) = (from.civil, to.civil)
        let months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day ? 1 : 0)
        if months < 2 { return (3, days / 7) }
        return months < 12 ? (4, months) : (5, months / 12)
    }
}
