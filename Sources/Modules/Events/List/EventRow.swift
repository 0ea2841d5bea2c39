import PortalKit
import PortalLanguage
import PortalTemplates

/// One line of the list.
struct EventRow: Model {
    let url, number, title, when, contract, client, place, support: String
    let state: EventState

    init(_ event: Event, _ visit: Visit) {
        let facts = event.facts
        self.init(
            event, url: visit.url(EventsModule.path(event.customID)),
            when: WallTime.words(facts.starts, facts.ends, visit.language.formats))
    }

    init(_ event: Event, url: String, when: String) {
        self.url = url
        self.when = when
        number = event.customID
        title = event.title
        contract = event.contract.customID
        client = event.contract.client
        place = [event.facts.place.name, event.facts.place.town].filter { !$0.isEmpty }.joined(separator: ", ")
        support = event.support?.name ?? ""
        state = event.state
    }

    static let fields: [Field<EventRow>] = [
        .text("url") { $0.url }, .text("number") { $0.number }, .text("title") { $0.title }, .text("when") { $0.when },
        .text("contract") { $0.contract }, .text("client") { $0.client }, .text("place") { $0.place },
        .text("support") { $0.support }, .message("state") { $0.state.title }, .text("kind") { $0.state.kind },
    ]
}

/// A view of the events, as a tab.
struct EventTab: Model {
    let label: Message
    let url: String
    let isCurrent: Bool

    static let fields: [Field<EventTab>] = [
        .message("label") { $0.label }, .text("url") { $0.url }, .flag("current") { $0.isCurrent },
    ]
}
