import PortalLanguage

extension Renderer {
    /// The rarer steps.
    mutating func work(_ step: Instruction) throws(ValueError) {
        switch step.operation {
        case .index:
            let index = pop()
            stack.append(try pop().item(index))
        case .slice:
            let parts = pop(4)
            stack.append(try parts[0].slice(from: parts[1], to: parts[2], step: parts[3]))
        case .list: stack.append(.list(pop(step.a)))
        case .join: stack.append(try Value.join(pop(step.a), in: program.language))
        case .binary:
            let right = pop()
            let left = pop()
            guard let sign = BinaryOperator(rawValue: step.a) else { return }
            stack.append(try Value.calculate(sign, left, right, in: program.language))
        case .not: stack.append(.boolean(!pop().isTrue))
        case .negative: stack.append(try pop().negated())
        case .positive:
            guard stack.last?.number != nil else { throw ValueError("“+” does not work on \(pop().kind)") }
        case .filter:
            let arguments = pop(step.b)
            stack.append(try Filters.all[Int(step.a)].apply(pop(), arguments, context))
        case .showFiltered:
            let arguments = pop(step.b)
            try showFiltered(Filters.all[Int(step.a)], pop(), arguments, Escaping(rawValue: step.c) ?? .html)
        case .test:
            let arguments = pop(step.b)
            stack.append(.boolean(try Tests.all[Int(step.a)].holds(pop(), arguments)))
        case .loopFact:
            guard let wanted = LoopFact(rawValue: step.b) else { return }
            stack.append(fact(wanted, of: loops[Int(step.a)]))
        case .gather: gather(into: Int(step.a), from: Int(step.b))
        case .unpack: try unpack(slots[Int(step.c)], into: Int(step.a), count: Int(step.b))
        case .capture: captures.append(out.count)
        case .captureEnd:
            let start = min(captures.popLast() ?? 0, out.count)
            let html = String(decoding: out[start...], as: UTF8.self)
            out.removeSubrange(start...)
            stack.append(step.a == 1 ? .markup(Markup(html: html)) : .text(html))
        case .urlMark: urlStart = max(out.count - Int(step.a), 0)
        default: break
        }
    }

    private mutating func showFiltered(
        _ filter: Filter, _ value: Value, _ arguments: [Value], _ escaping: Escaping
    ) throws(ValueError) {
        guard case .bytes(let write) = filter.action else { return }
        let start = out.count
        try write(value, arguments, context, &out)
        if escaping != .plain { Escaper.escapeTail(of: &out, from: start) }
        if escaping == .url { neutraliseURL() }
    }

    private mutating func gather(into slot: Int, from item: Int) {
        guard case .list(var items) = slots[slot] else { return }
        slots[slot] = .none
        items.append(slots[item])
        slots[slot] = .list(items)
    }

    private mutating func unpack(_ value: Value, into slot: Int, count: Int) throws(ValueError) {
        let items = try value.items()
        guard items.count == count else {
            throw ValueError("\(count) values were expected, and there are \(items.count)")
        }
        for (index, item) in items.enumerated() { slots[slot + index] = item }
    }
}
