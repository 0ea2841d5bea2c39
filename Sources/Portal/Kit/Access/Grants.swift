/// What the permission engine asks about the stored world, to decide on one element.
public protocol Elements {
    /// Whether the element exists.
    func exists(_ scope: Scope, _ element: Int64) throws -> Bool
    /// The element above this one; nil where there is none, or where the element itself is gone.
    func parent(_ scope: Scope, _ element: Int64) throws -> Int64?
    /// Whether the element stands in this relation to the person.
    func holds(_ relation: Scope.Relation, _ scope: Scope, _ element: Int64, person: Int64) throws -> Bool
}

/// Everything one person (or a visitor) may do: the grants of all their roles and of PUBLIC.
public struct Grants: Sendable {
    /// The grants, by scope.
    let byScope: [String: [Grant]]
    /// The person they belong to; nil for a visitor, whom no relation can name.
    let person: Int64?
    /// What a program's token narrows them to; nil for people themselves.
    private(set) var reach: TokenReach?

    /// The same person through a token: what they may do, as far as the token reaches.
    func limited(to reach: TokenReach) -> Grants {
        var other = self
        other.reach = reach
        return other
    }

    /// Whether a token stands in the way, whatever the person may do.
    func reaches(_ action: Action, _ scope: String) -> Bool { reach?.covers(action, scope) ?? true }

    /// The grants of a person, or of a visitor.
    public init(_ grants: some Sequence<Grant>, person: Int64?) {
        var byScope: [String: [Grant]] = [:]
        for grant in grants { byScope[grant.scope, default: []].append(grant) }
        self.byScope = byScope
        self.person = person
    }

    /// Every grant held.
    public var all: [Grant] { byScope.values.flatMap { $0 } }

    /// Whether the action is allowed on the scope as a whole: only a grant without element answers. Asking for `write` asks for
    /// create and update at once.
    public func allows(_ action: Action, _ scope: Scope) -> Bool {
        reaches(action, scope.name) && holds(action, scope)
    }

    /// The same without looking at a token: for scopes above the one asked about.
    func holds(_ action: Action, _ scope: Scope) -> Bool {
        if granted(action, scope, { $0 == .every }) { return true }
        return action == .write && holds(.create, scope) && holds(.update, scope)
    }

    /// Whether the action is allowed on at least one element, as far as the grants alone tell: the door of a list page, whose
    /// rows are then chosen by ``Connection/visible``.
    public func allowsSome(_ action: Action, _ scope: Scope, in catalogue: Scopes) -> Bool {
        reaches(action, scope.name) && holdsSome(action, scope, in: catalogue)
    }

    private func holdsSome(_ action: Action, _ scope: Scope, in catalogue: Scopes) -> Bool {
        if granted(
            action, scope,
            { target in
                if case .relation = target { return person != nil }
                return true
            })
        {
            return true
        }
        guard let parent = scope.parent.flatMap({ catalogue[$0.scope] }) else { return false }
        return holdsSome(action, parent, in: catalogue)
    }

    /// Whether the action is allowed on one element: by a grant on every element, on this one, on a relation it stands in, or by
    /// any of these on its parents. Children never raise parents, and an element that no longer exists grants nothing.
    public func allows(
        _ action: Action, _ scope: Scope, element: Int64, in catalogue: Scopes, world: some Elements
    ) throws -> Bool {
        guard reaches(action, scope.name) else { return false }
        if try direct(action, scope, element, catalogue, world, depth: 0) { return true }
        guard action == .write else { return false }
        return try allows(.create, scope, element: element, in: catalogue, world: world)
            && allows(.update, scope, element: element, in: catalogue, world: world)
    }

    private func direct(
        _ action: Action, _ scope: Scope, _ element: Int64, _ catalogue: Scopes, _ world: some Elements, depth: Int
    ) throws -> Bool {
        if granted(action, scope, { $0 == .every }) { return true }
        if granted(action, scope, { $0 == .element(element) }), try world.exists(scope, element) { return true }
        if let person {
            for relation in scope.relations where granted(action, scope, { $0 == .relation(relation.name) }) {
                if try world.holds(relation, scope, element, person: person) { return true }
            }
        }
        // Declared chains are checked for circles at start; the bound is for a world that lies.
        guard depth < 8, let parent = scope.parent.flatMap({ catalogue[$0.scope] }),
            let above = try world.parent(scope, element)
        else { return false }
        return try direct(action, parent, above, catalogue, world, depth: depth + 1)
    }

    func granted(_ action: Action, _ scope: Scope, _ matches: (Grant.Target) -> Bool) -> Bool {
        guard let grants = byScope[scope.name] else { return false }
        return grants.contains { $0.action.covers(action) && matches($0.target) }
    }
}
