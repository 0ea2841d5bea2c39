import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// One line of a history, as `partials/history.html` shows it.
struct HistoryLine: Model {
    let what, who, when: Message
    let icon: String
    let changes: [ChangeView]

    static let fields: [Field<HistoryLine>] = [
        .message("what") { $0.what }, .message("who") { $0.who }, .message("when") { $0.when },
        .text("icon") { $0.icon },
        .list("changes") { $0.changes },
    ]
    static var sample: HistoryLine {
        HistoryLine(
            what: AuditWords.action("update"), who: .verbatim("admin"),
            when: .moment(Instant(seconds: 1_795_000_000)), icon: "edit", changes: [.sample])
    }
}

extension HistoryLine {
    init(_ entry: AuditEntry, _ house: House) {
        self.init(
            what: AuditWords.action(entry.action), who: entry.actor.words, when: .moment(entry.at),
            icon: AuditWords.icon(entry.action), changes: entry.changes.map { ChangeView($0, house) })
    }
}

/// One changed field, before and after.
struct ChangeView: Model {
    let label: Message
    let before, after: Message?

    static let fields: [Field<ChangeView>] = [
        .message("label") { $0.label }, .optionalMessage("before") { $0.before },
        .optionalMessage("after") { $0.after },
    ]
    static var sample: ChangeView {
        ChangeView(label: tr("Last name"), before: .verbatim("Lefevre"), after: .verbatim("Lefèvre"))
    }
}

extension ChangeView {
    init(_ change: AuditChange, _ house: House) {
        self.init(
            label: AuditWords.field(change.field, house),
            before: change.before.map { AuditWords.value($0, of: change.field, house) },
            after: change.after.map { AuditWords.value($0, of: change.field, house) })
    }
}

extension Message {
    /// A moment where a sentence is expected.
    static func moment(_ at: Instant) -> Message { Message(id: "%(at)s", arguments: ["at": .instant(at)]) }
}
