/// Every scope that the modules declare, by name.
public struct Scopes: Sendable {
    /// In the order of declaration.
    public let all: [Scope]
    private let byName: [String: Scope]

    /// Collects the scopes; the faults of their declarations are found by ``faults()``.
    public init(_ scopes: [Scope]) {
        all = scopes
        byName = Dictionary(scopes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The scope of this name.
    public subscript(name: String) -> Scope? { byName[name] }

    /// What is wrong with the declarations: doubles, unknown parents, circles, elements without storage. Empty when all is well.
    public func faults() -> [String] {
        var faults: [String] = []
        var seen: Set<String> = []
        for scope in all {
            if !seen.insert(scope.name).inserted { faults.append("scope “\(scope.name)” is declared twice") }
            switch scope.elements {
            case .none where scope.storage != nil || scope.parent != nil || !scope.relations.isEmpty:
                faults.append("scope “\(scope.name)” has no elements, but a storage, a parent or relations")
            case .may where scope.storage == nil, .must where scope.storage == nil:
                faults.append("scope “\(scope.name)” has elements, but does not say where they are stored")
            default: break
            }
            var above: Set<String> = [scope.name]
            var step = scope
            while let parent = step.parent {
                guard let next = self[parent.scope] else {
                    faults.append("scope “\(step.name)” names the unknown parent “\(parent.scope)”")
                    break
                }
                guard above.insert(next.name).inserted else {
                    faults.append("scope “\(scope.name)” is its own ancestor")
                    break
                }
                step = next
            }
        }
        return faults
    }
}
