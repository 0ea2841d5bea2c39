extension Compiler {
    /// A value by its name.
    func name(_ name: String, _ place: Place, isOptional: Bool) -> Typed {
        switch scope[name] {
        case .value(var value, _):
            value.place = place
            return value
        case .macro, .caller:
            report(place.fault("“\(name)” is a macro", "call it: \(name)()"))
        case .module:
            report(place.fault("“\(name)” is an imported template", "name one of its macros: \(name).macro()"))
        case .loop:
            report(place.fault("“loop” by itself shows nothing", "write loop.index or the like"))
        case .namespace:
            report(place.fault("“\(name)” is a namespace", "name one of its variables"))
        case nil:
            if isOptional { return .absent(place) }
            report(unknown(name, place))
        }
        return .broken(place)
    }

    private static let functions = ["range", "namespace", "ngettext", "gettext", "pgettext", "npgettext", "super"]

    func unknown(_ name: String, _ place: Place) -> TemplateError {
        let near = NearName.suggestion(for: name, among: scope.allNames + Self.functions)
        return place.fault("there is no “\(name)” here", near)
    }

    /// `value.name`, where the value is a model, a module, a loop or a namespace.
    func attribute(_ base: Expression, _ name: String, _ place: Place, isOptional: Bool) -> Typed {
        if case .name(let word) = base.kind {
            switch scope[word] {
            case .loop(let loop, let item): return loopFact(name, loop, item, place)
            case .namespace(let namespace):
                if let member = namespace.members[name] {
                    return Typed(kind: .slot(member.slot), type: member.type, place: place)
                }
                if isOptional { return .absent(place) }
                report(
                    place.fault(
                        "“\(word)” has no “\(name)”",
                        NearName.suggestion(for: name, among: Array(namespace.members.keys))))
                return .broken(place)
            case .module(let module):
                if case .value(var value, _) = module.names[name] {
                    value.place = place
                    return value
                }
                if module.names[name] != nil {
                    report(place.fault("“\(word).\(name)” is a macro", "call it: \(word).\(name)()"))
                } else if !isOptional {
                    report(
                        place.fault(
                            "“\(word)” has no “\(name)”",
                            NearName.suggestion(for: name, among: Array(module.names.keys))))
                } else {
                    return .absent(place)
                }
                return .broken(place)
            default: break
            }
        }
        return member(name, of: resolve(base, isOptional: isOptional), place, isOptional: isOptional)
    }

    func member(_ name: String, of base: Typed, _ place: Place, isOptional: Bool) -> Typed {
        switch base.type {
        case .model(let model):
            if let field = model.field(name) {
                return Typed(kind: .field(base, field.index), type: field.type, place: place)
            }
            if isOptional { return .absent(place) }
            report(place.fault("\(model.name) has no “\(name)”", NearName.suggestion(for: name, among: model.names)))
        case .any where base.constant?.isNone == true: break
        default:
            if isOptional { return .absent(place) }
            let filter = Filters.indexes[name] == nil ? nil : "there is a filter: |\(name)"
            report(place.fault("\(base.type.words) has no “\(name)”", filter))
        }
        return .broken(place)
    }

    private func loopFact(_ name: String, _ loop: Int32, _ item: StaticType, _ place: Place) -> Typed {
        if name == "depth" { return .constant(.integer(1), place) }
        if name == "depth0" { return .constant(.integer(0), place) }
        guard let fact = LoopFact.named[name] else {
            report(
                place.fault(
                    "“loop” has no “\(name)”",
                    NearName.suggestion(for: name, among: Array(LoopFact.named.keys) + ["cycle"])))
            return .broken(place)
        }
        let type: StaticType =
            switch fact {
            case .first, .last: .flag
            case .previtem, .nextitem: item
            default: .number
            }
        let presence: Typed.Presence = fact == .previtem || fact == .nextitem ? .sometimes : .always
        return Typed(kind: .loopFact(loop, fact), type: type, place: place, presence: presence)
    }
}
