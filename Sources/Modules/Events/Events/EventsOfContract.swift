import Contracts
public import PortalDatabase
public import PortalKit
public import PortalLanguage

/// What the page of a contract shows of its events, and what stands in the way of its end.
extension EventsModule {
    /// The events of a contract, and the way to a new one for whom that is.
    public func related(to element: Int64, of scope: Scope, _ context: RequestContext, _ db: any Connection) throws
        -> [RelatedCard]
    {
        guard scope.name == ContractsModule.contract.name, context.maySome(.read, Self.event),
            let contract = try EventContract.find(element, db)
        else { return [] }
        let events = try db.rows(
            """
            SELECT event.custom_id, event.title, event.state, event.starts_at, event.ends_at FROM event
            WHERE event.contract_id = \(element) AND event.archived_at IS NULL AND \(sql: context.visible(.read, Self.event))
            ORDER BY event.starts_at, event.id LIMIT 100
            """)
        let lines = try events.map { row in
            let state: EventState = try row.get("state")
            return RelatedLine(
                try row.get("title"), url: context.url(Self.path(try row.get("custom_id", as: String.self))),
                note: WallTime.words(try row.get("starts_at"), try row.get("ends_at"), context.language.formats),
                state: state.title, kind: state.kind)
        }
        let isOpen = contract.state == .signed || contract.state == .inProgress
        let mayAdd = isOpen && EventRights.mayCreate(for: contract, context)
        if lines.isEmpty, !mayAdd { return [] }
        return [
            RelatedCard(
                tr("Events"), lines: lines, empty: tr("Nothing is planned on this contract yet."),
                addUrl: mayAdd ? context.url("/events/new?contract=" + Escape.query(contract.customID)) : "",
                addLabel: tr("New event"))
        ]
    }

    /// A contract with an event that is neither cancelled nor archived is not cancelled (the event goes first).
    public func hold(on element: Int64, of scope: Scope, _ db: any Connection) throws -> Message? {
        guard scope.name == ContractsModule.contract.name else { return nil }
        let row = try db.row(
            """
            SELECT title FROM event WHERE contract_id = \(element) AND archived_at IS NULL AND state <> 'cancelled'
            ORDER BY starts_at, id LIMIT 1
            """)
        guard let row else { return nil }
        return tr(
            "The event “%(title)s” belongs to this contract. Cancel or delete the event first.",
            ["title": .text(try row.get("title"))])
    }
}
