public import PortalLanguage
import PortalValues

/// How the audit log speaks of one kind of thing: what the kind and its fields are called, what happens to it, and stored values
/// as people read them. Each module declares those of its own kinds; pages of the thing and the log itself tell them alike.
public struct HistoryWords: Sendable {
    /// What happened, and its icon.
    public typealias Told = (what: Message, icon: String)

    /// The plain name that the log stores.
    public let entity: String
    /// What people call the kind.
    public let title: Message
    private let labels: [String: Message]
    private let actions: [String: Told]
    private let shown: @Sendable (_ value: String, _ field: String) -> Message?

    /// The words of one kind. Actions and fields that all kinds share need none; `shown` is nil for a value that speaks for itself.
    public init(
        of entity: String, _ title: Message, _ labels: [String: Message] = [:], actions: [String: Told] = [:],
        shown: @escaping @Sendable (_ value: String, _ field: String) -> Message? = { _, _ in nil }
    ) {
        self.entity = entity
        self.title = title
        self.labels = labels
        self.actions = actions
        self.shown = shown
    }

    /// What is left to say of a kind that no module knows any longer: its plain name.
    init(unknown entity: String) { self.init(of: entity, .verbatim(entity)) }

    /// What a field is called.
    public func label(_ field: String) -> Message { word(field) ?? .verbatim(field) }

    /// What happened, and its icon.
    public func told(_ action: String) -> Told {
        actions[action] ?? Self.shared(action) ?? (.verbatim(action), "history")
    }

    /// A stored value of a field, as people read it.
    public func value(_ stored: String, of field: String) -> Message { shown(stored, field) ?? .verbatim(stored) }

    /// Whether a field has a name in words.
    public func knows(field: String) -> Bool { word(field) != nil }

    /// Whether something that happened has a name in words.
    public func knows(action: String) -> Bool { actions[action] != nil || Self.shared(action) != nil }

    private func word(_ field: String) -> Message? { labels[field] ?? Self.shared(field: field) }
}

extension HistoryWords {
    /// A stored amount of cents.
    public static func money(_ value: String) -> Message? {
        Int64(value).map { Message(id: "%(amount)s", arguments: ["amount": .money(Money(cents: $0))]) }
    }

    /// A stored day.
    public static func day(_ value: String) -> Message? {
        Day(iso: value).map { Message(id: "%(day)s", arguments: ["day": .day($0)]) }
    }

    /// A stored moment.
    public static func moment(_ value: String) -> Message? {
        Instant(iso: value).map { Message(id: "%(moment)s", arguments: ["moment": .instant($0)]) }
    }

    /// A stored number.
    public static func number(_ value: String) -> Message? {
        Int(value).map { Message(id: "%(number)s", arguments: ["number": .number($0)]) }
    }

    /// A stored yes or no.
    public static func answer(_ value: String) -> Message? {
        Bool(typed: value) == true ? trc("setting", "yes") : trc("setting", "no")
    }
}
