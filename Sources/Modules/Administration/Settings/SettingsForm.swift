import PortalKit
import PortalLanguage
import PortalValues

/// Every setting that the page shows, and what was typed for each.
struct SettingsForm {
    let settings: [any AnySetting]
    private let typed: [String: String]
    /// What held when the form was made.
    let version: String

    /// The settings of a portal: the switches of its optional modules, the portal's own, the modules'.
    static func settings(_ application: PortalApplication) -> [any AnySetting] {
        application.modules.filter(\.optional).map { PortalSettings.module(type(of: $0).id) } + application.settings
    }

    /// The form as stored.
    init(_ context: RequestContext) {
        settings = Self.settings(context.application)
        typed = [:]
        version = Self.version(settings, context.settings)
    }

    /// The form as sent. Throws 400 for fields that no setting has, and for those sent twice.
    init(sent fields: Fields, _ context: RequestContext) throws(Failure) {
        settings = Self.settings(context.application)
        var typed: [String: String] = [:]
        var version: String?
        for pair in fields.pairs where !pair.name.hasPrefix("_") {
            guard pair.name != "version" else {
                version = pair.value
                continue
            }
            guard let setting = settings.first(where: { $0.name == pair.name }) else {
                throw .badRequest(.unknownField(pair.name))
            }
            guard typed[pair.name] == nil else { throw .badRequest(.doubleField(pair.name)) }
            typed[pair.name] = Self.tidy(pair.value, setting.control)
        }
        for setting in settings where setting.control == .box {
            typed[setting.name] = typed[setting.name] == nil ? "false" : "true"
        }
        guard let version else { throw .badRequest(.staleForm) }
        self.typed = typed
        self.version = version
    }

    /// What stands in a setting's field: what was typed, else what is stored.
    func value(_ setting: any AnySetting, _ stored: SettingValues) -> String {
        typed[setting.name] ?? stored.typed(setting)
    }

    /// What is wrong, beside each field.
    func errors() -> FieldErrors {
        var errors = FieldErrors()
        for setting in settings {
            guard let text = typed[setting.name] else { continue }
            errors[setting.name] = text.utf8.count > 100_000 ? tr("This is too long.") : setting.fault(text)
        }
        return errors
    }

    /// What the form changes.
    func changes(_ stored: SettingValues) -> [(setting: any AnySetting, before: String, after: String)] {
        settings.compactMap { setting in
            guard let after = typed[setting.name], after != stored.typed(setting) else { return nil }
            return (setting, stored.typed(setting), after)
        }
    }

    /// Stands for all values as they are, so that two people who change settings at once notice each other (64-bit FNV-1a; it need
    /// not withstand malice, since whoever sends it may change the settings anyway).
    static func version(_ settings: [any AnySetting], _ stored: SettingValues) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for setting in settings {
            for byte in "\(setting.name)=\(stored.typed(setting))\n".utf8 {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            }
        }
        return String(hash, radix: 16)
    }

    private static func tidy(_ text: String, _ control: SettingControl) -> String {
        control == .lines ? text.replacing("\r\n", with: "\n") : text.tidied
    }
}
