import PortalDatabase
import PortalKit
import PortalLanguage

extension AdministrationModule {
    func newRole(_ visit: Visit, _ db: any Connection) throws -> Reply { .page(RoleEdit(RoleForm(Fields()), visit)) }

    func createRole(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: RoleForm = try visit.form()
        do {
            let role = try enter(form, visit, db)
            return Reply.seeOther(role.path).noticing(
                .good, tr("The role %(name)s is created. Now choose what it allows.", ["name": .text(role.name)]))
        } catch let errors as FieldErrors {
            return .page(RoleEdit(form, wrong: errors, visit), status: 422)
        }
    }

    func editRole(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let role = try storedRole(visit, db)
        let form = RoleForm(Fields([("name", role.name), ("colour", RoleColour.shown(role.colour))]))
        return .page(RoleEdit(form, of: role, visit))
    }

    func saveRole(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: RoleForm = try visit.form()
        let role = try storedRole(visit, db)
        do {
            return Reply.seeOther(try save(form, over: role, visit, db).path).noticing(.good, tr("Saved."))
        } catch is Outdated<RoleForm> {
            let stored = RoleForm(Fields([("name", role.name), ("colour", RoleColour.shown(role.colour))]))
            let page = RoleEdit(stored, of: role, wrong: FieldErrors("", RoleRefusal.stale.words), visit)
            return .page(page, status: 409)
        } catch let errors as FieldErrors {
            return .page(RoleEdit(form, of: role, wrong: errors, visit), status: 422)
        }
    }

    /// The role that the path names.
    func storedRole(_ visit: Visit, _ db: any Connection) throws -> Role {
        guard let role = try Roles.find(try visit.element("role"), db) else { throw Failure.notFound }
        return role
    }
}
