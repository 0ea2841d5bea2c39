public import PortalKit
import PortalLanguage

extension AdministrationModule {
    /// How the audit log speaks of people, roles, settings and e-mails.
    public func histories(_ application: PortalApplication) -> [HistoryWords] {
        [
            .person(application), .role(application.scopes), .settings(application),
            HistoryWords(
                of: "mail", trc("history", "E-mail"),
                actions: ["redeliver": (trc("history", "E-mail sent again"), "mail")]),
        ]
    }
}

extension HistoryWords {
    /// How the history of a person and their account is told.
    static func person(_ application: PortalApplication) -> HistoryWords {
        let languages = application.assetStore.assets.languages
        return HistoryWords(
            of: "person", trc("history", "Person"),
            [
                "first_name": tr("First name"), "last_name": tr("Last name"), "email": tr("E-mail"),
                "username": tr("User name"), "language": tr("Language"), "role": trc("history", "Role"),
                "password": tr("Password"),
            ],
            actions: [
                "give": (trc("history", "Role given"), "shield"),
                "take": (trc("history", "Role taken away"), "shield"),
                "open": (trc("history", "Account opened"), "plus"),
                "close": (trc("history", "Account disabled"), "trash"),
                "reopen": (trc("history", "Account enabled"), "restore"),
                "invite": (trc("history", "Link sent"), "mail"),
                "password": (trc("history", "Password changed"), "key"),
            ],
            shown: { value, field in field == "language" ? languages[value].map { .verbatim($0.name) } : nil })
    }

    /// How the history of a role is told.
    static func role(_ scopes: Scopes) -> HistoryWords {
        HistoryWords(
            of: "role", trc("history", "Role"),
            ["colour": tr("Colour"), "place": tr("Place in the order"), "permission": tr("Permission")],
            actions: [
                "grant": (trc("history", "Permission added"), "shield"),
                "revoke": (trc("history", "Permission removed"), "shield"),
            ],
            shown: { value, field in
                switch field {
                case "colour": RoleColour(rawValue: value)?.words
                case "permission": scopes.words(ofGrant: value)
                default: nil
                }
            })
    }

    /// How changed settings are told: each is a field of its own.
    static func settings(_ application: PortalApplication) -> HistoryWords {
        let titles = application.settings.map { ($0.name, $0.title) }
        let boxes = Set(application.settings.filter { $0.control == .box }.map(\.name))
        return HistoryWords(
            of: "settings", trc("history", "Settings"), Dictionary(titles) { first, _ in first },
            shown: { value, field in boxes.contains(field) ? answer(value) : nil })
    }
}
