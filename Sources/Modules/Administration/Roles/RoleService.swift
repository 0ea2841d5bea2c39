import Accounts
import PortalDatabase
import PortalKit
import PortalLanguage

/// What pages and programs do to roles: the form becomes a checked name and colour, they are stored, and the log is told.
extension AdministrationModule {
    /// Makes a role without permissions, after the others. Throws ``FieldErrors``.
    func enter(_ form: RoleForm, _ context: RequestContext, _ db: any Connection) throws -> Role {
        let (name, colour) = try form.role()
        let id = try refusingFields { try Roles.create(name, colour: colour.rawValue, now: context.now, db) }
        try context.record(
            "create", "role", id: id, label: name,
            changes: [
                AuditChange(field: "name", before: nil, after: name),
                AuditChange(field: "colour", before: nil, after: colour.rawValue),
            ], db)
        return try found(id, db)
    }

    /// Renames and recolours a role. Throws ``FieldErrors``; ``VersionConflict`` where the form was made from another state.
    func save(_ form: RoleForm, over role: Role, _ context: RequestContext, _ db: any Connection) throws -> Role {
        let (name, colour) = try form.role()
        guard let version = Int(form.version) else { throw Failure.badRequest(.parameter("version")) }
        let changes = [
            AuditChange(field: "name", before: role.name, after: name),
            AuditChange(field: "colour", before: RoleColour.shown(role.colour), after: colour.rawValue),
        ].filter { $0.before != $0.after }
        // What comes back untouched changes neither the row nor its version.
        if version == role.version, changes.isEmpty { return role }
        do {
            try refusingFields {
                try Roles.update(
                    role.id, name: name, position: role.position, colour: colour.rawValue, version: version, db)
            }
        } catch RoleError.stale { throw VersionConflict(wanted: form) }
        try context.record(
            "update", "role", id: role.id, label: name, changes: changes, db)
        return try found(role.id, db)
    }

    /// Deletes a role with its permissions, and those that other roles hold on it.
    func delete(_ role: Role, _ context: RequestContext, _ db: any Connection) throws {
        let permissions = try Roles.permissions(of: role.id, db)
        try refusing { try Roles.delete(role.id, now: context.now, db) }
        try Roles.forget(role.id, of: .role, db)
        try context.record(
            "delete", "role", id: role.id, label: role.name,
            changes: try permissions.map {
                AuditChange(
                    field: "permission", before: try db.describe($0.grant, in: context.application.scopes), after: nil)
            }, db)
    }

    /// The role with this id, as it stands.
    func found(_ id: Int64, _ db: any Connection) throws -> Role {
        guard let role = try Roles.find(id, db) else { throw Failure.notFound }
        return role
    }

    /// What is wrong with the name is told beside it; what else refuses goes on its way, a state that has changed untouched.
    private func refusingFields<T>(_ change: () throws -> T) throws -> T {
        do { return try change() } catch let refusal as RoleError {
            switch refusal {
            case .nameTaken: throw FieldErrors(taken: "name", refusal.words)
            case .invalid("name"): throw FieldErrors("name", refusal.words)
            case .stale: throw refusal
            default: throw refusal.failure
            }
        }
    }
}
