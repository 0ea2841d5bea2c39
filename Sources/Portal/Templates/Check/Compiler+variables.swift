extension Compiler {
    /// `{% set a = value %}`, `{% set a, b = list %}`.
    func set(_ names: [String], _ value: Expression, _ place: Place) {
        if names.count == 1, case .call(let callee, let arguments) = value.kind, case .name("namespace") = callee.kind,
            scope["namespace"] == nil
        {
            return namespace(names[0], arguments, place)
        }
        let value = resolve(value)
        if names.count == 1 { return assign(value, to: names[0], place) }
        let part: StaticType
        switch value.type {
        case .list(let type): part = type
        case .any, .none: part = .any
        default: return report(place.fault("\(value.type.words) cannot be taken apart into \(names.count) values"))
        }
        let whole = builder.newSlot()
        push(value)
        builder.add(.store, a: whole, place)
        let slots = names.map { _ in builder.newSlot() }
        builder.add(.unpack, a: slots.first ?? 0, b: Int32(clamping: names.count), c: whole, place)
        for (name, slot) in zip(names, slots) {
            assign(Typed(kind: .slot(slot), type: part, place: place), to: name, place)
        }
    }

    /// Gives a variable its value; it keeps its slot where it has one.
    func assign(_ value: Typed, to name: String, _ place: Place) {
        guard name != "layout", name != "loop", name != "caller" else {
            return report(place.fault("“\(name)” cannot be set"))
        }
        let variables = scope.variables
        var slot: Int32
        if case .value(_, let own?) = variables.names[name] { slot = own } else { slot = builder.newSlot() }
        push(value)
        builder.add(.store, a: slot, place)
        variables.names[name] = .value(
            Typed(
                kind: .slot(slot), type: value.type, place: place,
                presence: value.presence == .never ? .sometimes : value.presence),
            slot: slot)
        // A macro or an import of the same file under this name would hide the variable.
        if scope !== variables { scope.names[name] = nil }
    }

    /// Before branches that set variables: each has a slot with what it held so far, so that every way leaves something there.
    func declare(_ names: [String], _ place: Place) {
        let variables = scope.variables
        for name in Set(names).sorted() {
            if case .value(_, .some) = variables.names[name] { continue }
            var before = Typed.absent(place)
            if case .value(let value, _) = scope[name] { before = value }
            let slot = builder.newSlot()
            push(before)
            builder.add(.store, a: slot, place)
            let presence: Typed.Presence = before.presence == .always ? .always : .sometimes
            variables.names[name] = .value(
                Typed(kind: .slot(slot), type: before.type, place: place, presence: presence), slot: slot)
        }
    }

    /// After branches: each variable is what either way left.
    func merge(_ other: [String: Binding], _ place: Place) {
        let variables = scope.variables
        for (name, binding) in variables.names {
            guard case .value(var here, let slot?) = binding, case .value(let there, _) = other[name] else { continue }
            guard let type = here.type.joined(with: there.type) else {
                report(place.fault("“\(name)” is either \(there.type.words) or \(here.type.words)"))
                continue
            }
            here.type = type
            if there.presence != here.presence { here.presence = .sometimes }
            variables.names[name] = .value(here, slot: slot)
        }
    }

    private func namespace(_ name: String, _ arguments: [CallArgument], _ place: Place) {
        let namespace = Namespace()
        for argument in arguments {
            guard let member = argument.name else {
                report(argument.value.place.fault("a namespace takes its variables by name"))
                continue
            }
            let value = resolve(argument.value)
            let slot = builder.newSlot()
            push(value)
            builder.add(.store, a: slot, place)
            namespace.members[member] = (slot, value.type)
        }
        scope.variables.names[name] = .namespace(namespace)
    }

    /// `{% set ns.name = value %}`.
    func setMember(_ base: String, _ name: String, _ value: Expression, _ place: Place) {
        guard case .namespace(let namespace) = scope[base] else {
            return report(place.fault("“\(base)” is not a namespace", "{% set \(base) = namespace(\(name)=…) %}"))
        }
        let value = resolve(value)
        let member = namespace.members[name]
        guard let type = (member?.type ?? .none).joined(with: value.type) else {
            return report(
                place.fault("“\(base).\(name)” is \(member?.type.words ?? "nothing"), and this is \(value.type.words)"))
        }
        let slot = member?.slot ?? builder.newSlot()
        push(value)
        builder.add(.store, a: slot, place)
        namespace.members[name] = (slot, type)
    }
}
