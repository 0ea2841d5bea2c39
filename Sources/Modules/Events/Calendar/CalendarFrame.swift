import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// What stands around every calendar: where one is, and the ways on.
struct CalendarFrame: Model {
    let title: String
    let tabs: [ListTab]
    /// Empty at the ends of the calendar.
    let previousUrl, nextUrl: String
    let todayUrl, monthUrl, weekUrl, listUrl, newUrl: String
    let isMonth: Bool
    /// Whether some events were left out, since there are too many.
    let isCut: Bool

    static let fields: [Field<CalendarFrame>] = [
        .text("title") { $0.title }, .list("tabs") { $0.tabs }, .text("previousUrl") { $0.previousUrl },
        .text("nextUrl") { $0.nextUrl }, .text("todayUrl") { $0.todayUrl }, .text("monthUrl") { $0.monthUrl },
        .text("weekUrl") { $0.weekUrl }, .text("listUrl") { $0.listUrl }, .text("newUrl") { $0.newUrl },
        .flag("isMonth") { $0.isMonth }, .flag("isCut") { $0.isCut }, .list("legend") { _ in Self.legend },
    ]

    /// What the colours mean.
    private static let legend = EventState.allCases.map(LegendEntry.init)

    struct LegendEntry: Model {
        let state: EventState
        static let fields: [Field<LegendEntry>] = [
            .message("title") { $0.state.title }, .text("kind") { $0.state.kind },
        ]
    }

    static func sample(isMonth: Bool) -> CalendarFrame {
        CalendarFrame(
            title: "November 2026", tabs: [], previousUrl: "/events/calendar?month=2026-10",
            nextUrl: "/events/calendar?month=2026-12", todayUrl: "/events/calendar",
            monthUrl: "/events/calendar?month=2026-11", weekUrl: "/events/calendar?week=2026-W47", listUrl: "/events",
            newUrl: "/events/new", isMonth: isMonth, isCut: true)
    }

    /// The address of a calendar, in the same view.
    static func url(month: CalendarMonth, _ view: EventView, _ context: RequestContext) -> String {
        context.url("/events/calendar?month=\(month.text)" + parameter(view))
    }

    static func url(week: CalendarWeek, _ view: EventView, _ context: RequestContext) -> String {
        context.url("/events/calendar?week=\(week.text)" + parameter(view))
    }

    private static func parameter(_ view: EventView) -> String { view == .all ? "" : "&view=" + view.rawValue }
}
