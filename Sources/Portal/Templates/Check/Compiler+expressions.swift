extension Compiler {
    /// An expression with its names resolved. Where `isOptional`, an unknown name is absent instead of a fault.
    func resolve(_ expression: Expression, isOptional: Bool = false) -> Typed {
        let place = expression.place
        switch expression.kind {
        case .literal(let value): return .constant(value, place)
        case .name(let name): return self.name(name, place, isOptional: isOptional)
        case .attribute(let base, let name): return attribute(base, name, place, isOptional: isOptional)
        case .index(let base, let index): return subscripted(base, index, place, isOptional: isOptional)
        case .slice(let base, let from, let to, let step): return slice(resolve(base), [from, to, step], place)
        case .call(let callee, let arguments): return call(callee, arguments, place)
        case .filter(let value, let name, let arguments): return filter(value, name, arguments, place)
        case .test(let value, let name, let arguments): return test(value, name, arguments, place)
        case .negative(let operand): return sign(.negative, resolve(operand), place)
        case .positive(let operand): return sign(.positive, resolve(operand), place)
        case .not(let operand):
            let operand = resolve(operand)
            return folded(Typed(kind: .not(operand), type: .flag, place: place), [operand]) {
                (values) throws(ValueError) in
                .boolean(!values[0].isTrue)
            }
        case .binary(let sign, let left, let right): return binary(sign, resolve(left), resolve(right), place)
        case .and(let left, let right): return either(resolve(left), right, stopsAt: false, place)
        case .or(let left, let right): return either(resolve(left), right, stopsAt: true, place)
        case .joined(let parts): return joined(parts.map { resolve($0) }, place)
        case .conditional(let value, let test, let otherwise): return conditional(value, test, otherwise, place)
        case .list(let items): return list(items.map { resolve($0) }, place)
        }
    }

    /// Works the expression out now where all its parts are constants.
    func folded(
        _ typed: Typed, _ parts: [Typed], _ evaluate: ([Value]) throws(ValueError) -> Value
    ) -> Typed {
        var values: [Value] = []
        for part in parts {
            guard let value = part.constant else { return typed }
            if part.type == .any, value.isNone { return .broken(typed.place) }
            values.append(value)
        }
        do throws(ValueError) {
            return .constant(try evaluate(values), typed.place)
        } catch {
            report(typed.place.fault(error.message))
            return .broken(typed.place)
        }
    }

    private enum Sign { case negative, positive }

    private func sign(_ sign: Sign, _ operand: Typed, _ place: Place) -> Typed {
        guard operand.type.isNumeric || operand.type == .money else {
            report(place.fault("a sign does not work on \(operand.type.words)"))
            return .broken(place)
        }
        let type: StaticType = operand.type == .flag ? .number : operand.type
        let kind: Typed.Kind = sign == .negative ? .negative(operand) : .positive(operand)
        return folded(Typed(kind: kind, type: type, place: place), [operand]) { (values) throws(ValueError) in
            sign == .negative ? try values[0].negated() : values[0]
        }
    }

    /// `and` stops at a false value, `or` at a true one; what follows a constant that stops is not even looked at.
    private func either(_ left: Typed, _ right: Expression, stopsAt: Bool, _ place: Place) -> Typed {
        if let value = left.constant { return value.isTrue == stopsAt ? left : resolve(right) }
        let right = resolve(right)
        let type = left.type.joined(with: right.type) ?? .any
        return Typed(kind: stopsAt ? .or(left, right) : .and(left, right), type: type, place: place)
    }

    func joined(_ parts: [Typed], _ place: Place) -> Typed {
        for part in parts where !part.type.isShowable {
            report(part.place.fault("\(part.type.words) cannot be part of a text"))
            return .broken(place)
        }
        let type: StaticType =
            parts.contains { $0.type == .markup } ? .markup : (parts.contains { $0.type == .any } ? .any : .text)
        return folded(Typed(kind: .join(parts), type: type, place: place), parts) { (values) throws(ValueError) in
            try Value.join(values, in: self.language)
        }
    }

    private func conditional(_ value: Expression, _ test: Expression, _ otherwise: Expression?, _ place: Place) -> Typed
    {
        let test = resolve(test)
        if let known = test.constant {
            if known.isTrue { return resolve(value) }
            return otherwise.map { resolve($0) } ?? .absent(place)
        }
        let first = resolve(value)
        let second = otherwise.map { resolve($0) } ?? .absent(place)
        guard let type = first.type.joined(with: second.type) else {
            report(place.fault("this is either \(first.type.words) or \(second.type.words)"))
            return .broken(place)
        }
        return Typed(kind: .conditional(first, test: test, otherwise: second), type: type, place: place)
    }

    private func list(_ items: [Typed], _ place: Place) -> Typed {
        var type = StaticType.none
        for item in items {
            guard let joined = type.joined(with: item.type) else {
                report(item.place.fault("a list holds things of one kind, and this is \(item.type.words)"))
                return .broken(place)
            }
            type = joined
        }
        return folded(Typed(kind: .list(items), type: .list(type), place: place), items) { .list($0) }
    }

    private func subscripted(_ base: Expression, _ index: Expression, _ place: Place, isOptional: Bool) -> Typed {
        if case .literal(.text(let name)) = index.kind {
            return attribute(base, name, index.place, isOptional: isOptional)
        }
        let base = resolve(base, isOptional: isOptional)
        let index = resolve(index)
        let type: StaticType
        switch base.type {
        case .list(let item): type = item
        case .text: type = .text
        case .any, .none: type = .any
        default:
            report(place.fault("\(base.type.words) has no items"))
            return .broken(place)
        }
        guard index.type.isNumeric else {
            report(index.place.fault("an index is a number, and this is \(index.type.words)"))
            return .broken(place)
        }
        var result = folded(Typed(kind: .index(base, index), type: type, place: place), [base, index]) {
            (values) throws(ValueError) in
            try values[0].item(values[1])
        }
        result.presence = .sometimes
        return result
    }

    private func slice(_ base: Typed, _ bounds: [Expression?], _ place: Place) -> Typed {
        switch base.type {
        case .list, .text, .any, .none: break
        default:
            report(place.fault("\(base.type.words) has no items"))
            return .broken(place)
        }
        let parts = [base] + bounds.map { bound in bound.map { resolve($0) } ?? .constant(.none, place) }
        return folded(Typed(kind: .slice(parts), type: base.type, place: place), parts) {
            (values) throws(ValueError) in
            try values[0].slice(from: values[1], to: values[2], step: values[3])
        }
    }
}
