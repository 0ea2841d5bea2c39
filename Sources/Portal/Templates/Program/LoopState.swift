/// Where a loop stands.
struct LoopState {
    var source: Value = .none
    var count = 0
    var index = 0

    /// The item with this number; nothing outside the list.
    func item(_ index: Int) -> Value {
        guard index >= 0, index < count else { return .none }
        switch source {
        case .rows(let rows): return .row(rows, index)
        case .list(let items): return items[index]
        default: return .none
        }
    }
}

extension Renderer {
    mutating func startLoop(_ step: Instruction, _ position: Int) throws(ValueError) -> Int {
        let value = pop()
        var state = LoopState()
        switch value {
        case .rows(let rows):
            state.source = value
            state.count = rows.count
        default:
            let items = try value.items()
            state.source = .list(items)
            state.count = items.count
        }
        guard state.count > 0 else { return Int(step.c) }
        slots[Int(step.b)] = state.item(0)
        loops[Int(step.a)] = state
        return position + 1
    }

    mutating func nextRound(_ step: Instruction, _ position: Int) throws(ValueError) -> Int {
        rounds += 1
        guard rounds <= Limit.rounds else { throw ValueError("the loops of this page are too long") }
        guard out.count <= Limit.bytes else { throw ValueError("the page is too long") }
        let loop = Int(step.a)
        loops[loop].index += 1
        guard loops[loop].index < loops[loop].count else {
            loops[loop] = LoopState()
            return position + 1
        }
        slots[Int(step.b)] = loops[loop].item(loops[loop].index)
        return Int(step.c)
    }

    func fact(_ fact: LoopFact, of loop: LoopState) -> Value {
        switch fact {
        case .index: .integer(loop.index + 1)
        case .index0: .integer(loop.index)
        case .revindex: .integer(loop.count - loop.index)
        case .revindex0: .integer(loop.count - loop.index - 1)
        case .first: .boolean(loop.index == 0)
        case .last: .boolean(loop.index == loop.count - 1)
        case .length: .integer(loop.count)
        case .previtem: loop.item(loop.index - 1)
        case .nextitem: loop.item(loop.index + 1)
        }
    }
}
