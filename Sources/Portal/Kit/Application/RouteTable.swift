/// The route table of all modules: printed by `portal routes`, checked at every start.
public enum RouteTable {
    /// Every route with the module it belongs to.
    public static func all(_ modules: [any Module]) -> [(module: String, route: Route)] {
        modules.flatMap { module in module.routes.map { (type(of: module).id, $0) } }
    }

    /// One line a route: method, path, access.
    public static func lines(_ modules: [any Module]) -> [String] {
        all(modules).sorted { ($0.route.path, $0.route.method.rawValue) < ($1.route.path, $1.route.method.rawValue) }
            .map { "\($0.route.method.rawValue) \($0.route.path) \($0.route.access)" }
    }

    /// What is wrong with it: doubles, scopes nobody declares, actions a scope does not know, elements that the path does not name.
    public static func faults(modules: [any Module], scopes: Scopes) -> [String] {
        var faults: [String] = []
        var seen: Set<String> = []
        var operations: Set<String> = []
        for (module, route) in all(modules) {
            let name = "route \(route.method.rawValue) \(route.path) of module \(module)"
            if !route.path.hasPrefix("/") { faults.append("\(name) does not begin with /") }
            let shape = route.path.split(separator: "/").map { $0.hasPrefix("{") ? "{}" : String($0) }.joined(
                separator: "/")
            if !seen.insert("\(route.method.rawValue) \(shape)").inserted { faults.append("\(name) is declared twice") }
            for (action, scope) in route.access.questions {
                guard let declared = scopes[scope.name] else {
                    faults.append("\(name) asks for the unknown scope “\(scope.name)”")
                    continue
                }
                if !declared.everyAction.contains(action) {
                    faults.append("\(name) asks for “\(action)”, which scope “\(scope.name)” does not know")
                }
            }
            for (scope, path) in route.access.elements {
                for parameter in path.split(separator: "/") where !route.parameters.contains(String(parameter)) {
                    faults.append("\(name) has no {\(parameter)} for the element of its access")
                }
                if scope.elements == .none {
                    faults.append("\(name) names an element of “\(scope.name)”, which has none")
                }
            }
            if case .may(_, let scope) = route.access, scope.elements == .must {
                faults.append("\(name) asks for all of “\(scope.name)”, whose grants always name an element")
            }
            if case .confirmed = route.access, case .read = route.work, route.method != .get {
                faults.append("\(name) reads with an unsafe method")
            }
            if case .streaming = route.work { faults += streamingFaults(route, name) }
            if route.path.hasPrefix("/api/") != (route.operation != nil) {
                faults.append("\(name) is for programs by its path or by its description, but not by both")
            }
            if let id = route.operation?.id, !operations.insert(id).inserted {
                faults.append("\(name) has the same operation id as another route: \(id)")
            }
        }
        return faults
    }

    private static func streamingFaults(_ route: Route, _ name: String) -> [String] {
        var faults: [String] = []
        if route.method == .get { faults.append("\(name) streams a body, which GET does not have") }
        if route.access.asksPassword {
            // The question would have to hold the files until it is answered.
            faults.append("\(name) streams a body and asks for the password")
        }
        if case .machine = route.access { faults.append("\(name) streams a body for a machine") }
        return faults
    }
}
