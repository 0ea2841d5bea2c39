import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// An event on one day of a calendar.
struct CalendarItem: Model {
    let title, url, place, support: String
    let state: EventState
    /// What of its time lies on this day: `14:00–18:00`, `from 14:00`, `until 02:00`, or the whole day.
    let time: Message
    /// When it begins on this day; empty where it began before.
    let start: String
    /// Whether it began before this day.
    let isContinued: Bool

    static let fields: [Field<CalendarItem>] = [
        .text("title") { $0.title }, .text("url") { $0.url }, .text("place") { $0.place },
        .text("support") { $0.support }, .message("state") { $0.state.title }, .text("kind") { $0.state.kind },
        .flag("isCancelled") { $0.state == .cancelled },
        .flag("isUnassigned") { $0.support.isEmpty && $0.state.isAssignable },
        .message("time") { $0.time }, .text("start") { $0.start }, .flag("isContinued") { $0.isContinued },
    ]
}

/// What a calendar shows, by day.
struct CalendarItems: Sendable {
    /// No page shows more events.
    static let most = 2_000
    private var byDay: [Day: [CalendarItem]] = [:]
    /// Whether some were left out.
    private(set) var isCut = false

    var isEmpty: Bool { byDay.isEmpty }
    subscript(day: Day) -> [CalendarItem] { byDay[day] ?? [] }

    /// The events of these days that the visitor may see, within a view.
    init(_ days: ClosedRange<Day>, _ view: EventView, _ context: RequestContext, _ db: any Connection) throws {
        var conditions: [SQL] = [
            "event.archived_at IS NULL", Events.during(context.zone.period(days)),
            context.visible(.read, EventsModule.event),
        ]
        if let chosen = view.condition(context) { conditions.append(chosen) }
        let rows = try db.rows(
            """
            SELECT event.custom_id, event.title, event.state, event.place, event.town, event.starts_at, event.ends_at,
                event.support_id, \(sql: Supporter.columns) FROM event\(sql: Supporter.joins)
            WHERE \(sql: conditions.joined(separator: " AND ")) ORDER BY event.starts_at, event.id
            LIMIT \(Self.most + 1)
            """)
        isCut = rows.count > Self.most
        for row in rows.prefix(Self.most) {
            let starts: Instant = try row.get("starts_at")
            let ends: Instant = try row.get("ends_at")
            let span = context.zone.days(from: starts, to: ends)
            guard span.overlaps(days) else { continue }
            let shown = span.clamped(to: days)
            for number in shown.lowerBound.number...shown.upperBound.number {
                let day = Day(number: number)
                byDay[day, default: []].append(try Self.item(row, starts, ends, day, span, context))
            }
        }
    }

    private static func item(
        _ row: Row, _ starts: Instant, _ ends: Instant, _ day: Day, _ span: ClosedRange<Day>, _ context: RequestContext
    ) throws -> CalendarItem {
        let formats = context.language.formats
        let (begins, stops) = (day == span.lowerBound, day == span.upperBound)
        let time: Message =
            switch (begins, stops) {
            case (true, true): .verbatim("\(formats.time(starts))–\(formats.time(ends))")
            case (true, false): trc("event", "from %(time)s", ["time": .text(formats.time(starts))])
            case (false, true): trc("event", "until %(time)s", ["time": .text(formats.time(ends))])
            case (false, false): trc("event", "the whole day")
            }
        let place: [String] = [try row.get("place"), try row.get("town")]
        return CalendarItem(
            title: try row.get("title"), url: context.url(EventsModule.path(try row.get("custom_id", as: String.self))),
            place: place.filter { !$0.isEmpty }.joined(separator: ", "), support: try Supporter(event: row)?.name ?? "",
            state: try row.get("state"), time: time, start: begins ? formats.time(starts) : "", isContinued: !begins)
    }
}
