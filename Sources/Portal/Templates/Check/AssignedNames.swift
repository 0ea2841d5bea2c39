/// Which names a passage sets in the scope around it.
enum AssignedNames {
    static func of(_ nodes: [Node]) -> [String] {
        nodes.flatMap { node in
            switch node {
            case .set(let names, _, _): names
            case .setCapture(let name, _, _, _): [name]
            case .branches(let branches, let otherwise): branches.flatMap { of($0.body) } + of(otherwise)
            default: [String]()
            }
        }
    }
}
