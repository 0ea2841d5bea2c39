import PortalDatabase
import PortalKit
import PortalLanguage

/// What a visitor looks at: everything, what is theirs, or what waits for somebody to run it.
enum EventView: String, CaseIterable {
    case all = ""
    case mine, unassigned

    var title: Message {
        switch self {
        case .all: trc("events", "All")
        case .mine: trc("events", "Mine")
        case .unassigned: trc("events", "Unassigned")
        }
    }

    /// The events that the visitor runs, or whose client they look after; nil for a stranger.
    static func mine(_ context: RequestContext) -> SQL? {
        guard let person = context.actor.id else { return nil }
        return "(\(sql: mine(person)))"
    }

    /// The events that somebody runs, or whose client they look after.
    static func mine(_ person: Int64) -> SQL {
        let relations = EventsModule.event.relations.map { "(\(sql: $0.condition(person)))" as SQL }
        return relations.joined(separator: " OR ")
    }

    /// Nobody runs it, though somebody still can be chosen.
    static let waiting: SQL = "event.support_id IS NULL AND event.state IN ('planned', 'confirmed')"

    /// Which events these are; nil for all of them.
    func condition(_ context: RequestContext) -> SQL? {
        switch self {
        case .all: return nil
        case .mine: return Self.mine(context) ?? "1 = 0"
        case .unassigned: return Self.waiting
        }
    }
}
