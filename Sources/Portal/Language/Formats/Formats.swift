public import PortalValues

/// How a language writes numbers, money, dates and times.
///
/// Every function appends UTF-8 to `bytes` and allocates nothing else; those that return a `String` are for code that is not hot.
/// French: U+202F between thousands, U+00A0 before €. A language without conventions of its own gets U+202F between thousands, a
/// decimal point and ISO 8601 dates.
public struct Formats: Sendable {
    let conventions: Conventions
    /// The organisation's time zone: every moment is shown in it.
    public let zone: Zone

    /// The conventions of a language (`fr`, `fr_CA`, …).
    public init(language: String, zone: Zone) {
        self.conventions = Conventions.of(language)
        self.zone = zone
    }

    /// A whole number: `1 234 567`, `1,234,567`.
    public func number(_ n: Int64, into bytes: inout [UInt8]) {
        if n < 0 { bytes.append(45) }
        grouped(n.magnitude, into: &bytes)
    }

    /// A number with exactly `decimals` decimals (0 to 12), rounded half away from zero: `3,14`. What is no number is `—`; what is
    /// too big for 64 bits is written with an exponent.
    public func decimal(_ x: Double, decimals: Int, into bytes: inout [UInt8]) {
        guard x.isFinite else {
            bytes.append(contentsOf: (x.isNaN ? "—" : x < 0 ? "-∞" : "∞").utf8)
            return
        }
        let places = min(max(decimals, 0), 12)
        var scale: UInt64 = 1
        for _ in 0..<places { scale *= 10 }
        guard let scaled = Self.scaled(x.magnitude, by: Double(scale)) else {
            bytes.append(contentsOf: "\(x)".utf8)
            return
        }
        if x < 0, scaled > 0 { bytes.append(45) }
        grouped(scaled / scale, into: &bytes)
        guard places > 0 else { return }
        bytes.append(conventions.decimalMark)
        Self.digits(scaled % scale, width: places, into: &bytes)
    }

    /// A share of one as a percentage: `12,5 %` for 0.125.
    public func percent(_ share: Double, decimals: Int = 0, into bytes: inout [UInt8]) {
        decimal(share * 100, decimals: decimals, into: &bytes)
        bytes.append(contentsOf: conventions.percent.bytes)
    }

    /// An amount of euros: `1 234,50 €`, `€1,234.50`.
    public func money(_ m: Money, into bytes: inout [UInt8]) {
        if m.cents < 0 { bytes.append(45) }
        bytes.append(contentsOf: conventions.beforeMoney.bytes)
        grouped(m.cents.magnitude / 100, into: &bytes)
        bytes.append(conventions.decimalMark)
        Self.digits(m.cents.magnitude % 100, width: 2, into: &bytes)
        bytes.append(contentsOf: conventions.afterMoney.bytes)
    }

    /// An amount as a person types it in a form, without currency or separators: `1234,50`.
    public func amount(_ m: Money, into bytes: inout [UInt8]) {
        if m.cents < 0 { bytes.append(45) }
        Self.digits(m.cents.magnitude / 100, width: 1, into: &bytes)
        bytes.append(conventions.decimalMark)
        Self.digits(m.cents.magnitude % 100, width: 2, into: &bytes)
    }
}
