import PortalKit
import PortalLanguage

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
        case "redeliver": trc("audit", "E-mail sent again")
        case "purge": trc("audit", "Deleted for good")
        case "report": trc("audit", "Reported")
        case "keep": trc("audit", "Kept after a report")
        case "remove": trc("audit", "Removed after a report")
        case "retry": trc("audit", "Tried again")
        case "withdraw": trc("audit", "Withdrawn")
        case "end": trc("audit", "Ended")
        case "export": trc("audit", "Personal data given out")
        case "erase": trc("audit", "Personal data erased")
        case "postpone": trc("audit", "Kept for longer")
        case "redact": trc("audit", "Names taken out of older lines")
        default: .verbatim(name)
        }
    }

    static func entity(_ name: String) -> Message {
        switch name {
        case "person": trc("audit", "Person")
        case "role": trc("audit", "Role")
        case "settings": trc("audit", "Settings")
        case "mail": trc("audit", "E-mail")
        case "token": trc("audit", "Token")
        case "client": trc("audit", "Client")
        case "company": trc("audit", "Company")
        case "filter": trc("audit", "Shared filter")
        case "photo": trc("audit", "Photo")
        case "photo_album": trc("audit", "Album")
        case "photo_collection": trc("audit", "Collection")
        case "photo_link": trc("audit", "Share link")
        case "audit": trc("audit", "Audit log")
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
        case "filter": tr("Condition")
        case "scopes": tr("What it is good for")
        case "until": trc("audit", "Until")
        case "lines": trc("audit", "Lines")
        case "digest": tr("Digest")
        default: house.settings.first { $0.name == name }?.title ?? .verbatim(name)
        }
    }

    static func icon(_ action: String) -> String {
        switch action {
        case "create", "open": "plus"
        case "delete", "close", "purge", "remove", "erase", "redact": "trash"
        case "export": "down"
        case "archive": "archive"
        case "restore", "reopen": "restore"
        case "grant", "revoke", "give", "take": "shield"
        case "password": "key"
        case "invite", "redeliver": "mail"
        default: "edit"
        }
    }
}
