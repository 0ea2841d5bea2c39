import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// What the audit log's plain names mean to a person; names that other modules write are shown as they are.
enum AuditWords {
    static func action(_ name: String) -> Message {
        switch name {
        case "create": trc("audit", "Created")
        case "update": trc("audit", "Changed")
        case "delete": trc("audit", "Deleted")
        case "archive": trc("audit", "Archived")
        case "restore": trc("audit", "Restored")
        case "import": trc("audit", "Imported")
        case "grant": trc("audit", "Permission added")
        case "revoke": trc("audit", "Permission removed")
        case "give": trc("audit", "Role given")
        case "take": trc("audit", "Role taken away")
        case "open": trc("audit", "Account opened")
        case "close": trc("audit", "Account disabled")
        case "reopen": trc("audit", "Account enabled")
        case "invite": trc("audit", "Link sent")
        case "password": trc("audit", "Password changed")
        case "redeliver": trc("audit", "Mail sent again")
        default: .verbatim(name)
        }
    }

    static func entity(_ name: String) -> Message {
        switch name {
        case "person": trc("audit", "Person")
        case "role": trc("audit", "Role")
        case "settings": trc("audit", "Settings")
        case "mail": trc("audit", "Mail")
        case "client": trc("audit", "Client")
        case "company": trc("audit", "Company")
        default: .verbatim(name)
        }
    }

    static func field(_ name: String, _ house: House) -> Message {
        switch name {
        case "first_name": tr("First name")
        case "last_name": tr("Last name")
        case "name": tr("Name")
        case "email": tr("E-mail")
        case "username": tr("User name")
        case "language": tr("Language")
        case "colour": tr("Colour")
        case "place": tr("Place in the order")
        case "role": trc("audit", "Role")
        case "permission": tr("Permission")
        default: house.settings.first { $0.name == name }?.title ?? .verbatim(name)
        }
    }

    static func icon(_ action: String) -> String {
        switch action {
        case "create", "open": "plus"
        case "delete", "close": "trash"
        case "archive": "archive"
        case "restore", "reopen": "restore"
        case "grant", "revoke", "give", "take": "shield"
        case "password": "key"
        case "invite", "redeliver": "mail"
        default: "edit"
        }
    }
}

/// One line of a history, as `partials/history.html` shows it.
struct HistoryLine: Model {
    let what: Message
    let who: String
    let when: Message
    let icon: String
    let changes: [ChangeView]

    static let fields: [Field<HistoryLine>] = [
        .message("what") { $0.what }, .text("who") { $0.who }, .message("when") { $0.when }, .text("icon") { $0.icon },
        .list("changes") { $0.changes },
    ]
    static var sample: HistoryLine {
        HistoryLine(
            what: AuditWords.action("update"), who: "admin",
            when: .moment(Instant(seconds: 1_795_000_000)), icon: "edit", changes: [.sample])
    }
}

extension HistoryLine {
    init(_ entry: AuditEntry, _ house: House) {
        self.init(
            what: AuditWords.action(entry.action), who: entry.actor.name, when: .moment(entry.at),
            icon: AuditWords.icon(entry.action), changes: entry.changes.map { ChangeView($0, house) })
    }
}

/// One changed field, before and after.
struct ChangeView: Model {
    let label: Message
    let before, after: String

    static let fields: [Field<ChangeView>] = [
        .message("label") { $0.label }, .text("before") { $0.before }, .text("after") { $0.after },
    ]
    static var sample: ChangeView { ChangeView(label: tr("Last name"), before: "Lefevre", after: "Lefèvre") }
}

extension ChangeView {
    init(_ change: AuditChange, _ house: House) {
        self.init(
            label: AuditWords.field(change.field, house), before: change.before ?? "", after: change.after ?? "")
    }
}

extension Message {
    /// A moment where a sentence is expected.
    static func moment(_ at: Instant) -> Message { Message(id: "%(at)s", arguments: ["at": .instant(at)]) }
}
