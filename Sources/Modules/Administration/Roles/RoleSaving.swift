import PortalDatabase
import PortalKit
import PortalLanguage

extension AdministrationModule {
    func newRole(_ visit: Visit, _ db: any Connection) throws -> Reply { .page(RoleEdit(RoleForm(Fields()), visit)) }

    /// Makes a role without permissions, after the others.
    func createRole(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: RoleForm = try visit.form()
        do {
            let (name, colour) = try form.role()
            let id = try Roles.create(name, colour: colour.rawValue, now: visit.now, db)
            try visit.record(
                "create", "role", id: id, label: name,
                changes: [
                    AuditChange(field: "name", before: nil, after: name),
                    AuditChange(field: "colour", before: nil, after: colour.rawValue),
                ], db)
            return Reply.seeOther("/administration/roles/" + Escape.query(name.lowercased())).noticing(
                .good, tr("The role %(name)s is created. Now choose what it allows.", ["name": .text(name)]))
        } catch {
            return .page(RoleEdit(form, wrong: try Self.faults(error), visit), status: 422)
        }
    }

    func editRole(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let role = try storedRole(visit, db)
        let form = RoleForm(Fields([("name", role.name), ("colour", RoleColour.shown(role.colour))]))
        return .page(RoleEdit(form, of: role, visit))
    }

    /// Renames and recolours a role.
    func saveRole(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: RoleForm = try visit.form()
        let role = try storedRole(visit, db)
        do {
            let (name, colour) = try form.role()
            guard let version = Int(form.version) else { throw Failure.badRequest(.parameter("version")) }
            try Roles.update(
                role.id, name: name, position: role.position, colour: colour.rawValue, version: version, db)
            try visit.record(
                "update", "role", id: role.id, label: name,
                changes: [
                    AuditChange(field: "name", before: role.name, after: name),
                    AuditChange(field: "colour", before: role.colour, after: colour.rawValue),
                ], db)
            return Reply.seeOther("/administration/roles/" + Escape.query(name.lowercased())).noticing(
                .good, tr("Saved."))
        } catch RoleRefusal.stale {
            var errors = FieldErrors()
            errors[""] = RoleRefusal.stale.words
            let stored = RoleForm(Fields([("name", role.name), ("colour", RoleColour.shown(role.colour))]))
            return .page(RoleEdit(stored, of: role, wrong: errors, visit), status: 409)
        } catch {
            return .page(RoleEdit(form, of: role, wrong: try Self.faults(error), visit), status: 422)
        }
    }

    /// What is wrong beside which field; anything else goes on its way.
    private static func faults(_ error: any Error) throws -> FieldErrors {
        switch error {
        case let errors as FieldErrors: return errors
        case RoleRefusal.nameTaken: return FieldErrors("name", RoleRefusal.nameTaken.words)
        case RoleRefusal.invalid("name"): return FieldErrors("name", RoleRefusal.invalid("name").words)
        case let refusal as RoleRefusal: throw refusal.failure
        default: throw error
        }
    }

    /// The role that the path names.
    func storedRole(_ visit: Visit, _ db: any Connection) throws -> Role {
        guard let role = try Roles.find(try visit.element("role"), db) else { throw Failure.notFound }
        return role
    }
}
