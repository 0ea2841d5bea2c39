public import PortalValues

/// One cell of an export. Only texts are guarded against formulas: what the portal itself writes as a number stays one.
public enum CSVCell: Sendable, Hashable, ExpressibleByStringLiteral {
    /// Nothing.
    case empty
    /// What people typed.
    case text(String)
    /// A whole number, without separators.
    case number(Int64)
    /// An amount, with the language's decimal mark, without currency: `1234,50`.
    case money(Money)
    /// A day as `2026-11-21`, which every spreadsheet reads as a date whatever its language.
    case day(Day)
    /// A moment on the organisation's clock: `2026-11-21 14:05:09`.
    case instant(Instant)

    /// A text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// A text that may be missing.
    public static func optional(_ text: String?) -> CSVCell { text.map(CSVCell.text) ?? .empty }
    /// A day that may be missing.
    public static func optional(_ day: Day?) -> CSVCell { day.map(CSVCell.day) ?? .empty }
    /// A moment that may be missing.
    public static func optional(_ instant: Instant?) -> CSVCell { instant.map(CSVCell.instant) ?? .empty }
    /// A number that may be missing.
    public static func optional(_ number: Int64?) -> CSVCell { number.map(CSVCell.number) ?? .empty }
}
