import PortalKit
import PortalLanguage
import PortalTemplates

/// A field that two people changed at the same time: what is stored now, and what was typed here.
struct ConflictRow: Model {
    let label: Message
    let stored, typed: Message?

    static let fields: [Field<ConflictRow>] = [
        .message("label") { $0.label }, .optionalMessage("stored") { $0.stored },
        .optionalMessage("typed") { $0.typed },
    ]

    /// The fields in which what would be stored differs from what is, as the history will tell it.
    static func rows(_ changes: [AuditChange], _ labels: [String: Message]) -> [ConflictRow] {
        changes.map { change in
            ConflictRow(
                label: labels[change.field] ?? .verbatim(change.field),
                stored: change.before.map { HistoryEntry.shown($0, change.field) },
                typed: change.after.map { HistoryEntry.shown($0, change.field) })
        }
    }
}
