import PortalDatabase
import PortalKit
import PortalLanguage

extension AdministrationModule {
    func newRole(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        .page(RoleEdit(RoleForm(Fields()), context))
    }

    func createRole(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: RoleForm = try context.form()
        do {
            let role = try enter(form, context, db)
            return HandlerResponse.seeOther(role.path).noticing(
                .good, tr("The role %(name)s is created. Now choose what it allows.", ["name": .text(role.name)]))
        } catch let errors as FieldErrors {
            return .page(RoleEdit(form, wrong: errors, context), status: 422)
        }
    }

    func editRole(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let role = try storedRole(context, db)
        let form = RoleForm(Fields([("name", role.name), ("colour", RoleColour.shown(role.colour))]))
        return .page(RoleEdit(form, of: role, context))
    }

    func saveRole(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: RoleForm = try context.form()
        let role = try storedRole(context, db)
        do {
            return HandlerResponse.seeOther(try save(form, over: role, context, db).path).noticing(.good, tr("Saved."))
        } catch is VersionConflict<RoleForm> {
            let stored = RoleForm(Fields([("name", role.name), ("colour", RoleColour.shown(role.colour))]))
            let page = RoleEdit(stored, of: role, wrong: FieldErrors("", RoleError.stale.words), context)
            return .page(page, status: 409)
        } catch let errors as FieldErrors {
            return .page(RoleEdit(form, of: role, wrong: errors, context), status: 422)
        }
    }

    /// The role that the path names.
    func storedRole(_ context: RequestContext, _ db: any Connection) throws -> Role {
        guard let role = try Roles.find(try context.element("role"), db) else { throw Failure.notFound }
        return role
    }
}
