import PortalValues

extension Compiler {
    func filter(_ value: Expression, _ name: String, _ arguments: [CallArgument], _ place: Place) -> Typed {
        filter(resolve(value, isOptional: name == "default" || name == "d"), name, arguments, place)
    }

    /// `value|name(arguments)`.
    func filter(_ value: Typed, _ name: String, _ arguments: [CallArgument], _ place: Place) -> Typed {
        guard let index = Filters.indexes[name], name != "range" else {
            report(Filters.unknown(name, place))
            return .broken(place)
        }
        let filter = Filters.all[index]
        guard filter.input.accepts(value.type) else {
            report(place.fault("“\(name)” does not work on \(value.type.words)"))
            return .broken(place)
        }
        guard let (given, field) = bind(arguments, to: filter, value, place) else { return .broken(place) }
        if filter.name == "default", value.presence == .never || value.constant?.isNone == true { return given[0] }
        if filter.name == "escape", !isHTML { return value }
        let typed = Typed(
            kind: .filter(index, value, given), type: type(of: filter, value, given, field), place: place)
        guard filter.isPure else { return typed }
        return folded(typed, [value] + given) { (values) throws(ValueError) in
            try filter.apply(values[0], Array(values.dropFirst()), FilterContext(language: self.language, now: .now()))
        }
    }

    private func type(of filter: Filter, _ value: Typed, _ given: [Typed], _ field: StaticType?) -> StaticType {
        switch filter.name {
        case "default": value.type.joined(with: given[0].type) ?? .any
        case "map": .list(field ?? .any)
        case "sum": field ?? (value.type == .list(.number) ? .number : .any)
        default: filter.result(value.type)
        }
    }

    /// The arguments in the order of the filter's parameters; a field's name becomes its number.
    private func bind(
        _ arguments: [CallArgument], to filter: Filter, _ value: Typed, _ place: Place
    ) -> (arguments: [Typed], field: StaticType?)? {
        if filter.isOpenEnded {
            if let named = arguments.first(where: { $0.name != nil }) {
                report(named.value.place.fault("“\(filter.name)” takes its values in their order"))
                return nil
            }
            return (arguments.map { resolve($0.value) }, nil)
        }
        var given = [CallArgument?](repeating: nil, count: filter.parameters.count)
        for (position, argument) in arguments.enumerated() {
            let index = argument.name.map { name in filter.parameters.firstIndex { $0.name == name } } ?? position
            guard let index, index < given.count, given[index] == nil else {
                report(argument.value.place.fault("“\(filter.name)” does not take this argument"))
                return nil
            }
            given[index] = argument
        }
        var result: [Typed] = []
        var field: StaticType?
        for (index, parameter) in filter.parameters.enumerated() {
            if index == filter.attribute, let argument = given[index] {
                guard let found = self.field(argument.value, of: value) else { return nil }
                field = found.type
                result.append(.constant(.integer(found.index), argument.value.place))
            } else if let argument = given[index] {
                result.append(resolve(argument.value))
            } else if let standard = parameter.standard {
                result.append(.constant(standard, place))
            } else {
                report(place.fault("“\(filter.name)” needs “\(parameter.name)”"))
                return nil
            }
        }
        return (result, field)
    }

    private func field(_ argument: Expression, of value: Typed) -> (index: Int, type: StaticType)? {
        guard case .literal(.text(let name)) = argument.kind else {
            report(argument.place.fault("the name of a field is written out, between quotes"))
            return nil
        }
        guard case .list(.model(let model)) = value.type else {
            report(argument.place.fault("only models have fields, and this is \(value.type.words)"))
            return nil
        }
        guard let field = model.field(name) else {
            report(
                argument.place.fault(
                    "\(model.name) has no “\(name)”", NearName.suggestion(for: name, among: model.names)))
            return nil
        }
        return field
    }

    /// `value is name(arguments)`.
    func test(_ value: Expression, _ name: String, _ arguments: [CallArgument], _ place: Place) -> Typed {
        if name == "defined" || name == "undefined" { return isDefined(value, name == "defined", arguments, place) }
        guard let index = Tests.indexes[name] else {
            report(Tests.unknown(name, place))
            return .broken(place)
        }
        let test = Tests.all[index]
        guard arguments.count == test.argumentCount, arguments.allSatisfy({ $0.name == nil }) else {
            report(
                place.fault(test.argumentCount == 0 ? "“\(name)” takes no argument" : "“\(name)” takes one argument"))
            return .broken(place)
        }
        let value = resolve(value)
        let given = arguments.map { resolve($0.value) }
        return folded(Typed(kind: .test(index, value, given), type: .flag, place: place), [value] + given) {
            (values) throws(ValueError) in
            .boolean(try test.holds(values[0], Array(values.dropFirst())))
        }
    }

    private func isDefined(_ value: Expression, _ wanted: Bool, _ arguments: [CallArgument], _ place: Place) -> Typed {
        if !arguments.isEmpty { report(place.fault("“defined” takes no argument")) }
        if case .name(let name) = value.kind, let binding = scope[name] {
            guard case .value = binding else { return .constant(.boolean(wanted), place) }
        }
        let value = resolve(value, isOptional: true)
        switch value.presence {
        case .always: return .constant(.boolean(wanted), place)
        case .never: return .constant(.boolean(!wanted), place)
        case .sometimes:
            guard let index = Tests.indexes["none"] else { return .broken(place) }
            let isNone = Typed(kind: .test(index, value, []), type: .flag, place: place)
            return wanted ? Typed(kind: .not(isNone), type: .flag, place: place) : isNone
        }
    }
}
