import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// A month: a table of weeks, and a list of days on a telephone.
struct MonthPage: Page {
    let calendar: CalendarFrame
    let weekdays: [String]
    let weeks: [Week]
    let isEmpty: Bool

    /// One row.
    struct Week: Model {
        let days: [Cell]
        static let fields: [Field<Week>] = [.list("days") { $0.days }]
    }

    /// One day.
    struct Cell: Model {
        /// How many events a day of the month names; the others are on the week's page.
        static let most = 4

        let day: Day
        let url: String
        let isToday, isOutside: Bool
        let items: [CalendarItem]

        static let fields: [Field<Cell>] = [
            .day("day") { $0.day }, .number("number") { $0.day.civil.day }, .text("url") { $0.url },
            .flag("isToday") { $0.isToday }, .flag("isOutside") { $0.isOutside },
            .list("items") { Array($0.items.prefix(most)) },
            .message("more") { trn("%(count)s more", "%(count)s more", max(0, $0.items.count - most)) },
            .flag("hasMore") { $0.items.count > most },
        ]
    }

    static let template = "events/month.html"
    static let fields: [Field<MonthPage>] = [
        .model("calendar") { $0.calendar }, .texts("weekdays") { $0.weekdays }, .list("weeks") { $0.weeks },
        .flag("isEmpty") { $0.isEmpty },
    ]
    static var sample: MonthPage {
        MonthPage(
            calendar: .sample(isMonth: true), weekdays: ["Monday", "Tuesday"],
            weeks: [
                Week(days: [
                    Cell(
                        day: Day(number: 20_778), url: "/events/calendar?week=2026-W47", isToday: true,
                        isOutside: false,
                        items: [.sample]),
                    Cell(
                        day: Day(number: 20_779), url: "/events/calendar?week=2026-W47", isToday: false,
                        isOutside: true,
                        items: Array(repeating: .sample, count: 6)),
                ])
            ], isEmpty: true)
    }
}

/// A week: a list of events for each day.
struct WeekPage: Page {
    let calendar: CalendarFrame
    let days: [WeekDay]

    /// One day.
    struct WeekDay: Model {
        let day: Day
        let isToday: Bool
        let items: [CalendarItem]
        static let fields: [Field<WeekDay>] = [
            .day("day") { $0.day }, .flag("isToday") { $0.isToday }, .list("items") { $0.items },
        ]
    }

    static let template = "events/week.html"
    static let fields: [Field<WeekPage>] = [.model("calendar") { $0.calendar }, .list("days") { $0.days }]
    static var sample: WeekPage {
        WeekPage(
            calendar: .sample(isMonth: false),
            days: [
                WeekDay(day: Day(number: 20_778), isToday: true, items: [.sample]),
                WeekDay(day: Day(number: 20_779), isToday: false, items: []),
            ])
    }
}

extension CalendarItem {
    /// An invented one.
    static let sample = CalendarItem(
        title: "Gala d’hiver", url: "/events/2026-GALA-D-HIVER", place: "Halle Alstom, Nantes", support: "",
        state: .planned, time: .verbatim("14:00–18:00"), start: "14:00", isContinued: false)
}
