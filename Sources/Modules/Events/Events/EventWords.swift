import Clients
import PortalKit
import PortalLanguage
import PortalValues

extension HistoryWords {
    /// How the history of an event is told.
    static let event = HistoryWords(
        EventForm.labels.merging(["state": tr("State"), "reason": tr("Reason"), "support": trc("event", "Support")]) {
            one, _ in one
        },
        actions: [
            "confirm": (trc("history", "Confirmed"), "check"), "start": (trc("history", "Begun"), "play"),
            "finish": (trc("history", "Done"), "check"), "close": (trc("history", "Closed"), "lock"),
            "cancel": (trc("history", "Cancelled"), "cross"),
            "assign": (trc("history", "Support chosen"), "person"),
            "import": (trc("history", "Imported"), "upload"),
        ],
        shown: { value, field in
            switch field {
            case "state": EventState(rawValue: value)?.title ?? .verbatim(value)
            case "starts", "ends":
                Instant(iso: value).map { Message(id: "%(moment)s", arguments: ["moment": .instant($0)]) }
                    ?? .verbatim(value)
            case "attendees":
                Int(value).map { Message(id: "%(number)s", arguments: ["number": .number($0)]) } ?? .verbatim(value)
            default: .verbatim(value)
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
