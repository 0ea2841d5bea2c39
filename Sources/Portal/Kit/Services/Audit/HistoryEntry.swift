public import PortalDatabase
public import PortalLanguage
public import PortalTemplates
public import PortalValues

/// One thing that happened to something, as its page tells it (`partials/history.html`).
public struct HistoryEntry: Model {
    let what, who: Message
    let when: Instant
    let icon: String
    let changes: [HistoryChange]

    /// Something that happened, in words.
    public init(what: Message, who: Message, when: Instant, icon: String, changes: [HistoryChange] = []) {
        self.what = what
        self.who = who
        self.when = when
        self.icon = icon
        self.changes = changes
    }

    /// What its template may name.
    public static let fields: [Field<HistoryEntry>] = [
        .message("what") { $0.what }, .message("who") { $0.who }, .instant("when") { $0.when },
        .text("icon") { $0.icon },
        .list("changes") { $0.changes },
    ]

    /// A line of the log, with those of its changes that are worth telling.
    public init(_ entry: AuditEntry, _ words: HistoryWords, changes: [AuditChange]) {
        let (what, icon) = words.told(entry.action)
        self.init(
            what: what, who: entry.actor.words, when: entry.at, icon: icon,
            changes: changes.map { HistoryChange($0, words) })
    }

    /// An invented one.
    public static func sample(_ what: Message, by who: String, at when: Instant) -> HistoryEntry {
        HistoryEntry(what: what, who: .verbatim(who), when: when, icon: "plus")
    }

    /// The last fifty things that happened, newest first, with everything that was noted of them.
    public static func all(_ id: Int64, _ words: HistoryWords, _ db: any Connection) throws -> [HistoryEntry] {
        try Audit.history(entity: words.entity, id: id, db).map { HistoryEntry($0, words, changes: $0.changes) }
    }

    /// The last fifty things that happened, newest first; how it was entered comes last, even where an import brought it.
    public static func of(_ id: Int64, createdAt: Instant, words: HistoryWords, _ db: any Connection) throws
        -> [HistoryEntry]
    {
        let logged = try Audit.history(entity: words.entity, id: id, db)
        var entries = logged.map { entry in
            // What a new thing was made of needs no list: the page shows it.
            HistoryEntry(entry, words, changes: entry.action == "create" ? [] : entry.changes)
        }
        // An import is one line of the log for all it brought.
        if logged.count < 50, !logged.contains(where: { $0.action == "create" }) {
            entries.append(
                HistoryEntry(
                    what: trc("history", "Imported"), who: trc("audit", "Command line"), when: createdAt,
                    icon: "upload"))
        }
        return entries
    }
}

/// A field that changed, or that two people changed at the same time: what was or is stored, and what came after or was typed.
public struct HistoryChange: Model {
    /// What the field is called.
    public let label: Message
    let before, after: Message?

    /// A field that differs.
    public init(label: Message, before: Message?, after: Message?) {
        self.label = label
        self.before = before
        self.after = after
    }

    /// A change as the log keeps it.
    public init(_ change: AuditChange, _ words: HistoryWords) {
        self.init(
            label: words.label(change.field), before: change.before.map { words.value($0, of: change.field) },
            after: change.after.map { words.value($0, of: change.field) })
    }

    /// The fields in which what would be stored differs from what is, as the history will tell it.
    public static func all(_ changes: [AuditChange], _ words: HistoryWords) -> [HistoryChange] {
        changes.map { HistoryChange($0, words) }
    }

    /// What its template may name.
    public static let fields: [Field<HistoryChange>] = [
        .message("label") { $0.label }, .optionalMessage("before") { $0.before },
        .optionalMessage("after") { $0.after },
    ]
}
