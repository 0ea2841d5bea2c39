import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// Another event of the same person at the same time.
struct Conflict: Model {
    /// Empty where the visitor may not see it.
    let title, url: String
    let when: String

    static let fields: [Field<Conflict>] = [
        .text("title") { $0.title }, .text("url") { $0.url }, .text("when") { $0.when },
    ]

    /// What else whoever runs this event has at that time, by start; none for an event that is over or does not take place.
    static func of(_ event: Event, _ context: RequestContext, _ db: any Connection) throws -> [Conflict] {
        guard let support = event.support, event.state.isAhead, !event.isArchived else { return [] }
        let period = event.facts.starts..<max(event.facts.starts, event.facts.ends)
        return try db.rows(
            """
            SELECT event.id, event.custom_id, event.title, event.starts_at, event.ends_at FROM event
            WHERE event.support_id = \(support.id) AND event.id <> \(event.id) AND event.archived_at IS NULL
                AND event.state <> 'cancelled' AND \(sql: Events.during(period)) ORDER BY event.starts_at, event.id LIMIT 20
            """
        ).map { row in
            let isSeen = try context.may(.read, EventsModule.event, on: row.get("id"), db)
            return Conflict(
                title: isSeen ? try row.get("title") : "",
                url: isSeen ? context.url(EventsModule.path(try row.get("custom_id", as: String.self))) : "",
                when: WallTime.words(try row.get("starts_at"), try row.get("ends_at"), context.language.formats))
        }
    }
}
