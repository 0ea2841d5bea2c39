import PortalKit
import PortalLanguage
import PortalTemplates

/// Everything an association may set, module by module.
struct SettingsPage: Page {
    let groups: [Group]
    let version: String
    let mayChange: Bool
    let errors: [ErrorLine]

    /// A module, with its switch where the portal can do without it.
    struct Group: Model {
        let id: String
        let title: Message
        let summary: Message?
        let hasSwitch, on: Bool
        let switchName: String
        let settings: [Entry]

        static let fields: [Field<Group>] = [
            .text("id") { $0.id }, .message("title") { $0.title }, .optionalMessage("summary") { $0.summary },
            .flag("hasSwitch") { $0.hasSwitch }, .flag("on") { $0.on }, .text("switchName") { $0.switchName },
            .list("settings") { $0.settings },
        ]
    }

    /// One setting as its control shows it.
    struct Entry: Model {
        let name: String
        let label: Message
        let help, error: Message?
        let control, value: String
        let on: Bool

        static let fields: [Field<Entry>] = [
            .text("name") { $0.name }, .message("label") { $0.label }, .optionalMessage("help") { $0.help },
            .optionalMessage("error") { $0.error }, .text("control") { $0.control }, .text("value") { $0.value },
            .flag("on") { $0.on },
        ]
    }

    static let template = "administration/settings.html"
    static let fields: [Field<SettingsPage>] = [
        .list("groups") { $0.groups }, .text("version") { $0.version }, .flag("mayChange") { $0.mayChange },
        .list("errors") { $0.errors },
    ]
    static var sample: SettingsPage {
        let controls: [SettingControl] = [.text, .number, .box, .hue, .lines]
        return SettingsPage(
            groups: [
                Group(
                    id: "clients", title: tr("Administration"), summary: tr("People, roles and settings."),
                    hasSwitch: true, on: true,
                    switchName: "module.clients",
                    settings: controls.map {
                        Entry(
                            name: "sample.\($0.rawValue)", label: tr("Name"), help: tr("Between 1 and 64 characters."),
                            error: $0 == .number ? tr("This value cannot be read.") : nil, control: $0.rawValue,
                            value: "7", on: true)
                    })
            ], version: "1", mayChange: true,
            errors: FieldErrors("sample.number", tr("This value cannot be read.")).lines(["sample.number": tr("Name")]))
    }
}
