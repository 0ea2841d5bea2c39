/// The words of dates and times.
final class CalendarWords: Sendable {
    /// January first.
    let months: [Word]
    let shortMonths: [Word]
    /// Monday first (ISO 8601).
    let weekdays: [Word]
    let shortWeekdays: [Word]
    /// What the first of a month is called where a date is written in words: `1er`.
    let firstOfMonth: Word
    /// Between a date and its time.
    let at: Word
    let relative: RelativeWords

    init(
        months: [Word], shortMonths: [Word], weekdays: [Word], shortWeekdays: [Word], firstOfMonth: Word, at: Word,
        relative: RelativeWords
    ) {
        self.months = months
        self.shortMonths = shortMonths
        self.weekdays = weekdays
        self.shortWeekdays = shortWeekdays
        self.firstOfMonth = firstOfMonth
        self.at = at
        self.relative = relative
    }
}

/// The words of relative times: what stands before and after a count, and the units with their plurals.
final class RelativeWords: Sendable {
    let justNow: Word
    let inAMoment: Word
    let yesterday: Word
    let tomorrow: Word
    let past: (before: Word, after: Word)
    let future: (before: Word, after: Word)
    /// Minute, hour, day, week, month, year: one and many.
    let units: [(one: Word, many: Word)]

    init(
        justNow: Word, inAMoment: Word, yesterday: Word, tomorrow: Word, past: (before: Word, after: Word),
        future: (before: Word, after: Word), units: [(one: Word, many: Word)]
    ) {
        self.justNow = justNow
        self.inAMoment = inAMoment
        self.yesterday = yesterday
        self.tomorrow = tomorrow
        self.past = past
        self.future = future
        self.units = units
    }
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
