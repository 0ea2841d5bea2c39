public import PortalValues

/// How much of a date is written.
public enum DateStyle: String, Sendable, CaseIterable {
    /// `21/11/2026`
    case numeric
    /// `21 nov. 2026`
    case medium
    /// `21 novembre 2026`
    case long
    /// `samedi 21 novembre 2026`
    case full
}

extension Formats {
    /// A day. The first of a month is `1er` in French wherever the month is a word.
    public func date(_ d: Day, style: DateStyle, into bytes: inout [UInt8]) {
        let (year, month, day) = d.civil
        guard let words = conventions.calendar else { return isoDate(d, into: &bytes) }
        if style == .numeric {
            Self.digits(UInt64(day), width: 2, into: &bytes)
            bytes.append(47)
            Self.digits(UInt64(month), width: 2, into: &bytes)
            bytes.append(47)
            Self.digits(UInt64(year), width: 4, into: &bytes)
            return
        }
        if style == .full {
            word(words.weekdays, d.weekday, into: &bytes)
            bytes.append(32)
        }
        if day == 1 {
            bytes.append(contentsOf: words.firstOfMonth.bytes)
        } else {
            Self.digits(UInt64(day), width: 1, into: &bytes)
        }
        bytes.append(32)
        word(style == .medium ? words.shortMonths : words.months, month, into: &bytes)
        bytes.append(32)
        Self.digits(UInt64(year), width: 1, into: &bytes)
    }

    /// The day a moment falls on in the organisation's zone.
    public func date(_ i: Instant, style: DateStyle, into bytes: inout [UInt8]) {
        date(zone.local(i).day, style: style, into: &bytes)
    }

    /// The time of day in the organisation's zone, 24 hours: `14:05`.
    public func time(_ i: Instant, into bytes: inout [UInt8]) {
        time(secondOfDay: zone.local(i).secondOfDay, into: &bytes)
    }

    /// Day and time in the organisation's zone: `21 nov. 2026 à 14:05`.
    public func dateTime(_ i: Instant, into bytes: inout [UInt8]) { dateTime(i, style: .medium, into: &bytes) }

    /// Day, as full as asked for, and time in the organisation's zone.
    public func dateTime(_ i: Instant, style: DateStyle, into bytes: inout [UInt8]) {
        let (day, second) = zone.local(i)
        date(day, style: style, into: &bytes)
        if style != .numeric, let words = conventions.calendar {
            bytes.append(contentsOf: words.at.bytes)
        } else {
            bytes.append(32)
        }
        time(secondOfDay: second, into: &bytes)
    }

    /// A month's name, 1 to 12; its number where the language has no words.
    public func month(_ number: Int, into bytes: inout [UInt8]) {
        name(conventions.calendar?.months, number, into: &bytes)
    }

    /// A day's name, Monday 1 to Sunday 7; its number where the language has no words.
    public func weekday(_ number: Int, short: Bool = false, into bytes: inout [UInt8]) {
        name(short ? conventions.calendar?.shortWeekdays : conventions.calendar?.weekdays, number, into: &bytes)
    }

    private func time(secondOfDay: Int, into bytes: inout [UInt8]) {
        Self.digits(UInt64(secondOfDay.magnitude / 3600), width: 2, into: &bytes)
        bytes.append(58)
        Self.digits(UInt64(secondOfDay.magnitude / 60 % 60), width: 2, into: &bytes)
    }

    private func isoDate(_ d: Day, into bytes: inout [UInt8]) {
        let (year, month, day) = d.civil
        Self.digits(UInt64(year.magnitude), width: 4, into: &bytes)
        bytes.append(45)
        Self.digits(UInt64(month.magnitude), width: 2, into: &bytes)
        bytes.append(45)
        Self.digits(UInt64(day.magnitude), width: 2, into: &bytes)
    }

    private func name(_ words: [Word]?, _ number: Int, into bytes: inout [UInt8]) {
        if let words {
            word(words, number, into: &bytes)
        } else {
            self.number(Int64(number), into: &bytes)
        }
    }

    /// The word at a position counted from 1.
    private func word(_ words: [Word], _ number: Int, into bytes: inout [UInt8]) {
        if number >= 1, number <= words.count { bytes.append(contentsOf: words[number - 1].bytes) }
    }
}
