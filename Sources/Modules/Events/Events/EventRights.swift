import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// Rights that depend on the contract of an event that does not exist yet.
enum EventRights {
    /// A condition over `contract` and `client` for which this visitor may enter events; nil for none at all.
    static func creatable(_ context: RequestContext) -> SQL? {
        if context.may(.create, EventsModule.event) { return "1 = 1" }
        guard createsForOwn(context), let person = context.actor.id else { return nil }
        return "client.commercial_id = \(person)"
    }

    /// Whether the visitor may enter an event for this contract.
    static func mayCreate(for contract: EventContract, _ context: RequestContext) -> Bool {
        if context.may(.create, EventsModule.event) { return true }
        guard createsForOwn(context), let person = context.actor.id else { return false }
        return contract.commercialID == person
    }

    /// Whether the visitor may do this to an event that is not there yet, on this contract and with this person to run it.
    static func may(
        _ action: Action, for contract: EventContract?, support: Supporter?, _ context: RequestContext
    ) -> Bool {
        if context.may(action, EventsModule.event) { return true }
        guard let person = context.actor.id else { return false }
        let relations = context.actor.grants.all.filter {
            $0.scope == EventsModule.event.name && $0.action.covers(action)
        }.map(\.target)
        return relations.contains(.relation("own")) && contract?.commercialID == person
            || relations.contains(.relation("assigned")) && support?.id == person
    }

    private static func createsForOwn(_ context: RequestContext) -> Bool {
        context.actor.grants.all.contains {
            $0.scope == EventsModule.event.name && $0.action.covers(.create) && $0.target == .relation("own")
        }
    }
}

extension Event {
    /// Throws 409 where nothing may change any more. What is closed is still corrected by who may also delete it.
    func demandOpen(_ context: RequestContext, _ db: any Connection) throws {
        switch state {
        case .cancelled:
            throw Failure.conflict(
                tr("This event is cancelled. Nothing of it can be changed any more."), code: .eventLocked)
        case .closed where try !context.may(.delete, EventsModule.event, on: id, db):
            throw Failure.conflict(
                tr("This event is closed. Nothing of it can be changed any more."), code: .eventLocked)
        default: return
        }
    }
}

extension RequestContext {
    /// The organisation's zone: the clock on its wall.
    var zone: Zone { language.formats.zone }
}
