public import PortalDatabase
public import PortalKit
public import PortalLanguage
public import PortalTemplates

/// Who may do what, and how the portal stands: people, roles, settings, maintenance, the audit log, jobs and mails.
public struct AdministrationModule: Module {
    public static let id = "administration"

    /// The administrators' part of the portal.
    public init() {}

    public var title: Message { tr("Administration") }
    public var summary: Message { tr("People, roles and settings.") }
    public var optional: Bool { false }
    public var scopes: [Scope] { [.person, .role, .settings, .audit] }

    public var routes: [Route] {
        peopleRoutes + personalDataRoutes + roleRoutes + accessRoutes + systemRoutes + personApi + roleApi
    }

    public var menu: [MenuEntry] {
        [
            MenuEntry(
                tr("People"), icon: "people", path: "/administration/people", access: .maySome(.read, .person),
                administration: true),
            MenuEntry(
                tr("Roles"), icon: "shield", path: "/administration/roles", access: .maySome(.read, .role),
                administration: true),
            MenuEntry(
                tr("Settings"), icon: "gear", path: "/administration/settings", access: .may(.read, .settings),
                administration: true),
            MenuEntry(
                tr("Personal data"), icon: "archive", path: "/administration/personal-data",
                access: .may(.update, .person), administration: true),
            MenuEntry(
                tr("Audit log"), icon: "history", path: "/administration/audit", access: .may(.read, .audit),
                administration: true),
            MenuEntry(
                tr("Maintenance"), icon: "wrench", path: "/administration/maintenance",
                access: .may(.update, .settings),
                administration: true),
        ]
    }

    public var pages: [any Page.Type] {
        [
            PeoplePage.self, PersonPage.self, PersonEdit.self, RolesPage.self, RolePage.self, RoleEdit.self,
            RoleDeletion.self,
            AccessPage.self, AudiencePage.self, SettingsPage.self, MaintenanceEdit.self, AuditPage.self,
            SecurityPage.self,
            VerificationPage.self,
            JobsPage.self, MailsPage.self, RetentionPage.self, PostponementPage.self, RegisterPage.self, StylePage.self,
        ]
    }

    public func cards(_ context: RequestContext, _ db: any Connection) throws -> [HomeCard] {
        try homeCards(context, db)
    }

    public func demonstrate(_ demonstration: Demonstration, _ db: any Connection) throws {
        try appointAdmin(demonstration, db)
    }
}
