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
            errors["scope"] = RoleRefusal.invalid("scope").words
            throw errors
        }
        if !action.isEmpty, !declared.everyAction.contains(Action(action)) {
            errors["action"] = RoleRefusal.invalid("action").words
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
            errors["element"] = RoleRefusal.invalid("element").words
        }
        try errors.check()
        return Grant(Action(action), scope, target)
    }
}

extension AdministrationModule {
    /// Adds a permission: only for who holds it, or `all/role`.
    func addPermission(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: PermissionForm = try visit.form()
        let role = try storedRole(visit, db)
        let grant: Grant
        do { grant = try form.grant(visit.house.scopes, db) } catch let errors as FieldErrors {
            return .page(try rolePage(form, wrong: errors, visit, db), status: 422)
        }
        try RoleGift.demand(grant, visit, db)
        let added = try refusing { try Roles.grant(grant, to: role.id, in: visit.house.scopes, db) }
        guard added else {
            return Reply.seeOther(role.path).noticing(.info, tr("The role already has this permission."))
        }
        try visit.record(
            "grant", "role", id: role.id, label: role.name,
            changes: [
                AuditChange(field: "permission", before: nil, after: try db.describe(grant, in: visit.house.scopes))
            ], db)
        return Reply.seeOther(role.path).noticing(.good, tr("The permission is added and takes effect immediately."))
    }

    /// Removes a permission, also one on an element that is gone or of a module that is no longer there.
    func removePermission(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let role = try storedRole(visit, db)
        guard let id = Int64(visit.parameter("permission")) else { throw Failure.notFound }
        guard let (_, grant) = try Roles.permissions(of: role.id, db).first(where: { $0.id == id }) else {
            return Reply.seeOther(role.path).noticing(.info, tr("The permission had already been removed."))
        }
        let description = try db.describe(grant, in: visit.house.scopes)
        try refusing { _ = try Roles.revoke(grant, from: role.id, now: visit.now, db) }
        try visit.record(
            "revoke", "role", id: role.id, label: role.name,
            changes: [AuditChange(field: "permission", before: description, after: nil)], db)
        return Reply.seeOther(role.path).noticing(.good, tr("The permission is removed."))
    }
}
