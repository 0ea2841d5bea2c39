import PortalKit
public import PortalLanguage
import PortalValues

/// How the history of one kind of thing is told: its fields, what happens to it, and values as people read them.
public struct HistoryWords: Sendable {
    let labels: [String: Message]
    let actions: [String: (what: Message, icon: String)]
    /// A stored value of a field, as people read it.
    let shown: @Sendable (_ value: String, _ field: String) -> Message

    /// The words of another module's things; what happens to all things alike needs none.
    public init(
        _ labels: [String: Message], actions: [String: (what: Message, icon: String)],
        shown: @escaping @Sendable (_ value: String, _ field: String) -> Message
    ) {
        self.labels = labels
        self.actions = actions
        self.shown = shown
    }

    /// The words of clients and companies.
    init(_ labels: [String: Message]) {
        self.init(labels, actions: [:]) { value, field in
            switch field {
            case "civility": Civility(rawValue: value)?.title ?? .verbatim(value)
            case "telephone": .verbatim(PhoneNumber(stored: value).shown)
            case "headcount": Headcount(rawValue: value)?.title ?? .verbatim(value)
            case "founded":
                Day(iso: value).map { Message(id: "%(day)s", arguments: ["day": .day($0)]) } ?? .verbatim(value)
            default: .verbatim(value)
            }
        }
    }

    /// What a field is called.
    public func label(_ field: String) -> Message { labels[field] ?? .verbatim(field) }

    /// What happened, and its icon.
    func told(_ action: String) -> (what: Message, icon: String) {
        if let own = actions[action] { return own }
        return switch action {
        case "create": (trc("history", "Created"), "plus")
        case "update": (trc("history", "Changed"), "edit")
        case "archive": (trc("history", "Archived"), "archive")
        case "restore": (trc("history", "Restored"), "restore")
        case "assign": (trc("history", "Handed over"), "person")
        case "export": (trc("history", "Personal data given out"), "down")
        case "erase": (trc("history", "Personal data erased"), "trash")
        case "postpone": (trc("history", "Kept for longer"), "calendar")
        default: (.verbatim(action), "history")
        }
    }
}
