public import PortalKit
public import PortalLanguage
public import PortalTemplates

/// A field that two people changed at the same time: what is stored now, and what was typed here.
public struct ConflictRow: Model {
    let label: Message
    let stored, typed: Message?

    /// A field that differs.
    public init(label: Message, stored: Message?, typed: Message?) {
        self.label = label
        self.stored = stored
        self.typed = typed
    }

    /// What its template may name.
    public static let fields: [Field<ConflictRow>] = [
        .message("label") { $0.label }, .optionalMessage("stored") { $0.stored },
        .optionalMessage("typed") { $0.typed },
    ]

    /// The fields in which what would be stored differs from what is, as the history will tell it.
    public static func rows(_ changes: [AuditChange], _ words: HistoryWords) -> [ConflictRow] {
        changes.map { change in
            ConflictRow(
                label: words.label(change.field), stored: change.before.map { words.shown($0, change.field) },
                typed: change.after.map { words.shown($0, change.field) })
        }
    }
}
