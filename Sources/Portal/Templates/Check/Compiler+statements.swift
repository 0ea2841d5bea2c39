extension Compiler {
    func compile(_ nodes: [Node]) {
        for node in nodes { compile(node) }
    }

    private func compile(_ node: Node) {
        switch node {
        case .text(let bytes, let place): show(text: bytes, place)
        case .output(let expression): output(resolve(expression))
        case .branches(let branches, let otherwise): deeper { self.branches(branches[...], otherwise) }
        case .loop(let loop): deeper { self.loop(loop) }
        case .set(let names, let value, let place): set(names, value, place)
        case .setMember(let base, let name, let value, let place): setMember(base, name, value, place)
        case .setCapture(let name, let body, let filters, let place):
            assign(captured(body, filters, place), to: name, place)
        case .with(let values, let body):
            let inner = Scope(parent: scope)
            for (name, value) in values { bind(resolve(value), to: name, in: inner) }
            within(inner) { deeper { compile(body) } }
        case .filtered(let filters, let body, let place): output(captured(body, filters, place))
        case .block(let node): block(node)
        case .extends(_, let place):
            report(place.fault("“extends” stands at the top of a template, not inside something"))
        case .include(let names, let ignoresMissing, let withContext, let place):
            include(names, ignoresMissing, withContext, place)
        case .macro(let macro): scope.names[macro.name] = .macro(macro, scope)
        case .imported(let file, let alias, let withContext, let place):
            if let module = module(file, withContext, place) { scope.names[alias] = .module(module) }
        case .importedNames(let file, let names, let withContext, let place):
            importNames(names, from: file, withContext, place)
        case .call(let body, let target): call(body, target)
        case .trans(let node): trans(node)
        }
    }

    private func branches(_ branches: ArraySlice<(test: Expression, body: [Node])>, _ otherwise: [Node]) {
        guard let first = branches.first else { return compile(otherwise) }
        let test = resolve(first.test)
        if let known = test.constant, test.type != .any || !known.isNone {
            return known.isTrue ? compile(first.body) : self.branches(branches.dropFirst(), otherwise)
        }
        declare(branches.flatMap { AssignedNames.of($0.body) } + AssignedNames.of(otherwise), first.test.place)
        let before = scope.variables.names
        var after: [String: Binding] = [:]
        branch(test, first.test.place) {
            compile(first.body)
            after = scope.variables.names
            scope.variables.names = before
        } otherwise: {
            self.branches(branches.dropFirst(), otherwise)
        }
        merge(after, first.test.place)
    }

    private func captured(_ body: [Node], _ filters: [FilterUse], _ place: Place) -> Typed {
        let inner = Scope(parent: scope)
        var value = Typed(
            kind: .passage { [unowned self] in
                self.within(inner) { self.deeper { self.compile(body) } }
            }, type: isHTML ? .markup : .text, place: place)
        // A passage that stands by itself is shown where it is; one that is kept or filtered must be worked out first.
        for use in filters { value = filter(value, use.name, use.arguments, use.place) }
        return value
    }

    private func loop(_ node: LoopNode) {
        var list = resolve(node.list)
        let item: StaticType
        switch list.type {
        case .list(let type): item = type
        case .text: item = .text
        case .any, .none: item = .any
        default: return report(list.place.fault("\(list.type.words) is not a list"))
        }
        if let condition = node.condition { list = filtered(list, item, node.names, condition) }
        beginDynamic(node.place)
        let start = html
        push(list)
        let number = builder.openLoop()
        let slot = builder.newSlot()
        builder.add(.loopStart, a: number, b: slot, node.place)
        let opening = builder.instructions.count - 1
        let top = builder.here()
        let round = {
            let inner = Scope(parent: self.scope)
            self.bindItem(node.names, slot, item, in: inner, node.place)
            inner.names["loop"] = .loop(number, item: item)
            self.within(inner) { self.compile(node.body) }
        }
        round()
        repeatRound(from: start, node.place, round)
        builder.add(.loopNext, a: number, b: slot, c: top, node.place)
        builder.closeLoop()
        guard !node.otherwise.isEmpty else { return builder.land(opening) }
        let end = builder.jump(.jump, node.place)
        builder.land(opening)
        let afterRounds = html
        html = start
        within(Scope(parent: scope)) { compile(node.otherwise) }
        builder.land(end)
        join(afterRounds, node.place)
    }

    /// The second round begins where the first one ended.
    private func repeatRound(from start: HtmlContext, _ place: Place, _ round: () -> Void) {
        guard isHTML, html != start else { return }
        guard let joined = start.joined(with: html) else {
            return report(place.fault("a round of this loop begins \(start.words) and ends \(html.words)"))
        }
        html = joined
        rehearse(round)
        guard let again = html.joined(with: joined) else {
            return report(place.fault("a second round of this loop ends \(html.words)"))
        }
        html = again
    }

    private func bindItem(_ names: [String], _ slot: Int32, _ item: StaticType, in inner: Scope, _ place: Place) {
        if names.count == 1 {
            inner.names[names[0]] = .value(Typed(kind: .slot(slot), type: item, place: place), slot: nil)
            return
        }
        var part = StaticType.any
        switch item {
        case .list(let type): part = type
        case .any, .none, .text: break
        default: return report(place.fault("\(item.words) cannot be taken apart into \(names.count) values"))
        }
        let slots = names.map { _ in builder.newSlot() }
        builder.add(.unpack, a: slots.first ?? 0, b: Int32(clamping: names.count), c: slot, place)
        for (name, slot) in zip(names, slots) {
            inner.names[name] = .value(Typed(kind: .slot(slot), type: part, place: place), slot: nil)
        }
    }

    /// `for item in list if condition`: the items that stay are gathered first, so that the loop knows how many there are.
    private func filtered(_ list: Typed, _ item: StaticType, _ names: [String], _ condition: Expression) -> Typed {
        let place = condition.place
        let kept = builder.newSlot()
        builder.add(constant: .list([]), place)
        builder.add(.store, a: kept, place)
        push(list)
        let number = builder.openLoop()
        let slot = builder.newSlot()
        builder.add(.loopStart, a: number, b: slot, place)
        let opening = builder.instructions.count - 1
        let top = builder.here()
        let inner = Scope(parent: scope)
        bindItem(names, slot, item, in: inner, place)
        within(inner) { push(resolve(condition)) }
        let over = builder.jump(.jumpIfFalse, place)
        builder.add(.gather, a: kept, b: slot, place)
        builder.land(over)
        builder.add(.loopNext, a: number, b: slot, c: top, place)
        builder.land(opening)
        builder.closeLoop()
        return Typed(kind: .slot(kept), type: .list(item), place: list.place)
    }
}
