extension Compiler {
    /// `{% include %}`: the first of the names that exists.
    func include(_ names: [String], _ ignoresMissing: Bool, _ withContext: Bool, _ place: Place) {
        guard let name = names.first(where: { library.names.contains($0) }) else {
            if !ignoresMissing, let first = names.first { report(library.missing(first, place)) }
            return
        }
        let inner = Scope(parent: withContext ? scope : globals)
        within(inner) { template(name, place) }
    }

    /// The macros and variables of another template. It does not see the page's names, unless it is imported with context.
    func module(_ name: String, _ withContext: Bool, _ place: Place) -> Scope? {
        guard let template = library[name] else {
            report(library.missing(name, place))
            return nil
        }
        guard !inclusions.contains(name), inclusions.count < Self.deepestInclusion else {
            report(place.fault("“\(name)” imports itself", inclusions.joined(separator: " → ")))
            return nil
        }
        template.faults.forEach(report)
        inclusions.append(name)
        let module = Scope(parent: withContext ? scope : globals)
        within(module) {
            for node in template.nodes {
                switch node {
                case .set, .setMember, .setCapture, .macro, .imported, .importedNames, .branches: compileQuietly(node)
                default: break
                }
            }
        }
        inclusions.removeLast()
        return module
    }

    private func compileQuietly(_ node: Node) {
        if case .branches(let branches, let otherwise) = node {
            if (branches.flatMap { AssignedNames.of($0.body) } + AssignedNames.of(otherwise)).isEmpty { return }
        }
        compile([node])
    }

    func importNames(_ names: [(name: String, alias: String)], from file: String, _ withContext: Bool, _ place: Place) {
        guard let module = module(file, withContext, place) else { return }
        for (name, alias) in names {
            guard let binding = module.names[name] else {
                report(
                    place.fault(
                        "“\(file)” has no “\(name)”", NearName.suggestion(for: name, among: Array(module.names.keys))))
                continue
            }
            scope.names[alias] = binding
        }
    }
}
