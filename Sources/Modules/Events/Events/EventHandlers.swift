import Clients
import Contracts
import PortalDatabase
import PortalKit
import PortalLanguage

extension EventsModule {
    func showEvent(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let event = try event(context, db)
        func may(_ action: Action) throws -> Bool { try context.may(action, Self.event, on: event.id, db) }
        let (mayUpdate, mayDelete) = (try may(.update), try may(.delete))
        let url = context.url(Self.path(event.customID))
        var rights = EventPage.Rights()
        rights.edit = mayUpdate && event.state != .cancelled && (event.state != .closed || mayDelete)
        rights.archive = mayDelete
        rights.delete = mayDelete && event.state.isDeletable
        rights.assign = try event.state.isAssignable && may(.assign)
        return .page(
            EventPage(
                event: event,
                when: WallTime.words(event.facts.starts, event.facts.ends, context.language.formats), url: url,
                contractUrl: try link(
                    "/contracts/", event.contract.customID, event.contract.id, ContractsModule.contract),
                clientUrl: try link(
                    "/clients/", event.contract.clientCustomID, event.contract.clientID, ClientsModule.client),
                rights: rights, supporters: rights.assign ? try supporters(event, db) : [],
                conflicts: try Conflict.of(event, context, db),
                buttons: try Self.workflow.buttons(event.subject, path: url, context, db),
                steps: try Self.workflow.steps(of: event.id, db),
                history: try HistoryEntry.of(event.id, createdAt: event.createdAt, words: .event, db)))

        func link(_ path: String, _ key: String, _ id: Int64, _ scope: Scope) throws -> String {
            try context.may(.read, scope, on: id, db) ? context.url(path + Escape.query(key)) : ""
        }
    }

    /// Everybody who may run events; whoever runs this one stays in the list.
    private func supporters(_ event: Event, _ db: any Connection) throws -> [Choice] {
        var known = try Supporter.all(db)
        if let current = event.support, !known.contains(where: { $0.id == current.id }) { known.append(current) }
        return known.map { Choice($0.username, named: $0.name, selected: $0.id == event.support?.id) }
    }
}
