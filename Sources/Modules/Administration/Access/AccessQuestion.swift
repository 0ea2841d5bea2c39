import Accounts
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// A question to the permission engine, as the address asks it.
struct AccessQuestion {
    /// Nil for a visitor.
    let person: Int64?
    let action: Action
    let scope: Scope
    /// Nil for the scope as a whole.
    let element: Int64?

    /// The word for everybody who has not signed in.
    static let visitor = "public"

    /// Reads the address; throws everything that is wrong at once.
    init(_ fields: Fields, _ scopes: Scopes, _ db: any Connection) throws {
        var errors = FieldErrors()
        let who = fields["person"].tidied.lowercased()
        person = who == Self.visitor ? nil : try db.element(who, of: .person)
        if who.isEmpty { errors["person"] = tr("Please fill this in.") }
        if person == nil, who != Self.visitor { errors["person"] = tr("Nobody has this user name.") }
        action = Action(fields["action"])
        guard let scope = scopes[fields["scope"]] else {
            errors["scope"] = RoleError.invalid("scope").words
            throw errors
        }
        self.scope = scope
        if !scope.everyAction.contains(action) { errors["action"] = RoleError.invalid("action").words }
        let key = fields["element"].tidied
        element = key.isEmpty ? nil : try db.element(key, of: scope)
        if !key.isEmpty, scope.elements == .none {
            errors["element"] = tr("This area has no separate items: leave this empty.")
        } else if !key.isEmpty, element == nil {
            errors["element"] = RoleError.invalid("element").words
        } else if key.isEmpty, scope.elements == .must {
            errors["element"] = tr("In this area, a permission always concerns one item: say which.")
        }
        try errors.check()
    }

    init(person: Int64?, action: Action, scope: Scope, element: Int64?) {
        self.person = person
        self.action = action
        self.scope = scope
        self.element = element
    }

    /// Whether these grants, held together, allow it.
    func isAllowed(by held: [HeldGrant], _ scopes: Scopes, _ db: any Connection) throws -> Bool {
        try db.explain(action, scope, element: element, held: held, person: person, in: scopes).allowed
    }

    /// The scopes whose grants can answer: the scope itself and those above it.
    func chain(_ scopes: Scopes) -> Set<String> {
        var names: Set<String> = [scope.name]
        var step = scope
        while let parent = step.parent, let above = scopes[parent.scope], names.insert(above.name).inserted {
            step = above
        }
        return names
    }
}
