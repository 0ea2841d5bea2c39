import Clients
import Contracts
import PortalDatabase
import PortalKit
import PortalLanguage

extension EventsModule {
    func archiveEvent(_ visit: Visit, _ db: any Connection) throws -> Reply {
        try archive(true, visit, db).noticing(.good, tr("The event is archived. Nothing is lost."))
    }

    func restoreEvent(_ visit: Visit, _ db: any Connection) throws -> Reply {
        try archive(false, visit, db).noticing(.good, tr("The event is back in the list."))
    }

    private func archive(_ isArchived: Bool, _ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let event = try event(visit, db)
        try archive(isArchived, event, visit, db)
        return Reply.seeOther(Self.path(event.customID))
    }

    func askDeleteEvent(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let event = try event(visit, db)
        let obstacle = event.state.isDeletable ? nil : Self.onlyPlanned
        return .page(deletePage(event, visit, obstacle: obstacle), status: obstacle == nil ? 200 : 409)
    }

    func deleteEvent(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let event = try event(visit, db)
        do { try delete(event, visit, db) } catch Failure.conflict(let reason, _) {
            return .page(deletePage(event, visit, obstacle: reason), status: 409)
        }
        return Reply.seeOther("/events").noticing(.good, tr("%(name)s is deleted.", ["name": .text(event.customID)]))
    }

    private func deletePage(_ event: Event, _ visit: Visit, obstacle: Message?) -> DeletePage {
        let path = visit.url(Self.path(event.customID))
        return DeletePage(
            heading: tr("Delete this event?"), name: event.label,
            consequence: tr("The event and all that was noted about it will be lost. This cannot be undone."),
            obstacle: obstacle, action: path + "/delete", back: path, listUrl: visit.url("/events"),
            listTitle: tr("Events"))
    }

    /// The event that the path names.
    func event(_ visit: Visit, _ db: any Connection) throws -> Event { try stored(try visit.element("event"), db) }

    static func path(_ customID: String) -> String { "/events/" + Escape.query(customID) }
}
