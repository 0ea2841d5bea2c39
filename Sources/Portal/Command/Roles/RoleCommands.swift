import ArgumentParser
import PortalDatabase
import PortalKit

/// `portal role …`
struct RoleCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role", abstract: "Roles and what they may.",
        subcommands: [ListRoles.self, CreateRole.self, DeleteRole.self, GrantPermission.self, RevokePermission.self])
}

/// A permission as people type it: ACTION SCOPE [ELEMENT].
struct TypedPermission: ParsableArguments {
    @Argument(help: "read, create, update, delete, write (create and update), all, or an action of the scope.")
    var action: String

    @Argument(help: "The scope: client, role …")
    var scope: String

    @Argument(help: "One element by its custom id, or a relation: own, assigned.")
    var element: String?

    /// The scope of that name.
    func scope(in scopes: Scopes) throws -> Scope {
        guard let found = scopes[scope] else {
            throw CommandError(
                "there is no scope “\(scope)”; there are \(scopes.all.map(\.name).joined(separator: ", "))")
        }
        guard found.everyAction.contains(Action(action)) else {
            throw CommandError(
                "\(scope) knows no “\(action)”; it knows \(found.everyAction.map(\.name).joined(separator: ", "))")
        }
        return found
    }

    /// What it reaches. Where a custom id is spelt like a relation, the relation is meant.
    static func target(_ element: String?, in scope: Scope, _ db: any Connection) throws -> Grant.Target {
        guard let element else { return .every }
        if scope.relations.contains(where: { $0.name == element }) { return .relation(element) }
        guard scope.elements != .none else { throw CommandError("\(scope.name) has no elements") }
        guard let id = try db.element(element, of: scope) else {
            throw CommandError("there is no \(scope.name) “\(element)”")
        }
        return .element(id)
    }
}

extension Roles {
    /// The role of this name.
    static func named(_ name: String, _ db: any Connection) throws -> Role {
        guard let role = try find(name, db) else {
            throw CommandError("there is no role “\(name)”; `portal role list` shows those there are")
        }
        return role
    }
}
