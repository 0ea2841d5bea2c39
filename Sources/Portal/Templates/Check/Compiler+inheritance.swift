extension Compiler {
    /// A template with all that it extends.
    func template(_ name: String, _ place: Place) {
        guard !inclusions.contains(name) else {
            return report(place.fault("“\(name)” includes or extends itself", inclusions.joined(separator: " → ")))
        }
        guard inclusions.count < Self.deepestInclusion, hasRoom(place) else {
            return report(place.fault("templates include each other too deeply"))
        }
        let chain = chain(of: name, place)
        guard let root = chain.last else { return }
        inclusions += chain.map(\.source.name)
        let outer = (inheritance, currentBlock)
        inheritance = Inheritance()
        currentBlock = nil
        // Variables are shared by the whole chain; macros and imports belong to the file they stand in.
        let shared = Scope(parent: scope)
        let scopes = chain.map { _ in Scope(parent: shared, holdsVariables: false) }
        for (template, scope) in zip(chain, scopes) { collectBlocks(template.nodes, scope) }
        for (template, scope) in zip(chain.dropLast(), scopes) {
            within(scope) { deeper { prepare(template.nodes) } }
        }
        if let scope = scopes.last { within(scope) { deeper { compile(root.nodes) } } }
        (inheritance, currentBlock) = outer
        inclusions.removeLast(chain.count)
    }

    private func chain(of name: String, _ place: Place) -> [ParsedTemplate] {
        var chain: [ParsedTemplate] = []
        var next: (name: String, place: Place)? = (name, place)
        while let (name, place) = next {
            guard let template = library[name] else {
                report(library.missing(name, place))
                return []
            }
            guard chain.count < Self.deepestInclusion, !chain.contains(where: { $0.source.name == name }) else {
                report(place.fault("“\(name)” extends itself"))
                return []
            }
            template.faults.forEach(report)
            chain.append(template)
            next = template.parent
        }
        return chain
    }

    private func collectBlocks(_ nodes: [Node], _ scope: Scope) {
        var seen: Set<String> = []
        for block in BlockNodes.of(nodes) {
            if !seen.insert(block.name).inserted {
                report(block.place.fault("there is a block “\(block.name)” already"))
            }
            inheritance.versions[block.name, default: []].append((block, scope))
        }
    }

    /// The parts of a template outside of its blocks, where only blocks are shown: variables, macros and imports.
    private func prepare(_ nodes: [Node]) {
        for node in nodes {
            switch node {
            case .text(let bytes, let place):
                if let first = bytes.firstIndex(where: { !Splitter.isSpace($0) }) {
                    report(
                        Place(source: place.source, offset: place.offset + first).fault(
                            "this text stands outside of every block and is never shown"))
                }
            case .output(let expression):
                report(expression.place.fault("this stands outside of every block and is never shown"))
            case .set, .setMember, .setCapture, .macro, .imported, .importedNames: compile([node])
            case .extends, .block: break
            case .branches(let branches, let otherwise):
                let names = branches.flatMap { AssignedNames.of($0.body) } + AssignedNames.of(otherwise)
                if names.isEmpty { break }
                compile([
                    .branches(branches.map { ($0.test, onlyStatements($0.body)) }, otherwise: onlyStatements(otherwise))
                ])
            case .loop(let loop): report(loop.place.fault("this stands outside of every block and is never shown"))
            case .include(_, _, _, let place), .filtered(_, _, let place):
                report(place.fault("this stands outside of every block and is never shown"))
            case .with(_, let body): prepare(body)
            case .call(_, let target):
                report(target.place.fault("this stands outside of every block and is never shown"))
            case .trans(let trans): report(trans.place.fault("this stands outside of every block and is never shown"))
            }
        }
    }

    private func onlyStatements(_ nodes: [Node]) -> [Node] {
        nodes.filter { node in
            switch node {
            case .set, .setMember, .setCapture, .branches: true
            default: false
            }
        }
    }

    /// `{% block name %}`: the page's own version of it.
    func block(_ node: BlockNode) {
        guard let versions = inheritance.versions[node.name], let last = versions.last else { return }
        if last.node.isRequired, versions.count == 1 {
            report(node.place.fault("the block “\(node.name)” must be given by the page"))
        }
        expandBlock(node.name, level: 0, node.place, around: node.isScoped ? scope : nil)
    }

    func expandBlock(_ name: String, level: Int, _ place: Place, around: Scope? = nil) {
        guard let version = inheritance.versions[name].flatMap({ level < $0.count ? $0[level] : nil }) else { return }
        guard expansions.count < Self.deepestExpansion, hasRoom(place) else {
            return report(place.fault("the block “\(name)” shows itself"))
        }
        let outer = (currentBlock, expansions)
        currentBlock = (name, level)
        // Blocks count among the macros that stand inside each other, so that one that shows itself comes to an end.
        expansions.append(ObjectIdentifier(version.scope))
        let inner = Scope(parent: version.scope)
        if let around { Self.copy(around, upTo: version.scope, into: inner) }
        within(inner) { deeper { compile(version.node.body) } }
        (currentBlock, expansions) = outer
    }

    /// For a scoped block: the names around it, unless its own file has them.
    private static func copy(_ around: Scope, upTo end: Scope, into inner: Scope) {
        var scope: Scope? = around
        while let current = scope, current !== end, current.holdsVariables {
            for (name, binding) in current.names where inner.names[name] == nil { inner.names[name] = binding }
            scope = current.parent
        }
    }
}

/// The blocks of a template, wherever they stand in it.
enum BlockNodes {
    static func of(_ nodes: [Node]) -> [BlockNode] {
        nodes.flatMap { node in
            switch node {
            case .block(let block): [block] + of(block.body)
            case .branches(let branches, let otherwise): branches.flatMap { of($0.body) } + of(otherwise)
            case .loop(let loop): of(loop.body) + of(loop.otherwise)
            case .with(_, let body), .filtered(_, let body, _), .setCapture(_, let body, _, _): of(body)
            case .call(let body, _): of(body.body)
            default: [BlockNode]()
            }
        }
    }
}
