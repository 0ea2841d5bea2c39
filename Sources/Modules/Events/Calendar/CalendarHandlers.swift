import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension EventsModule {
    /// The month or the week that the address names; this month where it names none.
    func showCalendar(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let query = context.request.query
        guard let view = EventView(rawValue: query["view"]) else { throw Failure.badRequest(.parameter("view")) }
        if !query["week"].isEmpty {
            guard let week = CalendarWeek(typed: query["week"]) else { throw Failure.badRequest(.parameter("week")) }
            return .page(try weekPage(week, view, context, db))
        }
        guard !query["month"].isEmpty else {
            return .page(try monthPage(CalendarMonth(containing: context.today), view, context, db))
        }
        guard let month = CalendarMonth(typed: query["month"]) else { throw Failure.badRequest(.parameter("month")) }
        return .page(try monthPage(month, view, context, db))
    }

    private func monthPage(_ month: CalendarMonth, _ view: EventView, _ context: RequestContext, _ db: any Connection)
        throws
        -> MonthPage
    {
        let formats = context.language.formats
        let weeks = month.weeks
        let days = (weeks.first?.monday ?? month.first)...(weeks.last?.days.upperBound ?? month.last)
        let items = try CalendarItems(days, view, context, db)
        let today = context.today
        // A week is opened where one is: at today in this month, at the first day of any other.
        let week = CalendarWeek(containing: CalendarMonth(containing: today) == month ? today : month.first)
        let title = "\(formats.month(month.month)) \(month.year)"
        return MonthPage(
            calendar: CalendarFrame(
                title: title.prefix(1).uppercased() + title.dropFirst(),
                tabs: tabs(view) { CalendarFrame.url(month: month, $0, context) },
                previousUrl: month.previous.map { CalendarFrame.url(month: $0, view, context) } ?? "",
                nextUrl: month.next.map { CalendarFrame.url(month: $0, view, context) } ?? "",
                todayUrl: CalendarFrame.url(month: CalendarMonth(containing: today), view, context),
                monthUrl: CalendarFrame.url(month: month, view, context),
                weekUrl: CalendarFrame.url(week: week, view, context), listUrl: listUrl(view, context),
                newUrl: EventRights.creatable(context) == nil ? "" : context.url("/events/new"), isMonth: true,
                isCut: items.isCut),
            weekdays: (1...7).map { formats.weekday($0) },
            weeks: weeks.map { week in
                let url = CalendarFrame.url(week: week, view, context)
                return MonthPage.Week(
                    days: week.list.map { day in
                        MonthPage.Cell(
                            day: day, url: url, isToday: day == today,
                            isOutside: day < month.first || day > month.last, items: items[day])
                    })
            }, isEmpty: items.isEmpty)
    }

    private func weekPage(_ week: CalendarWeek, _ view: EventView, _ context: RequestContext, _ db: any Connection)
        throws
        -> WeekPage
    {
        let items = try CalendarItems(week.days, view, context, db)
        let title = tr("Week %(number)s, %(year)s", ["number": .number(week.number), "year": .text(String(week.year))])
        return WeekPage(
            calendar: CalendarFrame(
                title: context.language.text(title), tabs: tabs(view) { CalendarFrame.url(week: week, $0, context) },
                previousUrl: week.previous.map { CalendarFrame.url(week: $0, view, context) } ?? "",
                nextUrl: week.next.map { CalendarFrame.url(week: $0, view, context) } ?? "",
                todayUrl: CalendarFrame.url(week: CalendarWeek(containing: context.today), view, context),
                // The month in which most of the week lies.
                monthUrl: CalendarFrame.url(
                    month: CalendarMonth(containing: week.monday.adding(days: 3)), view, context),
                weekUrl: CalendarFrame.url(week: week, view, context), listUrl: listUrl(view, context),
                newUrl: EventRights.creatable(context) == nil ? "" : context.url("/events/new"), isMonth: false,
                isCut: items.isCut),
            days: week.list.map { WeekPage.WeekDay(day: $0, isToday: $0 == context.today, items: items[$0]) })
    }

    private func tabs(_ view: EventView, _ url: (EventView) -> String) -> [ListTab] {
        EventView.allCases.map { ListTab($0.title, url: url($0), isCurrent: $0 == view) }
    }

    private func listUrl(_ view: EventView, _ context: RequestContext) -> String {
        context.url("/events" + (view == .all ? "" : "?view=" + view.rawValue))
    }
}
