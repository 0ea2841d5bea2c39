/// What a language needs to write numbers and dates: data only.
struct Conventions: Sendable {
    var group = "\u{202F}"
    var decimalMark: UInt8 = 46
    var percent = "\u{202F}%"
    var beforeMoney = ""
    var afterMoney = "\u{A0}€"
    /// Nil: dates are written as ISO 8601, and a relative time as a date.
    var calendar: CalendarWords?

    /// The conventions of a language; those of `fr` for `fr_CA`.
    static func of(_ code: String) -> Conventions {
        switch code.prefix(while: { $0 != "_" && $0 != "@" }) {
        case "en": english
        case "fr": french
        default: Conventions()
        }
    }

    static let english = Conventions(
        group: ",", percent: "%", beforeMoney: "€", afterMoney: "", calendar: .english)
    static let french = Conventions(decimalMark: 44, calendar: .french)
}

/// The words of dates and times.
struct CalendarWords: Sendable {
    /// January first.
    var months: [String]
    var shortMonths: [String]
    /// Monday first (ISO 8601).
    var weekdays: [String]
    var shortWeekdays: [String]
    /// What the first of a month is called where a date is written in words: `1er`.
    var firstOfMonth: String
    /// Between a date and its time.
    var at: String
    var relative: RelativeWords
}

/// The words of relative times: what stands before and after a count, and the units with their plurals.
struct RelativeWords: Sendable {
    var justNow: String
    var inAMoment: String
    var yesterday: String
    var tomorrow: String
    var past: (before: String, after: String)
    var future: (before: String, after: String)
    /// Minute, hour, day, week, month, year: one and many.
    var units: [(one: String, many: String)]
}

extension CalendarWords {
    static let english = CalendarWords(
        months: [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November",
            "December",
        ],
        shortMonths: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        shortWeekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        firstOfMonth: "1", at: ", ",
        relative: RelativeWords(
            justNow: "just now", inAMoment: "in a moment", yesterday: "yesterday", tomorrow: "tomorrow",
            past: ("", " ago"), future: ("in ", ""),
            units: [
                ("minute", "minutes"), ("hour", "hours"), ("day", "days"), ("week", "weeks"), ("month", "months"),
                ("year", "years"),
            ]))

    static let french = CalendarWords(
        months: [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
            "décembre",
        ],
        shortMonths: [
            "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
        ],
        weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        shortWeekdays: ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
        firstOfMonth: "1er", at: " à ",
        relative: RelativeWords(
            justNow: "à l’instant", inAMoment: "dans un instant", yesterday: "hier", tomorrow: "demain",
            past: ("il y a ", ""), future: ("dans ", ""),
            units: [
                ("minute", "minutes"), ("heure", "heures"), ("jour", "jours"), ("semaine", "semaines"),
                ("mois", "mois"), ("an", "ans"),
            ]))
}
