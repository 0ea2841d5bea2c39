extension ZoneRule {
    /// Reads the footer of a zone file; nil where it is not a POSIX rule.
    init?(_ text: some Sequence<UInt8>) {
        var reader = Reader(rest: Array(text)[...])
        guard reader.skipName(), let offset = reader.time(), reader.isPlausible(offset) else { return nil }
        standard = -offset
        if reader.rest.isEmpty { return }
        guard reader.skipName() else { return nil }
        var summerOffset = standard + 3600
        if reader.rest.first != 44 {
            guard let offset = reader.time(), reader.isPlausible(offset) else { return nil }
            summerOffset = -offset
        }
        guard let (begins, beginsAt) = reader.change(), let (ends, endsAt) = reader.change(), reader.rest.isEmpty else {
            return nil
        }
        summer = (summerOffset, begins, beginsAt, ends, endsAt)
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func skip(_ byte: UInt8) -> Bool {
            guard rest.first == byte else { return false }
            rest = rest.dropFirst()
            return true
        }

        /// `CET` or `<+0330>`.
        mutating func skipName() -> Bool {
            if skip(60) {
                rest = rest.drop { $0 != 62 }
                return skip(62)
            }
            let name = rest.prefix { (65...90).contains($0) || (97...122).contains($0) }
            rest = rest.dropFirst(name.count)
            return name.count >= 3
        }

        mutating func number() -> Int? {
            let digits = rest.prefix(3).prefix { (48...57).contains($0) }
            rest = rest.dropFirst(digits.count)
            return digits.isEmpty ? nil : digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        }

        /// Hours, perhaps minutes and seconds, perhaps signed, in seconds. Hours go to 167 (RFC 9636).
        mutating func time() -> Int? {
            let sign = skip(45) ? -1 : 1
            if sign == 1 { _ = skip(43) }
            guard let hours = number(), hours <= 167 else { return nil }
            var seconds = hours * 3600
            if skip(58) {
                guard let minutes = number(), minutes < 60 else { return nil }
                seconds += minutes * 60
                if skip(58) {
                    guard let rest = number(), rest < 60 else { return nil }
                    seconds += rest
                }
            }
            return sign * seconds
        }

        func isPlausible(_ offset: Int) -> Bool { abs(offset) < 26 * 3600 }

        /// `,M3.5.0/3`: a day and the wall time at it, 02:00 where none is given.
        mutating func change() -> (Change, Int)? {
            guard skip(44), let day = day() else { return nil }
            guard skip(47) else { return (day, 7200) }
            return time().map { (day, $0) }
        }

        private mutating func day() -> Change? {
            if skip(77) {
                guard let month = number(), (1...12).contains(month), skip(46), let week = number(),
                    (1...5).contains(week),
                    skip(46), let day = number(), day <= 6
                else { return nil }
                return .weekday(month: month, week: week, day: day)
            }
            if skip(74) {
                guard let day = number(), (1...365).contains(day) else { return nil }
                return .julian(day)
            }
            guard let day = number(), day <= 365 else { return nil }
            return .ordinal(day)
        }
    }
}
