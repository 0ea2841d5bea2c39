import Clients
import Contracts
import PortalDatabase
import PortalKit
import PortalLanguage

extension EventsModule {
    func archiveEvent(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        try archive(true, context, db).noticing(.good, tr("The event is archived. Nothing is lost."))
    }

    func restoreEvent(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        try archive(false, context, db).noticing(.good, tr("The event is back in the list."))
    }

    private func archive(_ isArchived: Bool, _ context: RequestContext, _ db: any Connection) throws -> HandlerResponse
    {
        let _: EmptyForm = try context.form()
        let event = try event(context, db)
        try archive(isArchived, event, context, db)
        return HandlerResponse.seeOther(Self.path(event.customID))
    }

    func askDeleteEvent(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let event = try event(context, db)
        let obstacle = event.state.isDeletable ? nil : Self.onlyPlanned
        return .page(deletePage(event, context, obstacle: obstacle), status: obstacle == nil ? 200 : 409)
    }

    func deleteEvent(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let event = try event(context, db)
        do { try delete(event, context, db) } catch Failure.conflict(let reason, _) {
            return .page(deletePage(event, context, obstacle: reason), status: 409)
        }
        return HandlerResponse.seeOther("/events").noticing(
            .good, tr("%(name)s is deleted.", ["name": .text(event.customID)]))
    }

    private func deletePage(_ event: Event, _ context: RequestContext, obstacle: Message?) -> DeletePage {
        let path = context.url(Self.path(event.customID))
        return DeletePage(
            heading: tr("Delete this event?"), name: event.label,
            consequence: tr("The event and all that was noted about it will be lost. This cannot be undone."),
            obstacle: obstacle, action: path + "/delete", back: path, listUrl: context.url("/events"),
            listTitle: tr("Events"))
    }

    /// The event that the path names.
    func event(_ context: RequestContext, _ db: any Connection) throws -> Event {
        try stored(try context.element("event"), db)
    }

    static func path(_ customID: String) -> String { "/events/" + Escape.query(customID) }
}
