import PortalDatabase
import PortalFiles
import PortalKit
import PortalLanguage
import PortalTemplates

extension EventsModule {
    func listEvents(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        try savedFilters.opening(context, db) ?? page(EventList(context, db), context, db)
    }

    /// The filters that are kept for the list of events.
    var savedFilters: SavedFilterController {
        SavedFilterController("/events", tr("Events"), Self.event, id: "event.id") { EventFilter.catalogue($0) }
    }

    /// The list of events as pages show it.
    func eventList(_ base: String = "") -> RecordList<Event> {
        RecordList(
            "/events", tr("Events"),
            .init(
                search: tr("Search for an event"), hint: tr("Title, place, contract, client"),
                notFound: tr("No event found"), showAll: tr("Show all events"), empty: tr("No event yet"),
                emptyHelp: tr("Events that are planned on a signed contract appear here."), new: tr("New event"),
                counted: { trn("%(count)s event", "%(count)s events", $0) }),
            examples: EventFilter.examples,
            columns: [
                ListColumn("title", tr("Event"), from: .phone) { event, cell in
                    cell.link(base + Escape.query(event.customID)) { $0.text(event.title) }
                    let place = event.facts.place
                    cell.line { $0.text([place.name, place.town].filter { !$0.isEmpty }.joined(separator: ", ")) }
                },
                ListColumn("start", trc("event", "Start"), from: .phone) { event, cell in
                    cell.text(WallTime.words(event.facts.starts, event.facts.ends, cell.language.formats))
                },
                ListColumn("state", tr("State"), from: .phone) { $1.chip($0.state.title, $0.state.kind) },
                ListColumn("contract", tr("Contract")) { event, cell in
                    cell.text(event.contract.client)
                    cell.line { $0.text(event.contract.customID) }
                },
                ListColumn("support", trc("event", "Support")) { $1.filled($0.support?.name ?? "") },
                ListColumn("attendees", tr("Attendees"), from: .laptop, look: .number, isUsual: false) {
                    $1.number($0.facts.attendees)
                },
            ], id: { $0.customID }, bulk: bulkActions)
    }

    /// What can be done to several events at once: putting away, and choosing who runs them.
    private func bulkActions(_ context: RequestContext, _ db: any Connection) throws -> [BulkAction] {
        var actions = BulkAction.archiving(Self.event, need: .delete, context) { isArchived, id, context, db in
            let event = try stored(id, db)
            try archive(isArchived, event, context, db)
            return event.isArchived != isArchived
        }
        guard context.maySome(.assign, Self.event) else { return actions }
        for supporter in try Supporter.all(db) {
            actions.append(
                BulkAction(
                    "assign " + supporter.username, tr("Have %(name)s run it", ["name": .text(supporter.name)]),
                    .assign,
                    Self.event
                ) { id, context, db in
                    let event = try stored(id, db)
                    let form = SupportForm(Fields([("support", supporter.username)]))
                    return try assign(form, event, context, db).support != event.support
                })
        }
        return actions
    }

    /// The list's page. Where its filter is wrong it says so, and shows nothing else.
    private func page(_ list: EventList, _ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        var around = RecordList<Event>.Around()
        around.filters = [
            ListSelect("state", tr("State"), list.states), ListSelect("period", trc("events", "When"), list.periods),
        ]
        if list.view != .all {
            around.kept = [("view", list.view.rawValue)]
            around.emptyView = (tr("No event here"), tr("There is nothing in this view at the moment."))
        }
        around.tabs = EventView.allCases.map {
            ListTab($0.title, url: list.query.url([("view", $0.rawValue)]), isCurrent: $0 == list.view)
        }
        around.tabs.append(
            ListTab(
                tr("Calendar"), url: context.url("/events/calendar" + (list.view == .mine ? "?view=mine" : "")),
                isCurrent: false))
        if EventRights.creatable(context) != nil {
            around.newUrl = context.url("/events/new")
            around.importUrl = context.url("/events/import")
        }
        return try eventList(context.url("/events/")).page(
            list.query, list.filter, saved: savedFilters, around: around, total: { try list.total(db) },
            rows: { try list.rows(db) }, context, db)
    }

    func exportEvents(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let list = try EventList(context, db)
        guard list.filter.fault == nil else { return try page(list, context, db) }
        let names = ["event_id", "title", "contract"]
        let titles =
            names.compactMap { EventForm.labels[$0] } + [tr("Client"), tr("Commercial"), tr("State")]
            + ["starts", "ends", "place", "address", "postal_code", "town", "attendees"].compactMap {
                EventForm.labels[$0]
            } + [trc("event", "Support"), tr("Notes")]
        let file = try CSVFile.export(
            list.everything, name: context.language.text(trc("file", "events")), titles: titles,
            in: context.application.temporaryDirectory, language: context.language, db
        ) { row in
            let event = try Event(row)
            let (facts, contract) = (event.facts, event.contract)
            return [
                .text(event.customID), .text(facts.title), .text(contract.customID), .text(contract.client),
                .text(contract.commercial), .text(context.language.text(event.state.title)), .instant(facts.starts),
                .instant(facts.ends), .text(facts.place.name), .text(facts.place.address),
                .text(facts.place.postalCode), .text(facts.place.town), .number(Int64(facts.attendees)),
                .optional(event.support?.username), .text(facts.notes),
            ]
        }
        return .file(file)
    }
}
