public import PortalDatabase
public import PortalKit
public import PortalLanguage
public import PortalTemplates

/// The parties themselves: planned on a signed contract, assigned, run and closed; in a list, a calendar, and the calendars of programs.
public struct EventsModule: Module {
    /// Names the module in addresses, templates and settings.
    public static let id = "events"

    /// Events.
    public init() {}

    /// The events; `own` are those of clients whose commercial asks, `assigned` those that whoever asks is to run.
    public static let event = Scope(
        "event", title: tr("Events"), elements: .may,
        storage: Scope.Storage(
            table: "event", key: "custom_id_key", label: "custom_id || ' ' || title", normalise: { EventID.key($0) }),
        actions: [.assign],
        relations: [
            Scope.Relation("own", title: tr("the events of their own clients")) {
                """
                event.contract_id IN (SELECT agreed.id FROM contract AS agreed JOIN client AS own ON own.id = agreed.client_id
                WHERE own.commercial_id = \($0))
                """
            },
            Scope.Relation("assigned", title: tr("the events they run")) { "event.support_id = \($0)" },
        ])

    /// What the menu calls it.
    public var title: Message { tr("Events") }
    /// One sentence for the settings page.
    public var summary: Message { tr("Events on signed contracts: who runs them, when and where; calendars.") }
    /// What its rights are about.
    public var scopes: [Scope] { [Self.event] }

    /// Events.
    public var menu: [MenuEntry] {
        [MenuEntry(tr("Events"), icon: "calendar", path: "/events", access: .maySome(.read, Self.event))]
    }

    /// Every page.
    public var pages: [any Page.Type] {
        [
            EventPage.self, EventFormPage.self, MonthPage.self, WeekPage.self,
            FeedPage.self,
        ]
    }

    /// What the visitor has this week, and what waits for somebody to run it.
    public func cards(_ context: RequestContext, _ db: any Connection) throws -> [HomeCard] {
        guard context.maySome(.read, Self.event) else { return [] }
        func count(_ condition: SQL) throws -> Int {
            let some: SQL = """
                SELECT 1 AS one FROM event WHERE archived_at IS NULL AND \(sql: context.visible(.read, Self.event))
                AND \(sql: condition) LIMIT 1000
                """
            return try db.value("SELECT COUNT(*) FROM (\(sql: some)) AS counted", as: Int.self) ?? 0
        }
        var lines: [Message] = []
        if let mine = EventView.mine(context) {
            let week = CalendarWeek(containing: context.today)
            let period = context.zone.period(week.days)
            let condition: SQL = "\(sql: mine) AND event.state <> 'cancelled' AND \(sql: Events.during(period))"
            let own = try count(condition)
            // Who only assigns is not told that nothing is theirs.
            if own > 0 || !context.maySome(.assign, Self.event) {
                lines.append(
                    own == 0
                        ? tr("None of your events this week")
                        : trn("%(count)s event of yours this week", "%(count)s events of yours this week", own))
            }
        }
        if context.maySome(.assign, Self.event) {
            lines.append(
                trn(
                    "%(count)s waits for somebody to run it", "%(count)s wait for somebody to run them",
                    try count(EventView.waiting)))
        }
        return [HomeCard(tr("Events"), icon: "calendar", path: "/events/calendar", lines: lines)]
    }
}
