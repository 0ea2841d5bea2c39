import PortalDatabase
import PortalKit
import PortalLanguage

extension AdministrationModule {
    func showSettings(_ visit: Visit, _ db: any Connection) throws -> Reply {
        .page(settingsPage(SettingsForm(visit), FieldErrors(), visit))
    }

    /// Saves what changed, as one line of the audit log.
    func saveSettings(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form = try SettingsForm(sent: visit.asked.form, visit)
        var errors = form.errors()
        if !errors.isEmpty { return .page(settingsPage(form, errors, visit), status: 422) }
        let current = SettingsForm(visit)
        let changes = form.changes(visit.settings)
        guard form.version == current.version || changes.isEmpty else {
            errors[""] = RoleRefusal.stale.words
            return .page(settingsPage(current, errors, visit), status: 409)
        }
        guard !changes.isEmpty else {
            return Reply.seeOther("/administration/settings").noticing(.info, tr("Nothing was changed."))
        }
        for change in changes { try db.set(change.setting.name, change.after, now: visit.now) }
        try visit.record(
            "update", "settings", id: nil, label: "",
            changes: changes.map { AuditChange(field: $0.setting.name, before: $0.before, after: $0.after) }, db)
        return Reply.seeOther("/administration/settings").noticing(
            .good, trn("%(count)s setting is saved.", "%(count)s settings are saved.", changes.count))
    }

    private func settingsPage(_ form: SettingsForm, _ errors: FieldErrors, _ visit: Visit) -> SettingsPage {
        let house = visit.house
        let ofModules = Set(house.modules.flatMap { $0.settings.map(\.name) })
        func entries(_ settings: [any AnySetting]) -> [SettingsPage.Entry] {
            settings.map { setting in
                let value = form.value(setting, visit.settings)
                return SettingsPage.Entry(
                    name: setting.name, label: setting.title, help: setting.help, error: errors[setting.name],
                    control: setting.control.rawValue, value: value, on: value == "true")
            }
        }
        var groups = [
            SettingsPage.Group(
                id: "house", title: tr("The portal"), summary: nil, hasSwitch: false, on: true, switchName: "",
                settings: entries(house.settings.filter { !ofModules.contains($0.name) }))
        ]
        for module in house.modules where module.optional || !module.settings.isEmpty {
            let id = type(of: module).id
            let own = HouseSettings.module(id)
            groups.append(
                SettingsPage.Group(
                    id: id, title: module.title, summary: module.summary, hasSwitch: module.optional,
                    on: form.value(own, visit.settings) == "true", switchName: own.name,
                    settings: entries(module.settings)))
        }
        let labels = Dictionary(form.settings.map { ($0.name, $0.title) }, uniquingKeysWith: { first, _ in first })
        return SettingsPage(
            groups: groups, version: form.version, mayChange: visit.may(.update, .settings),
            errors: errors.lines(labels))
    }
}
