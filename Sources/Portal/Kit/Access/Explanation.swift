public import PortalDatabase

/// Why somebody may, or may not, do something: for `portal access explain` and the page beside each element.
public struct Explanation: Sendable {
    /// Whether it is allowed.
    public let allowed: Bool
    /// What decided, one sentence a line.
    public let reasons: [String]

    /// A decision and what decided it.
    public init(allowed: Bool, reasons: [String]) {
        self.allowed = allowed
        self.reasons = reasons
    }
}

/// A grant together with the role it comes from.
public struct HeldGrant: Sendable {
    /// The role's internal id; 0 is PUBLIC.
    public let role: Int64
    /// The role's name.
    public let roleName: String
    /// The permission.
    public let grant: Grant

    /// A grant held through a role.
    public init(role: Int64, roleName: String, grant: Grant) {
        self.role = role
        self.roleName = roleName
        self.grant = grant
    }
}

extension Connection {
    /// Explains one decision of the engine in its own terms: which grant of which role answers, on which element of the chain.
    public func explain(
        _ action: Action, _ scope: Scope, element: Int64?, held: [HeldGrant], person: Int64?, in catalogue: Scopes
    ) throws -> Explanation {
        let world = StoredElements(db: self)
        var reasons: [String] = []
        for one in held {
            let grants = Grants([one.grant], person: person)
            let grants1 =
                if let element {
                    try grants.allows(action, scope, element: element, in: catalogue, world: world)
                } else {
                    grants.allows(action, scope)
                }
            guard grants1 else { continue }
            reasons.append("role \(one.roleName) holds \(try describe(one.grant, in: catalogue))")
        }
        let all = Grants(held.map(\.grant), person: person)
        let allowed =
            if let element {
                try all.allows(action, scope, element: element, in: catalogue, world: world)
            } else {
                all.allows(action, scope)
            }
        if allowed, reasons.isEmpty {
            reasons = ["create and update are held by several grants, and write asks for both"]
        }
        guard !allowed else { return Explanation(allowed: true, reasons: reasons) }
        reasons = [
            "no role of theirs, nor PUBLIC, holds \(action)/\(scope.name) \(element == nil ? "for every element" : "here")"
        ]
        for one in held where one.grant.scope == scope.name {
            reasons.append(
                "role \(one.roleName) holds \(try describe(one.grant, in: catalogue)), which does not reach this")
        }
        if let parent = scope.parent {
            reasons.append("\(scope.name) inherits from \(parent.scope); nothing there grants it either")
        }
        return Explanation(allowed: false, reasons: reasons)
    }

    /// A grant in the notation `action/scope[element]`, with the element's label where it still exists.
    public func describe(_ grant: Grant, in catalogue: Scopes) throws -> String {
        let base = "\(grant.action)/\(grant.scope)"
        switch grant.target {
        case .every: return base
        case .relation(let name): return "\(base)[\(name)]"
        case .element(let element):
            guard let scope = catalogue[grant.scope] else { return "\(base)[#\(element)]" }
            let label = try label(element, of: scope)
            return "\(base)[\(label ?? "gone #\(element)")]"
        }
    }
}
