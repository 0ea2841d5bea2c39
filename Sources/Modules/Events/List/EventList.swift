import Clients
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// Which events a list shows, in which order: from its address, within what the visitor may see.
struct EventList {
    static let sorts = [
        SortColumn("start", trc("event", "Start"), by: ["event.starts_at", "event.id"], first: .descending),
        SortColumn("title", tr("Event"), by: ["event.sort_title", "event.id"]),
        SortColumn("contract", tr("Contract"), by: ["contract.custom_id_key", "event.starts_at", "event.id"]),
    ]
    /// The filters beside search and order.
    static let filters = ["state", "period", ListFilter.parameter]
    /// Stands among the states for those put away.
    static let archived = "archived"

    let query: ListQuery
    let view: EventView
    /// What was typed into the filter box.
    let filter: ListFilter
    let condition: SQL
    private static let tables: SQL = "event\(sql: Event.joins)"

    /// Reads the address. Throws 400 for what no form of ours sends.
    init(_ context: RequestContext, _ db: any Connection) throws {
        let filter = try ListFilter(context, EventFilter.catalogue(context), id: "event.id", db)
        let query = try ListQuery(context, sorts: Self.sorts).following(filter)
        guard let view = EventView(rawValue: query.filter("view")) else {
            throw Failure.badRequest(.parameter("view"))
        }
        let state = query.filter("state")
        var conditions: [SQL] = [
            state == Self.archived ? "event.archived_at IS NOT NULL" : "event.archived_at IS NULL",
            context.visible(.read, EventsModule.event),
        ]
        if !state.isEmpty, state != Self.archived {
            guard let state = EventState(rawValue: state) else { throw Failure.badRequest(.parameter("state")) }
            conditions.append("event.state = \(state)")
        }
        switch query.filter("period") {
        case "": break
        case "coming": conditions.append("event.ends_at > \(context.now)")
        case "past": conditions.append("event.ends_at <= \(context.now)")
        default: throw Failure.badRequest(.parameter("period"))
        }
        if let chosen = view.condition(context) { conditions.append(chosen) }
        let terms = SearchWords.typed(query.q)
        // Something was typed that no word can hold: it finds nothing, rather than everything.
        if terms.isEmpty, !query.q.tidied.isEmpty { conditions.append("1 = 0") }
        conditions += terms.map(Self.found)
        condition =
            filter.narrow(Self.tables, where: conditions.joined(separator: " AND "), table: "event", query).condition
        self.query = query
        self.view = view
        self.filter = filter
    }

    /// A word of the event, of its contract or of its client begins like this. Each way is an index of its own: as conditions joined by
    /// OR they made the engine look at every event.
    private static func found(_ term: String) -> SQL {
        """
        event.id IN (SELECT event_id FROM event_word WHERE \(sql: SearchWords.begins("word", term))
        UNION ALL SELECT found.id FROM event AS found WHERE found.contract_id IN (
            SELECT contract_id FROM contract_word WHERE \(sql: SearchWords.begins("word", term))
            UNION ALL SELECT agreed.id FROM contract AS agreed WHERE agreed.client_id IN (
                SELECT client_id FROM client_word WHERE \(sql: SearchWords.begins("word", term)))))
        """
    }

    func total(_ db: any Connection) throws -> ListTotal {
        // Conditions are about the event alone, and each has its contract: nothing is joined to be counted.
        try query.total(" FROM event WHERE \(sql: condition)", db)
    }

    /// The rows of this page.
    func rows(_ db: any Connection) throws -> [Event] {
        try db.rows(
            "SELECT \(sql: Event.columns) FROM \(sql: Self.tables) WHERE \(sql: condition)\(sql: query.slice)"
        ).map(Event.init)
    }

    /// All of them, for an export.
    var everything: SQL {
        "SELECT \(sql: Event.columns) FROM \(sql: Self.tables) WHERE \(sql: condition)\(sql: query.order)"
    }

    /// The states, to choose from.
    var states: [Choice] {
        let chosen = query.filter("state")
        return [Choice("", tr("All states"), selected: chosen.isEmpty)]
            + EventState.allCases.map { Choice($0.rawValue, $0.title, selected: chosen == $0.rawValue) }
            + [Choice(Self.archived, trc("state of a list", "Archived"), selected: chosen == Self.archived)]
    }

    /// The times, to choose from.
    var periods: [Choice] {
        let chosen = query.filter("period")
        return [
            Choice("", trc("events", "At any time"), selected: chosen.isEmpty),
            Choice("coming", trc("events", "To come"), selected: chosen == "coming"),
            Choice("past", trc("events", "Past"), selected: chosen == "past"),
        ]
    }
}
