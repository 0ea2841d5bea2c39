/// What a language needs to write numbers and dates: data only. Objects, so that a format holds one reference instead of twenty.
final class Conventions: Sendable {
    let group: Word
    let decimalMark: UInt8
    let percent: Word
    let beforeMoney: Word
    let afterMoney: Word
    /// Nil: dates are written as ISO 8601, and a relative time as a date.
    let calendar: CalendarWords?

    init(
        group: Word = "\u{202F}", decimalMark: UInt8 = 46, percent: Word = "\u{202F}%", beforeMoney: Word = "",
        afterMoney: Word = "\u{A0}€", calendar: CalendarWords? = nil
    ) {
        self.group = group
        self.decimalMark = decimalMark
        self.percent = percent
        self.beforeMoney = beforeMoney
        self.afterMoney = afterMoney
        self.calendar = calendar
    }

    /// The conventions of a language; those of `fr` for `fr_CA`.
    static func of(_ code: String) -> Conventions {
        switch code.prefix(while: { $0 != "_" && $0 != "@" }) {
        case "en": english
        case "fr": french
        default: Conventions()
        }
    }

    static let english = Conventions(group: ",", percent: "%", beforeMoney: "€", afterMoney: "", calendar: .english)
    static let french = Conventions(decimalMark: 44, calendar: .french)
}

/// A word as the bytes that are appended.
struct Word: Sendable, ExpressibleByStringLiteral {
    let bytes: [UInt8]

    init(stringLiteral value: String) { bytes = Array(value.utf8) }
}
