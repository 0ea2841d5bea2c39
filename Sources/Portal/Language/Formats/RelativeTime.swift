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
            bytes.append(contentsOf: (isPast ? words.justNow : words.inAMoment).utf8)
            return
        }
        let days = abs(zone.local(now).day.number - zone.local(i).day.number)
        if seconds >= 86_400, days == 1 {
            bytes.append(contentsOf: (isPast ? words.yesterday : words.tomorrow).utf8)
            return
        }
        let (unit, count) = Self.unit(seconds: Int(seconds), days: days)
        guard words.units.indices.contains(unit) else { return }
        let names = words.units[unit]
        let frame = isPast ? words.past : words.future
        bytes.append(contentsOf: frame.before.utf8)
        number(Int64(count), into: &bytes)
        bytes.append(32)
        bytes.append(contentsOf: (count == 1 ? names.one : names.many).utf8)
        bytes.append(contentsOf: frame.after.utf8)
    }

    /// The unit (index into minute, hour, day, week, month, year) and how many of it.
    private static func unit(seconds: Int, days: Int) -> (unit: Int, count: Int) {
        switch seconds {
        case ..<3600: (0, seconds / 60)
        case ..<86_400: (1, seconds / 3600)
        default:
            switch days {
            case ..<14: (2, days)
            case ..<60: (3, days / 7)
            case ..<365: (4, days * 12 / 365)
            default: (5, days * 400 / 146_097)
            }
        }
    }
}
