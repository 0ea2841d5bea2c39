import PortalDatabase
import PortalLanguage
import PortalTemplates
import PortalValues

/// A step that was taken: who, when, why.
struct EventStep: Model {
    let from, to: EventState
    let who, reason: String
    let when: Instant

    static let fields: [Field<EventStep>] = [
        .message("from") { $0.from.title }, .message("to") { $0.to.title }, .text("who") { $0.who },
        .text("reason") { $0.reason }, .instant("when") { $0.when },
    ]

    /// The steps of an event, newest first.
    static func of(_ event: Int64, _ db: any Connection) throws -> [EventStep] {
        try db.rows(
            """
            SELECT from_state, to_state, reason, person_name, created_at FROM event_step WHERE event_id = \(event)
            ORDER BY id DESC LIMIT 200
            """
        ).map { row in
            EventStep(
                from: try row.get("from_state"), to: try row.get("to_state"), who: try row.get("person_name"),
                reason: try row.get("reason"), when: try row.get("created_at"))
        }
    }
}

/// One state in the line from the beginning to the end.
struct EventStop: Model {
    let state: EventState
    let isDone, isCurrent: Bool

    static let fields: [Field<EventStop>] = [
        .message("title") { $0.state.title }, .flag("done") { $0.isDone }, .flag("current") { $0.isCurrent },
    ]

    /// The way of an event; empty for a cancelled one, which left it.
    static func line(_ state: EventState) -> [EventStop] {
        guard let here = EventState.way.firstIndex(of: state) else { return [] }
        return EventState.way.enumerated().map { index, stop in
            EventStop(state: stop, isDone: index < here, isCurrent: index == here)
        }
    }
}

/// A button that takes a step.
struct EventButton: Model {
    let label: Message
    /// Where it is posted to; or, where a page asks first, where that is.
    let url: String
    let asksFirst: Bool

    static let fields: [Field<EventButton>] = [
        .message("label") { $0.label }, .text("url") { $0.url }, .flag("asksFirst") { $0.asksFirst },
    ]

    init(_ name: EventTransition.Name, path: String) {
        label = name.button
        asksFirst = name.isConfirmed
        url = path + (name.isConfirmed ? "/cancellation" : "/transitions/" + name.rawValue)
    }
}
