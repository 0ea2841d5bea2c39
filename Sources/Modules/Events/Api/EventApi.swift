import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension EventsModule {
    private static let resource = ApiResource(
        "events", EventShapes.event, scope: event, sorts: EventList.sorts.map(\.name),
        filters: (["view"] + EventList.filters).map(EventShapes.described),
        one: { id in
            "SELECT \(sql: EventShapes.columns) FROM event\(sql: EventShapes.joins) WHERE event.id = \(id)"
        },
        key: { try $0.get("custom_id") }, write: EventShapes.write)

    /// Events, the ways between their states, and who runs them.
    var eventApi: [Route] {
        let resource = Self.resource
        return recordRoutes + [
            resource.act(
                "archiveEvent", "archive", resource.on(.delete), tr("Puts an event away; nothing is lost.")
            ) { context, id, db in try archive(true, try stored(id, db), context, db) },
            resource.act("restoreEvent", "restoration", resource.on(.delete), tr("Takes an event back.")) {
                context, id, db in try archive(false, try stored(id, db), context, db)
            },
            resource.act(
                "moveEvent", "transitions",
                .any([resource.on(.delete), resource.on(.update)]),
                tr("Takes an event to another state; to cancel needs the password."), EventShapes.transition
            ) { context, id, db in
                guard let name = EventAction(rawValue: context.request.form["name"]) else {
                    throw Failure.notFound
                }
                if name.isConfirmed { try context.demandConfirmed(db) }
                try Self.workflow.move(
                    try stored(id, db).subject, name, ReasonForm(context.request.form), context, db)
            },
            resource.act(
                "assignEvent", "support", resource.on(.assign),
                tr("Chooses who runs an event, by user name; null for nobody."), EventShapes.support
            ) { context, id, db in _ = try assign(SupportForm(context.request.form), try stored(id, db), context, db) },
        ]
    }

    private var recordRoutes: [Route] {
        let resource = Self.resource
        return [
            resource.list(tr("The events that you may see.")) { context, db in
                let list = try EventList(context, db)
                return ApiList(
                    list.query, fault: list.filter.fault,
                    rows: """
                        SELECT \(sql: EventShapes.columns) FROM event\(sql: EventShapes.joins)
                        WHERE \(sql: list.condition)\(sql: list.query.slice)
                        """, total: list.total)
            },
            resource.show(tr("One event.")),
            // For whom an event may be entered depends on its contract, which stands in the body.
            resource.create(.maySome(.create, Self.event), tr("Plans an event on a signed contract.")) { context, db in
                try enter(try context.form() as EventForm, context, db).id
            },
            resource.remove(resource.on(.delete), tr("Deletes a planned or cancelled event.")) { context, id, db in
                try delete(try stored(id, db), context, db)
            },
        ]
            + resource.change(
                resource.on(.update), tr("Changes some of an event’s fields; it stays with its contract."),
                tr("Replaces all of an event’s fields; it stays with its contract."),
                form: { context, id, db in try stored(id, db).fields(in: context.zone) }
            ) { context, id, db in
                _ = try save(try context.form() as EventForm, over: try stored(id, db), context, db)
            }
    }
}

extension Event {
    /// As its page sends it, with moments instead of times on the wall: the clocks show some of those twice.
    fileprivate func fields(in zone: Zone) -> Fields {
        let form = EventForm(self, in: zone)
        return Fields([
            ("event_id", form.eventID), ("contract", contract.customID), ("title", form.title), ("place", form.place),
            ("address", form.address), ("postal_code", form.postalCode), ("town", form.town),
            ("starts", facts.starts.description), ("ends", facts.ends.description), ("attendees", form.attendees),
            ("notes", form.notes), ("version", form.version),
        ])
    }
}
