import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// One thing that happened to a client or a company, as its page tells it.
struct HistoryEntry: Model {
    let what, who: Message
    let when: Instant
    let icon: String
    let changes: [Change]

    /// One field of it.
    struct Change: Model {
        let label: Message
        let before, after: Message?
        static let fields: [Field<Change>] = [
            .message("label") { $0.label }, .optionalMessage("before") { $0.before },
            .optionalMessage("after") { $0.after },
        ]
    }

    static let fields: [Field<HistoryEntry>] = [
        .message("what") { $0.what }, .message("who") { $0.who }, .instant("when") { $0.when },
        .text("icon") { $0.icon },
        .list("changes") { $0.changes },
    ]

    /// The last fifty things that happened, newest first.
    static func of(
        _ entity: String, _ id: Int64, createdAt: Instant, labels: [String: Message], _ db: any Connection
    ) throws -> [HistoryEntry] {
        let logged = try Audit.history(entity: entity, id: id, db)
        var entries = logged.map { entry in
            let (what, icon) = words(entry.action)
            // What a new or deleted thing was made of needs no list: the page, or nothing, shows it.
            let changes = entry.action == "create" ? [] : entry.changes.map { change($0, labels) }
            return HistoryEntry(what: what, who: entry.actor.words, when: entry.at, icon: icon, changes: changes)
        }
        // An import is one line of the log for all it brought.
        if logged.count < 50, !logged.contains(where: { $0.action == "create" }) {
            entries.append(
                HistoryEntry(
                    what: trc("history", "Imported"), who: trc("audit", "Command line"), when: createdAt,
                    icon: "upload", changes: []))
        }
        return entries
    }

    private static func words(_ action: String) -> (Message, String) {
        switch action {
        case "create": (trc("history", "Created"), "plus")
        case "update": (trc("history", "Changed"), "edit")
        case "archive": (trc("history", "Archived"), "archive")
        case "restore": (trc("history", "Restored"), "restore")
        case "assign": (trc("history", "Handed over"), "person")
        default: (.verbatim(action), "history")
        }
    }

    private static func change(_ change: AuditChange, _ labels: [String: Message]) -> Change {
        Change(
            label: labels[change.field] ?? .verbatim(change.field),
            before: change.before.map { shown($0, change.field) },
            after: change.after.map { shown($0, change.field) })
    }

    /// A stored value as people read it.
    static func shown(_ value: String, _ field: String) -> Message {
        switch field {
        case "civility": Civility(rawValue: value)?.title ?? .verbatim(value)
        case "telephone": .verbatim(PhoneNumber(stored: value).shown)
        case "headcount": Headcount(rawValue: value)?.title ?? .verbatim(value)
        case "founded": Day(iso: value).map { Message(id: "%(day)s", arguments: ["day": .day($0)]) } ?? .verbatim(value)
        default: .verbatim(value)
        }
    }
}
