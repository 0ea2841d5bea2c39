public import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalValues

extension EventsModule {
    /// The events of the coming week that concern the visitor, and those that nobody runs yet.
    public func waiting(_ context: RequestContext, _ db: any Connection) throws -> [WaitingCard] {
        guard context.actor.id != nil, context.maySome(.read, Self.event) else { return [] }
        let mayAssign = context.maySome(.assign, Self.event)
        let concerns = mayAssign ? nil : EventView.mine(context)
        let soon: SQL = """
            event.state IN ('planned', 'confirmed', 'in_progress') AND event.ends_at > \(context.now)
            AND event.starts_at < \(context.now.adding(seconds: 7 * 86_400)) AND \(sql: concerns ?? "1 = 1")
            AND \(sql: context.visible(.read, Self.event))
            """
        let mine = mayAssign ? "" : "&view=mine"
        var cards = [try card(tr("This week"), soon, more: "/events?period=coming" + mine, context, db)]
        if mayAssign {
            let unassigned: SQL = """
                event.state IN ('planned', 'confirmed') AND event.support_id IS NULL AND event.ends_at > \(context.now)
                AND \(sql: context.visible(.assign, Self.event))
                """
            cards.append(try card(tr("To be assigned"), unassigned, more: "/events?view=unassigned", context, db))
        }
        return cards.filter { !$0.lines.isEmpty }
    }

    private func card(_ title: Message, _ condition: SQL, more: String, _ context: RequestContext, _ db: any Connection)
        throws
        -> WaitingCard
    {
        let events = try db.rows(
            """
            SELECT event.custom_id, event.title, event.state, event.starts_at, event.ends_at FROM event
            WHERE event.archived_at IS NULL AND \(sql: condition)
            ORDER BY event.starts_at, event.id LIMIT \(count: WaitingCard.most)
            """)
        let lines = try events.map { row in
            let state: EventState = try row.get("state")
            return RelatedLine(
                try row.get("title"), url: context.url(Self.path(try row.get("custom_id", as: String.self))),
                note: WallTime.words(try row.get("starts_at"), try row.get("ends_at"), context.language.formats),
                state: state.title, kind: state.kind)
        }
        return WaitingCard(title, lines: lines, moreUrl: context.url(more))
    }
}
