public import PortalValues

/// The same as texts, for code that is not hot.
extension Formats {
    /// A whole number: `1 234 567`.
    public func number(_ n: Int64) -> String { text { number(n, into: &$0) } }
    /// A number with exactly so many decimals.
    public func decimal(_ x: Double, decimals: Int) -> String { text { decimal(x, decimals: decimals, into: &$0) } }
    /// A share of one as a percentage.
    public func percent(_ share: Double, decimals: Int = 0) -> String {
        text { percent(share, decimals: decimals, into: &$0) }
    }
    /// An amount of euros: `1 234,50 €`.
    public func money(_ m: Money) -> String { text { money(m, into: &$0) } }
    /// An amount as typed in a form: `1234,50`.
    public func amount(_ m: Money) -> String { text { amount(m, into: &$0) } }
    /// A day.
    public func date(_ d: Day, style: DateStyle) -> String { text { date(d, style: style, into: &$0) } }
    /// The day a moment falls on.
    public func date(_ i: Instant, style: DateStyle) -> String { text { date(i, style: style, into: &$0) } }
    /// The time of day: `14:05`.
    public func time(_ i: Instant) -> String { text { time(i, into: &$0) } }
    /// Day and time.
    public func dateTime(_ i: Instant) -> String { text { dateTime(i, into: &$0) } }
    /// Day, as full as asked for, and time.
    public func dateTime(_ i: Instant, style: DateStyle) -> String { text { dateTime(i, style: style, into: &$0) } }
    /// How long ago, or in how long.
    public func relative(_ i: Instant, now: Instant) -> String { text { relative(i, now: now, into: &$0) } }
    /// A month's name, 1 to 12.
    public func month(_ number: Int) -> String { text { month(number, into: &$0) } }
    /// A day's name, Monday 1 to Sunday 7.
    public func weekday(_ number: Int, short: Bool = false) -> String {
        text { weekday(number, short: short, into: &$0) }
    }

    private func text(_ write: (inout [UInt8]) -> Void) -> String {
        var bytes: [UInt8] = []
        write(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
