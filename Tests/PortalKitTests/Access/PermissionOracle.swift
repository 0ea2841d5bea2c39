import PortalKit

/// The rule of permissions said once more, the other way round: every grant is spread over all it reaches, from the parents down,
/// into a set of plain facts; a question is then looked up. Slow, and with nothing of the engine in it.
struct PermissionOracle {
    /// One thing that is allowed; no element means the scope as a whole.
    struct Fact: Hashable {
        let action: String
        let scope: String
        let element: Int64?
    }

    private var facts: Set<Fact> = []

    init(_ grants: [Grant], person: Int64?, _ world: TestWorld, universe: ClosedRange<Int64>) {
        for grant in grants {
            for action in Self.actions(grant.action.name) {
                switch grant.target {
                case .every:
                    facts.insert(Fact(action: action, scope: grant.scope, element: nil))
                    for element in universe { spread(action, grant.scope, element, world, universe) }
                case .element(let element):
                    guard world.existing[grant.scope]?.contains(element) == true else { continue }
                    spread(action, grant.scope, element, world, universe)
                case .relation(let name):
                    guard let person else { continue }
                    for element in universe where world.related[name]?[element] == person {
                        guard grant.scope == "client", world.existing["client"]?.contains(element) == true else {
                            continue
                        }
                        spread(action, grant.scope, element, world, universe)
                    }
                }
            }
        }
    }

    /// A collection's albums have what it has.
    private mutating func spread(
        _ action: String, _ scope: String, _ element: Int64, _ world: TestWorld, _ universe: ClosedRange<Int64>
    ) {
        facts.insert(Fact(action: action, scope: scope, element: element))
        guard scope == "collection" else { return }
        for album in universe
        where world.collections[album] == element && world.existing["album"]?.contains(album) == true {
            facts.insert(Fact(action: action, scope: "album", element: album))
        }
    }

    /// Whether it is allowed. Writing is creating and updating, wherever the two come from; everything is only everything.
    func allows(_ action: String, _ scope: String, _ element: Int64?) -> Bool {
        func known(_ action: String) -> Bool { facts.contains(Fact(action: action, scope: scope, element: element)) }
        return action == "write" ? known("create") && known("update") : known(action)
    }

    /// What a granted action says one by one.
    private static func actions(_ granted: String) -> [String] {
        switch granted {
        case "all": ["read", "create", "update", "delete", "assign", "all"]
        case "write": ["create", "update"]
        default: [granted]
        }
    }
}
