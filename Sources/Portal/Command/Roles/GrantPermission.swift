import ArgumentParser
import PortalDatabase
import PortalKit
import PortalValues

/// `portal role grant NAME ACTION SCOPE [ELEMENT]`
struct GrantPermission: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "grant", abstract: "Give a role a permission.")

    @Argument(help: "The role.")
    var role: String

    @OptionGroup
    var permission: TypedPermission

    func run() async throws {
        let change = PermissionChange(role: role, permission: permission)
        Terminal.say(try await change.run(gives: true))
    }
}

/// `portal role revoke NAME ACTION SCOPE [ELEMENT]`
struct RevokePermission: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "revoke", abstract: "Take a permission from a role.")

    @Argument(help: "The role.")
    var role: String

    @OptionGroup
    var permission: TypedPermission

    func run() async throws {
        let change = PermissionChange(role: role, permission: permission)
        Terminal.say(try await change.run(gives: false))
    }
}

/// A permission given to a role or taken from it.
struct PermissionChange {
    let role: String
    let permission: TypedPermission

    /// Makes the change; says in one line what holds now.
    func run(gives: Bool) async throws -> String {
        try await Desk.open { desk in
            let now = Instant.now()
            let scopes = desk.scopes
            let role = role
            let scope = try permission.scope(in: scopes)
            let action = Action(permission.action)
            let element = permission.element
            return try await desk.database.write { db in
                let role = try Roles.named(role, db)
                let grant = Grant(action, scope.name, try TypedPermission.target(element, in: scope, db))
                let changed =
                    gives
                    ? try Roles.grant(grant, to: role.id, in: scopes, db)
                    : try Roles.revoke(grant, from: role.id, now: now, db)
                let text = try db.describe(grant, in: scopes)
                if changed {
                    let change = AuditChange(field: "permission", before: gives ? nil : text, after: gives ? text : nil)
                    try Audit.record(
                        by: .terminal, at: now, action: gives ? "grant" : "revoke", entity: "role", id: role.id,
                        label: role.name,
                        changes: [change], db)
                }
                return "\(role.name) \(gives ? "holds" : "does not hold") \(text)\(changed ? "" : ", as before")"
            }
        }
    }
}
