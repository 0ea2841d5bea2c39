import Contracts
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// What was done with an event before it came into the portal: how far it went, and who runs it.
struct EventHistory: Sendable, Equatable {
    var state = EventState.planned
    var support: Supporter?

    /// Whether the event is only planned, and nobody runs it yet.
    var isEmpty: Bool { self == EventHistory() }

    init() {}

    /// Reads what a line says; notes what is wrong, and what the visitor may not do.
    init(
        _ row: ImportRow<EventColumn>, of contract: EventContract?, _ errors: inout FieldErrors,
        _ context: RequestContext,
        _ db: any Connection
    ) throws {
        let typed = row[.state].tidied
        if !typed.isEmpty {
            let found = EventState.allCases.first { context.application.says(typed, $0.title, or: $0.rawValue) }
            if found == nil { errors["state"] = tr("There is no such state of an event.") }
            state = found ?? .planned
        }
        support = try Supporter.chosen(row[.support], now: nil, &errors, db)
        if support != nil, !context.may(.assign, EventsModule.event) {
            errors["support"] = tr("You may not choose who runs events.")
        }
        let action: Action = state == .closed || state == .cancelled ? .delete : .update
        if state != .planned, !EventRights.may(action, for: contract, support: support, context) {
            errors["state"] = tr("You may not bring events to this state.")
        }
        if let contract { try errors.note("contract") { try contract.demandReady(for: state) } }
    }

    /// Brings an event that was just entered to where it stood elsewhere.
    func store(_ id: Int64, _ context: RequestContext, _ db: any Connection) throws {
        let reason = context.language.text(tr("Carried over by an import"))
        try Events.carry(id, self, reason: reason, by: context.actorRef, now: context.now, db)
    }

    /// The same for the log.
    var changes: [AuditChange] {
        state == .planned ? [] : [AuditChange(field: "state", before: nil, after: state.rawValue)]
    }
}

extension EventContract {
    /// Throws 409 where a contract has no room for an event in this state: what is over may belong to work that is over, what is
    /// cancelled to a contract that is.
    func demandReady(for eventState: EventState) throws(Failure) {
        let isOver = eventState == .done || eventState == .closed || eventState == .cancelled
        if isOver, state == .completed || state == .closed { return }
        if eventState == .cancelled, state == .cancelled { return }
        try demandReady()
    }
}
