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
        if event.isArchived != isArchived {
            // What holds a contract must not come back behind the back of a contract that was cancelled meanwhile.
            if !isArchived, event.state != .cancelled, event.contract.state == .cancelled {
                throw Failure.conflict(tr("The contract of this event is cancelled. The event stays archived."))
            }
            try Events.archive(event, isArchived, now: visit.now, db)
            try visit.record(isArchived ? "archive" : "restore", "event", id: event.id, label: event.label, db)
        }
        return Reply.seeOther(Self.path(event.customID))
    }

    func askDeleteEvent(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let event = try event(visit, db)
        return .page(deletePage(event, visit), status: event.state.isDeletable ? 200 : 409)
    }

    func deleteEvent(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let event = try event(visit, db)
        guard try Events.delete(event, db) else { return .page(deletePage(event, visit), status: 409) }
        try Roles.forget(event.id, of: Self.event, db)
        try visit.record(
            "delete", "event", id: event.id, label: event.label, changes: AuditChange.between(event, nil), db)
        return Reply.seeOther("/events").noticing(.good, tr("%(name)s is deleted.", ["name": .text(event.customID)]))
    }

    private func deletePage(_ event: Event, _ visit: Visit) -> DeletePage {
        let path = visit.url(Self.path(event.customID))
        return DeletePage(
            heading: tr("Delete this event?"), name: event.label,
            consequence: tr("The event and all that was noted about it will be lost. This cannot be undone."),
            obstacle: event.state.isDeletable
                ? nil : tr("Only a planned or cancelled event can be deleted. What takes place stays readable."),
            action: path + "/delete", back: path, listUrl: visit.url("/events"), listTitle: tr("Events"))
    }

    /// The event that the path names.
    func event(_ visit: Visit, _ db: any Connection) throws -> Event {
        guard let event = try Events.find(try visit.element("event"), db) else { throw Failure.notFound }
        return event
    }

    static func path(_ customID: String) -> String { "/events/" + Escape.query(customID) }
}
