import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates

/// Asks before a role is deleted, and says what will be lost.
struct RoleDeletion: Page {
    let name, url, action: String
    let holders, permissions: Message

    static let template = "administration/role-deletion.html"
    static let fields: [Field<RoleDeletion>] = [
        .text("name") { $0.name }, .text("url") { $0.url }, .text("action") { $0.action },
        .message("holders") { $0.holders },
        .message("permissions") { $0.permissions },
    ]
    static var sample: RoleDeletion {
        RoleDeletion(
            name: "Commercial", url: "/administration/roles/commercial",
            action: "/administration/roles/commercial/deletion",
            holders: held(12), permissions: carried(7))
    }

    static func held(_ count: Int) -> Message {
        trn(
            "%(count)s person has this role and loses it immediately.",
            "%(count)s people have this role and lose it immediately.", count)
    }
    static func carried(_ count: Int) -> Message {
        trn("%(count)s permission goes with it.", "%(count)s permissions go with it.", count)
    }
}

extension AdministrationModule {
    func confirmDeletion(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let role = try storedRole(context, db)
        guard role.id != Role.publicID else { throw RoleError.publicRole.failure }
        return .page(
            RoleDeletion(
                name: role.name, url: context.url(role.path), action: context.url(role.path + "/deletion"),
                holders: RoleDeletion.held(
                    try db.value("SELECT COUNT(*) AS n FROM person_role WHERE role_id = \(role.id)", as: Int.self) ?? 0),
                permissions: RoleDeletion.carried(try Roles.permissions(of: role.id, db).count)))
    }

    /// Deletes a role with its permissions, and those that other roles hold on it.
    func deleteRole(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let role = try storedRole(context, db)
        try delete(role, context, db)
        return HandlerResponse.seeOther("/administration/roles").noticing(
            .good, tr("The role %(name)s is deleted.", ["name": .text(role.name)]))
    }
}
