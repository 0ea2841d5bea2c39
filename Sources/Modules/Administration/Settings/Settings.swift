import PortalDatabase
import PortalKit
import PortalLanguage

extension AdministrationModule {
    func showSettings(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        .page(settingsPage(SettingsForm(context), FieldErrors(), context))
    }

    /// Saves what changed, as one line of the audit log.
    func saveSettings(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form = try SettingsForm(sent: context.request.form, context)
        var errors = form.errors()
        if !errors.isEmpty { return .page(settingsPage(form, errors, context), status: 422) }
        let current = SettingsForm(context)
        let changes = form.changes(context.settings)
        guard form.version == current.version || changes.isEmpty else {
            errors[""] = RoleError.stale.words
            return .page(settingsPage(current, errors, context), status: 409)
        }
        guard !changes.isEmpty else {
            return HandlerResponse.seeOther("/administration/settings").noticing(.info, tr("Nothing was changed."))
        }
        for change in changes { try db.set(change.setting.name, change.after, now: context.now) }
        try context.record(
            "update", "settings", id: nil, label: "",
            changes: changes.map { AuditChange(field: $0.setting.name, before: $0.before, after: $0.after) }, db)
        return HandlerResponse.seeOther("/administration/settings").noticing(
            .good, trn("%(count)s setting is saved.", "%(count)s settings are saved.", changes.count))
    }

    private func settingsPage(_ form: SettingsForm, _ errors: FieldErrors, _ context: RequestContext) -> SettingsPage {
        let application = context.application
        let ofModules = Set(application.modules.flatMap { $0.settings.map(\.name) })
        func entries(_ settings: [any AnySetting]) -> [SettingsPage.Entry] {
            settings.map { setting in
                let value = form.value(setting, context.settings)
                return SettingsPage.Entry(
                    name: setting.name, label: setting.title, help: setting.help, error: errors[setting.name],
                    control: setting.control.rawValue, value: value, on: value == "true")
            }
        }
        var groups = [
            SettingsPage.Group(
                id: "house", title: tr("The portal"), summary: nil, hasSwitch: false, on: true, switchName: "",
                settings: entries(application.settings.filter { !ofModules.contains($0.name) }))
        ]
        for module in application.modules where module.optional || !module.settings.isEmpty {
            let id = type(of: module).id
            let own = PortalSettings.module(id)
            groups.append(
                SettingsPage.Group(
                    id: id, title: module.title, summary: module.summary, hasSwitch: module.optional,
                    on: form.value(own, context.settings) == "true", switchName: own.name,
                    settings: entries(module.settings)))
        }
        let labels = Dictionary(form.settings.map { ($0.name, $0.title) }, uniquingKeysWith: { first, _ in first })
        return SettingsPage(
            groups: groups, version: form.version, mayChange: context.may(.update, .settings),
            errors: errors.lines(labels))
    }
}
