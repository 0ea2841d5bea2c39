/// An amount of euros, kept as whole cents so that no sum is ever off by one.
///
/// Arithmetic is checked: amounts come from forms and files, and Swift's own operators would stop the program on overflow.
public struct Money: Hashable, Comparable, Sendable {
    /// The amount in cents.
    public let cents: Int64

    /// An amount of whole cents.
    public init(cents: Int64) { self.cents = cents }

    /// Nothing.
    public static let zero = Money(cents: 0)

    /// By amount.
    public static func < (a: Money, b: Money) -> Bool { a.cents < b.cents }

    /// As programs and the audit log have it: `-1275.45`.
    public var plain: String {
        let (euros, rest) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
        return "\(cents < 0 ? "-" : "")\(euros).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// The sum, or nil where it does not fit.
    public func adding(_ other: Money) -> Money? {
        let (sum, overflow) = cents.addingReportingOverflow(other.cents)
        return overflow ? nil : Money(cents: sum)
    }

    /// The difference, or nil where it does not fit.
    public func subtracting(_ other: Money) -> Money? {
        let (difference, overflow) = cents.subtractingReportingOverflow(other.cents)
        return overflow ? nil : Money(cents: difference)
    }

    /// This amount `count` times, or nil where it does not fit.
    public func times(_ count: Int64) -> Money? {
        let (product, overflow) = cents.multipliedReportingOverflow(by: count)
        return overflow ? nil : Money(cents: product)
    }

    /// Reads what a person types: `1 234,5`, `1234.50`, `12 €`, `-3,20`. Nil for anything else, for more than two decimals and
    /// for amounts of ten thousand billions and more.
    public init?(typed text: String) {
        var digits = ""
        var decimals: Int?
        var negative = false
        for character in text.unicodeScalars {
            switch character {
            case "0"..."9":
                digits.unicodeScalars.append(character)
                decimals = decimals.map { $0 + 1 }
            case ",", ".":
                guard decimals == nil, !digits.isEmpty else { return nil }
                decimals = 0
            case "-", "\u{2212}":
                guard digits.isEmpty, decimals == nil, !negative else { return nil }
                negative = true
            case " ", "\u{A0}", "\u{202F}", "€":
                continue
            default:
                return nil
            }
        }
        guard !digits.isEmpty, digits.count <= 17, (decimals ?? 0) <= 2 else { return nil }
        guard var cents = Int64(digits) else { return nil }
        for _ in (decimals ?? 0)..<2 {
            let (scaled, overflow) = cents.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            cents = scaled
        }
        guard cents < 1_000_000_000_000_000 else { return nil }
        self.cents = negative ? -cents : cents
    }
}
