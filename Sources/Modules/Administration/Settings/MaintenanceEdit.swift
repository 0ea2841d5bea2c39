import PortalConfiguration
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// The maintenance switch and what visitors read meanwhile, as typed.
struct MaintenanceForm: Form {
    let on: Bool
    let message: String
    static let names = ["on", "message"]
    init(_ fields: Fields) {
        on = fields.ticked("on")
        message = fields["message"].replacing("\r\n", with: "\n").trimmingPrefix(while: \.isWhitespace).description
    }
}

/// The page of the maintenance mode.
struct MaintenanceEdit: Page {
    let on: Bool
    /// Whether the configuration keeps the portal closed, whatever is chosen here.
    let forced: Bool
    let message: FieldView
    let errors: [ErrorLine]

    static let template = "administration/maintenance.html"
    static let fields: [Field<MaintenanceEdit>] = [
        .flag("on") { $0.on }, .flag("forced") { $0.forced }, .model("message") { $0.message },
        .list("errors") { $0.errors },
    ]
    static var sample: MaintenanceEdit {
        MaintenanceEdit(on: true, forced: true, message: FieldView("Back at six."), errors: [])
    }
}

extension AdministrationModule {
    func showMaintenance(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        .page(
            MaintenanceEdit(
                on: context.settings[PortalSettings.maintenance], forced: context.application.configuration.maintenance,
                message: FieldView(context.settings[PortalSettings.maintenanceText]), errors: []))
    }

    /// Closes the portal to visitors or opens it again; every process knows with its next request.
    func saveMaintenance(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: MaintenanceForm = try context.form()
        if let fault = PortalSettings.maintenanceText.fault(form.message) {
            let errors = FieldErrors("message", fault)
            let page = MaintenanceEdit(
                on: form.on, forced: context.application.configuration.maintenance,
                message: errors.view("message", form.message),
                errors: errors.lines(["message": PortalSettings.maintenanceText.title]))
            return .page(page, status: 422)
        }
        let before = (
            on: context.settings[PortalSettings.maintenance], message: context.settings[PortalSettings.maintenanceText]
        )
        try db.set(PortalSettings.maintenance.name, form.on.typed, now: context.now)
        try db.set(PortalSettings.maintenanceText.name, form.message, now: context.now)
        try context.record(
            "update", "settings", id: nil, label: "",
            changes: [
                AuditChange(field: PortalSettings.maintenance.name, before: before.on.typed, after: form.on.typed),
                AuditChange(field: PortalSettings.maintenanceText.name, before: before.message, after: form.message),
            ], db)
        return HandlerResponse.seeOther("/administration/maintenance").noticing(
            .good, form.on ? tr("The portal is closed to visitors.") : tr("The portal is open."))
    }
}
