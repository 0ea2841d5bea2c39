import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates

/// The list of events.
struct EventListPage: Page {
    let query, action, sort, way, view: String
    let tabs: [EventTab]
    let states, periods: [Choice]
    let clearUrl, exportUrl, newUrl, calendarUrl, feedUrl: String
    let heads: [SortHeader]
    let rows: [EventRow]
    /// Nothing in the sample only: a pager comes from a list.
    let pager: PagerView?
    /// Whether search or filters leave anything out.
    let isNarrowed: Bool
    let filter: FilterView

    static let template = "events/list.html"
    static let fields: [Field<EventListPage>] = [
        .text("query") { $0.query }, .text("action") { $0.action }, .text("sort") { $0.sort }, .text("way") { $0.way },
        .text("view") { $0.view }, .list("tabs") { $0.tabs }, .list("states") { $0.states },
        .list("periods") { $0.periods }, .text("clearUrl") { $0.clearUrl }, .text("exportUrl") { $0.exportUrl },
        .text("newUrl") { $0.newUrl }, .text("calendarUrl") { $0.calendarUrl }, .text("feedUrl") { $0.feedUrl },
        .list("heads") { $0.heads }, .list("rows") { $0.rows }, .optionalModel("pager") { $0.pager },
        .flag("isNarrowed") { $0.isNarrowed }, .model("filter") { $0.filter },
    ]
    static var sample: EventListPage {
        EventListPage(
            query: "gala", action: "/events", sort: "", way: "", view: "mine",
            tabs: [EventTab(label: EventView.all.title, url: "/events", isCurrent: true)], states: [], periods: [],
            clearUrl: "/events", exportUrl: "/events/export.csv", newUrl: "/events/new",
            calendarUrl: "/events/calendar", feedUrl: "/events/feed", heads: [],
            rows: [EventRow(.sample, url: "/events/2026-GALA-D-HIVER", when: "21 nov. 2026, 14:00–20:00")],
            pager: nil, isNarrowed: true, filter: .sample)
    }
}

extension EventsModule {
    func listEvents(_ visit: Visit, _ db: any Connection) throws -> Reply {
        try savedFilters.opening(visit, db) ?? page(EventList(visit, db), visit, db)
    }

    /// The filters that are kept for the list of events.
    var savedFilters: SavedFilterDesk {
        SavedFilterDesk("/events", tr("Events"), Self.event, id: "event.id") { EventFilter.catalogue($0) }
    }

    /// The list's page. Where its filter is wrong it says so, and shows nothing else.
    private func page(_ list: EventList, _ visit: Visit, _ db: any Connection) throws -> Reply {
        let query = list.query
        let saved = try savedFilters.view(list.filter, visit, db)
        let pager =
            list.filter.fault == nil
            ? try query.pager(list.total(db)) { trn("%(count)s event", "%(count)s events", $0) } : nil
        let clearUrl = saved.clear(query.clearUrl(filters: EventList.filters))
        return .page(
            EventListPage(
                query: query.q, action: visit.url("/events"), sort: query.filter("sort"), way: query.filter("way"),
                view: list.view.rawValue,
                tabs: EventView.allCases.map {
                    EventTab(label: $0.title, url: query.url([("view", $0.rawValue)]), isCurrent: $0 == list.view)
                }, states: list.states, periods: list.periods, clearUrl: clearUrl,
                exportUrl: query.url(path: visit.url("/events/export.csv")),
                newUrl: EventRights.creatable(visit) == nil ? "" : visit.url("/events/new"),
                calendarUrl: visit.url("/events/calendar" + (list.view == .mine ? "?view=mine" : "")),
                feedUrl: visit.url("/events/feed"), heads: query.heads, rows: try list.rows(visit, db), pager: pager,
                isNarrowed: !clearUrl.isEmpty,
                filter: FilterView(list.filter, examples: EventFilter.examples, saved: saved)),
            status: list.filter.status)
    }

    func exportEvents(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let list = try EventList(visit, db)
        guard list.filter.fault == nil else { return try page(list, visit, db) }
        let names = ["event_id", "title", "contract"]
        let titles =
            names.compactMap { EventForm.labels[$0] } + [tr("Client"), tr("Commercial"), tr("State")]
            + ["starts", "ends", "place", "address", "postal_code", "town", "attendees"].compactMap {
                EventForm.labels[$0]
            } + [trc("event", "Support"), tr("Notes")]
        let file = try CSVFile.export(
            list.everything, name: visit.language.text(trc("file", "events")), titles: titles,
            in: visit.house.temporaryDirectory, language: visit.language, db
        ) { row in
            let event = try Event(row)
            let (facts, contract) = (event.facts, event.contract)
            return [
                .text(event.customID), .text(facts.title), .text(contract.customID), .text(contract.client),
                .text(contract.commercial), .text(visit.language.text(event.state.title)), .instant(facts.starts),
                .instant(facts.ends), .text(facts.place.name), .text(facts.place.address),
                .text(facts.place.postalCode), .text(facts.place.town), .number(Int64(facts.attendees)),
                .optional(event.support?.username), .text(facts.notes),
            ]
        }
        return .file(file)
    }
}
