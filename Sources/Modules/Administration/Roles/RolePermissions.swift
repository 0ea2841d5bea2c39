import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// A permission to be added, as typed: the element is a custom id, a relation, or empty for every one.
struct PermissionForm: Form {
    let action, scope, element: String
    static let names = ["action", "scope", "element"]
    init(_ fields: Fields) {
        action = fields["action"]
        scope = fields["scope"]
        element = fields["element"].tidied
    }

    /// The grant that was meant; throws everything that is wrong at once.
    func grant(_ scopes: Scopes, _ db: any Connection) throws -> Grant {
        var errors = FieldErrors()
        if action.isEmpty { errors["action"] = tr("Choose an action.") }
        guard let declared = scopes[scope] else {
            errors["scope"] = RoleError.invalid("scope").words
            throw errors
        }
        if !action.isEmpty, !declared.everyAction.contains(Action(action)) {
            errors["action"] = RoleError.invalid("action").words
        }
        var target = Grant.Target.every
        if element.isEmpty {
            if declared.elements == .must {
                errors["element"] = tr("In this area, a permission always concerns one item: say which.")
            }
        } else if declared.elements == .none {
            errors["element"] = tr("This area has no separate items: leave this empty.")
        } else if let relation = declared.relations.first(where: { $0.name == element.lowercased() }) {
            target = .relation(relation.name)
        } else if let id = try db.element(element, of: declared) {
            target = .element(id)
        } else {
            errors["element"] = RoleError.invalid("element").words
        }
        try errors.check()
        return Grant(Action(action), scope, target)
    }
}

extension AdministrationModule {
    /// Adds a permission: only for who holds it, or `all/role`.
    func addPermission(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: PermissionForm = try context.form()
        let role = try storedRole(context, db)
        let grant: Grant
        do { grant = try form.grant(context.application.scopes, db) } catch let errors as FieldErrors {
            return .page(try rolePage(form, wrong: errors, context, db), status: 422)
        }
        try RoleGift.demand(grant, context, db)
        let added = try refusing { try Roles.grant(grant, to: role.id, in: context.application.scopes, db) }
        guard added else {
            return HandlerResponse.seeOther(role.path).noticing(.info, tr("The role already has this permission."))
        }
        try context.record(
            "grant", "role", id: role.id, label: role.name,
            changes: [
                AuditChange(
                    field: "permission", before: nil, after: try db.describe(grant, in: context.application.scopes))
            ], db)
        return HandlerResponse.seeOther(role.path).noticing(
            .good, tr("The permission is added and takes effect immediately."))
    }

    /// Removes a permission, also one on an element that is gone or of a module that is no longer there.
    func removePermission(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let role = try storedRole(context, db)
        guard let id = Int64(context.parameter("permission")) else { throw Failure.notFound }
        guard let (_, grant) = try Roles.permissions(of: role.id, db).first(where: { $0.id == id }) else {
            return HandlerResponse.seeOther(role.path).noticing(.info, tr("The permission had already been removed."))
        }
        let description = try db.describe(grant, in: context.application.scopes)
        try refusing { _ = try Roles.revoke(grant, from: role.id, now: context.now, db) }
        try context.record(
            "revoke", "role", id: role.id, label: role.name,
            changes: [AuditChange(field: "permission", before: description, after: nil)], db)
        return HandlerResponse.seeOther(role.path).noticing(.good, tr("The permission is removed."))
    }
}
