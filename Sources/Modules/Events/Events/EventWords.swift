import Clients
public import PortalKit
import PortalLanguage
import PortalValues

extension EventsModule {
    /// How the audit log speaks of events and of calendars that people subscribe to.
    public func histories(_ application: PortalApplication) -> [HistoryWords] { [.event, .feed] }
}

extension HistoryWords {
    /// Calendar addresses, made and taken back.
    static let feed = HistoryWords(
        of: "event_feed", trc("history", "Calendar address"),
        actions: ["withdraw": (trc("history", "Withdrawn"), "cross")])

    /// How the history of an event is told.
    static let event = HistoryWords(
        of: "event", tr("Event"),
        EventForm.labels.merging(["state": tr("State"), "support": trc("event", "Support")]) {
            one, _ in one
        },
        actions: [
            "confirm": (trc("history", "Confirmed"), "check"), "start": (trc("history", "Begun"), "play"),
            "finish": (trc("history", "Done"), "check"), "close": (trc("history", "Closed"), "lock"),
            "cancel": (trc("history", "Cancelled"), "cross"),
            "assign": (trc("history", "Support chosen"), "person"),
        ],
        shown: { value, field in
            switch field {
            case "state": EventState(rawValue: value)?.title
            case "starts", "ends": moment(value)
            case "attendees": number(value)
            default: nil
            }
        })
}

extension AuditChange {
    /// The fields that differ between two states of an event; nil before it was entered, or after it was deleted.
    static func between(_ before: Event?, _ after: Event?) -> [AuditChange] {
        func change(_ field: String, _ read: (Event) -> String?) -> AuditChange {
            AuditChange(field: field, before: before.flatMap(read), after: after.flatMap(read))
        }
        func filled(_ text: String) -> String? { text.isEmpty ? nil : text }
        return [
            change("event_id") { $0.customID }, change("contract") { $0.contract.customID },
            change("title") { $0.title }, change("place") { $0.facts.place.name },
            change("address") { filled($0.facts.place.address) },
            change("postal_code") { filled($0.facts.place.postalCode) },
            change("town") { filled($0.facts.place.town) }, change("starts") { $0.facts.starts.description },
            change("ends") { $0.facts.ends.description }, change("attendees") { String($0.facts.attendees) },
            change("notes") { filled($0.facts.notes) }, change("support") { $0.support?.username },
        ].filter { $0.before != $0.after }
    }
}
