extension Compiler {
    /// Adds the steps that leave the value on the stack.
    func push(_ value: Typed) {
        let place = value.place
        guard hasRoom(place) else { return }
        switch value.kind {
        case .constant(let constant): builder.add(constant: constant, place)
        case .slot(let slot): builder.add(.pushSlot, a: slot, place)
        case .field(let base, let field):
            if case .slot(let slot) = base.kind {
                builder.add(.pushField, a: slot, b: Int32(clamping: field), place)
            } else {
                push(base)
                builder.add(.member, a: Int32(clamping: field), place)
            }
        case .loopFact(let loop, let fact): builder.add(.loopFact, a: loop, b: fact.rawValue, place)
        case .not(let operand): push([operand], .not, place)
        case .negative(let operand): push([operand], .negative, place)
        case .positive(let operand): push([operand], .positive, place)
        case .binary(let sign, let left, let right): push([left, right], .binary, a: sign.rawValue, place)
        case .and(let left, let right): push(left, .keepIfFalse, right)
        case .or(let left, let right): push(left, .keepIfTrue, right)
        case .conditional(let first, let test, let otherwise):
            choose(test, place) {
                self.push(first)
            } otherwise: {
                self.push(otherwise)
            }
        case .list(let items): push(items, .list, a: Int32(clamping: items.count), place)
        case .join(let parts): push(parts, .join, a: Int32(clamping: parts.count), place)
        case .index(let base, let index): push([base, index], .index, place)
        case .slice(let parts): push(parts, .slice, place)
        case .filter(let filter, let value, let arguments):
            push([value] + arguments, .filter, a: Int32(clamping: filter), b: Int32(clamping: arguments.count), place)
        case .test(let test, let value, let arguments):
            push([value] + arguments, .test, a: Int32(clamping: test), b: Int32(clamping: arguments.count), place)
        case .plural(let number, let forms, let isTranslated):
            pick(number, forms, isTranslated, place) { self.push($0) }
        case .passage(let expand): capture(place, expand)
        }
    }

    private func push(_ parts: [Typed], _ operation: Instruction.Operation, a: Int32 = 0, b: Int32 = 0, _ place: Place)
    {
        for part in parts { push(part) }
        builder.add(operation, a: a, b: b, place)
    }

    private func push(_ left: Typed, _ operation: Instruction.Operation, _ right: Typed) {
        push(left)
        let jump = builder.jump(operation, left.place)
        push(right)
        builder.land(jump)
    }

    /// Adds steps for either case of a test.
    func choose(_ test: Typed, _ place: Place, _ first: () -> Void, otherwise: () -> Void) {
        push(test)
        let over = builder.jump(.jumpIfFalse, place)
        first()
        let end = builder.jump(.jump, place)
        builder.land(over)
        otherwise()
        builder.land(end)
    }

    /// Adds steps for each form of a sentence.
    func pick(_ number: Typed, _ forms: [Typed], _ isTranslated: Bool, _ place: Place, _ use: (Typed) -> Void) {
        push(number)
        let count = Int32(clamping: forms.count)
        builder.add(.plural, a: isTranslated ? count : -count, place)
        let jumps = forms.map { _ in builder.jump(.jump, place) }
        var ends: [Int] = []
        for (jump, form) in zip(jumps, forms) {
            builder.land(jump)
            use(form)
            ends.append(builder.jump(.jump, place))
        }
        for end in ends { builder.land(end) }
    }

    /// Leaves what `body` shows on the stack, as HTML of its own.
    func capture(_ place: Place, _ body: () -> Void) {
        let outer = html
        html = HtmlContext()
        builder.add(.capture, place)
        body()
        if isHTML, html.state != .text {
            report(place.fault("this passage ends \(html.words), so that it cannot be kept"))
        }
        builder.add(.captureEnd, a: isHTML ? 1 : 0, place)
        html = outer
    }
}
