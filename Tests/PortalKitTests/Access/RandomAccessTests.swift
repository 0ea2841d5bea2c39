import PortalKit
import PortalTestSupport
import Testing

/// Worlds, grants and questions by chance.
struct RandomAccess {
    static let universe: ClosedRange<Int64> = 0...7
    static let scopes = [
        TestScopes.photos, TestScopes.collection, TestScopes.album, TestScopes.pceen, TestScopes.role,
        TestScopes.calendar,
        TestScopes.client,
    ]
    static let actions: [Action] = [.read, .create, .update, .delete, .write, .all]
    var chance: Chance

    init(seed: UInt64) { chance = Chance(seed: seed) }

    mutating func world() -> TestWorld {
        var world = TestWorld()
        for scope in Self.scopes where scope.elements != .none {
            world.existing[scope.name] = Set(Self.universe.filter { _ in Int.random(in: 0..<4, using: &chance) > 0 })
        }
        // Some albums lie in a collection that is gone, some in none.
        for album in Self.universe where Bool.random(using: &chance) {
            world.collections[album] = Int64.random(in: Self.universe, using: &chance)
        }
        for relation in ["own", "team"] {
            for client in Self.universe {
                world.related[relation, default: [:]][client] = Int64.random(in: 1...3, using: &chance)
            }
        }
        return world
    }

    mutating func grant() -> Grant {
        let scope = Self.scopes.randomElement(using: &chance) ?? TestScopes.photos
        let action = (Self.actions + scope.actions).randomElement(using: &chance) ?? .read
        switch (scope.elements, Int.random(in: 0..<4, using: &chance)) {
        case (.none, _), (.may, 0): return Grant(action, scope.name)
        case (.may, 1) where !scope.relations.isEmpty:
            return Grant(action, scope.name, .relation(scope.relations.randomElement(using: &chance)?.name ?? "own"))
        default: return Grant(action, scope.name, .element(Int64.random(in: Self.universe, using: &chance)))
        }
    }

    mutating func grants() -> [Grant] { (0..<Int.random(in: 0...9, using: &chance)).map { _ in grant() } }

    /// A visitor, or one of three people.
    mutating func person() -> Int64? { [nil, 1, 2, 3].randomElement(using: &chance) ?? nil }
}

@Suite struct RandomAccessTests {
    @Test func `the engine and a plain restatement of the rule agree in 100,000 cases`() throws {
        var source = RandomAccess(seed: 20_261_121)
        var allowed = 0
        for round in 0..<2000 {
            let world = source.world()
            // PUBLIC's grants and those of the roles count alike.
            let held = source.grants() + source.grants()
            let person = source.person()
            let grants = Grants(held, person: person)
            let oracle = PermissionOracle(held, person: person, world, universe: RandomAccess.universe)
            for _ in 0..<50 {
                let scope = RandomAccess.scopes.randomElement(using: &source.chance) ?? TestScopes.photos
                let action = (RandomAccess.actions + scope.actions).randomElement(using: &source.chance) ?? .read
                let whole =
                    scope.elements == .none
                    || (scope.elements == .may && Int.random(in: 0..<5, using: &source.chance) == 0)
                let element = whole ? nil : Int64.random(in: RandomAccess.universe, using: &source.chance)
                let answer =
                    if let element {
                        try grants.allows(action, scope, element: element, in: TestScopes.catalogue, world: world)
                    } else {
                        grants.allows(action, scope)
                    }
                let expected = oracle.allows(action.name, scope.name, element)
                if expected { allowed += 1 }
                guard answer != expected else { continue }
                Issue.record(
                    "round \(round): \(action)/\(scope.name)[\(String(describing: element))] of \(String(describing: person)) with \(held) in \(world): \(answer)"
                )
                return
            }
        }
        // Chance that always says no would agree for nothing.
        #expect((15_000...85_000).contains(allowed), "\(allowed) of 100,000 were allowed")
    }
}
