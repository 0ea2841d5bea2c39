public import PortalDatabase
import PortalKit
public import PortalLanguage
public import PortalTemplates
public import PortalValues

/// One thing that happened to something, as its page tells it.
public struct HistoryEntry: Model {
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

    /// What its template may name.
    public static let fields: [Field<HistoryEntry>] = [
        .message("what") { $0.what }, .message("who") { $0.who }, .instant("when") { $0.when },
        .text("icon") { $0.icon },
        .list("changes") { $0.changes },
    ]

    /// An invented one.
    public static func sample(_ what: Message, by who: String, at when: Instant) -> HistoryEntry {
        HistoryEntry(what: what, who: .verbatim(who), when: when, icon: "plus", changes: [])
    }

    /// The last fifty things that happened, newest first.
    public static func of(
        _ entity: String, _ id: Int64, createdAt: Instant, words: HistoryWords, _ db: any Connection
    ) throws -> [HistoryEntry] {
        let logged = try Audit.history(entity: entity, id: id, db)
        var entries = logged.map { entry in
            let (what, icon) = words.told(entry.action)
            // What a new or deleted thing was made of needs no list: the page, or nothing, shows it.
            let changes = entry.action == "create" ? [] : entry.changes.map { change($0, words) }
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

    private static func change(_ change: AuditChange, _ words: HistoryWords) -> Change {
        Change(
            label: words.label(change.field), before: change.before.map { words.shown($0, change.field) },
            after: change.after.map { words.shown($0, change.field) })
    }
}
