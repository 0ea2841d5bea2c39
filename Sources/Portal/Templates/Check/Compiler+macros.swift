extension Compiler {
    typealias FoundMacro = (node: MacroNode, scope: Scope, caller: CallerPassage?)

    /// A macro's text, to be put where it is called.
    func passage(
        _ macro: FoundMacro, _ arguments: [CallArgument], _ body: CallerPassage?, _ place: Place
    ) -> Typed {
        let site = scope
        return Typed(
            kind: .passage { [unowned self] in
                self.within(site) { self.expand(macro, arguments, body, place) }
            }, type: isHTML ? .markup : .text, place: place)
    }

    private func expand(_ macro: FoundMacro, _ arguments: [CallArgument], _ body: CallerPassage?, _ place: Place) {
        let identity = ObjectIdentifier(macro.node)
        let around = macro.caller?.expansions ?? expansions
        guard !around.contains(identity) else {
            return report(place.fault("the macro “\(macro.node.name)” calls itself"))
        }
        guard around.count < Self.deepestExpansion, hasRoom(place) else {
            return report(place.fault("macros call each other too deeply"))
        }
        let inner = Scope(parent: macro.scope)
        guard bind(arguments, to: macro.node, in: inner, place) else { return }
        if let body { inner.names["caller"] = .caller(body) }
        let outerExpansions = expansions
        let outerBlock = currentBlock
        expansions = around + [identity]
        currentBlock = macro.caller == nil ? nil : currentBlock
        within(inner) { bodyOf(macro.node.body) }
        expansions = outerExpansions
        currentBlock = outerBlock
    }

    private func bodyOf(_ nodes: [Node]) { deeper { compile(nodes) } }

    /// Gives each parameter its value: constants and plain names stay what they are, everything else is worked out once.
    private func bind(_ arguments: [CallArgument], to macro: MacroNode, in inner: Scope, _ place: Place) -> Bool {
        var given: [String: Expression] = [:]
        for (position, argument) in arguments.enumerated() {
            guard
                let name = argument.name ?? (position < macro.parameters.count ? macro.parameters[position].name : nil)
            else {
                report(argument.value.place.fault("“\(macro.name)” takes \(macro.parameters.count) arguments at most"))
                return false
            }
            guard macro.parameters.contains(where: { $0.name == name }) else {
                let near = NearName.suggestion(for: name, among: macro.parameters.map(\.name))
                report(argument.value.place.fault("“\(macro.name)” has no parameter “\(name)”", near))
                return false
            }
            guard given.updateValue(argument.value, forKey: name) == nil else {
                report(argument.value.place.fault("“\(name)” is given twice"))
                return false
            }
        }
        for parameter in macro.parameters {
            var value = Typed.absent(place)
            if let expression = given[parameter.name] {
                value = resolve(expression)
            } else if let standard = parameter.standard {
                within(inner) { value = resolve(standard) }
            }
            bind(value, to: parameter.name, in: inner)
        }
        return true
    }

    /// Gives a name a value, in a slot of its own unless reading it again costs nothing.
    func bind(_ value: Typed, to name: String, in scope: Scope) {
        guard !value.isCheap else {
            scope.names[name] = .value(value, slot: nil)
            return
        }
        let slot = builder.newSlot()
        push(value)
        builder.add(.store, a: slot, value.place)
        scope.names[name] = .value(
            Typed(kind: .slot(slot), type: value.type, place: value.place, presence: value.presence), slot: nil)
    }

    /// `{% call(x) macro(arguments) %}…{% endcall %}`.
    func call(_ body: MacroNode, _ target: Expression) {
        guard case .call(let callee, let arguments) = target.kind else { return }
        let found: FoundMacro?
        switch callee.kind {
        case .name(let name): found = macro(name)
        case .attribute(let base, let name):
            if case .name(let word) = base.kind, case .module(let module) = scope[word] {
                found = macro(name, in: module)
            } else {
                found = nil
            }
        default: found = nil
        }
        guard let found else { return report(target.place.fault("“call” needs a macro")) }
        let passage = CallerPassage(body: body, scope: scope, expansions: expansions)
        output(self.passage(found, arguments, passage, target.place))
    }
}
