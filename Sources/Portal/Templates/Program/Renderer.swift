import PortalLanguage
import PortalValues

/// Walks over a program and writes bytes. All that a page can do wrong ends in a fault, never in a stop.
struct Renderer {
    let program: Program
    let context: FilterContext
    var out: [UInt8] = []
    var slots: [Value]
    var stack: [Value] = []
    var loops: [LoopState]
    var captures: [Int] = []
    var urlStart = 0
    var rounds = 0

    init(program: Program, page: Value, layout: Value, now: Instant) {
        self.program = program
        context = FilterContext(language: program.language, now: now)
        slots = [Value](repeating: .none, count: program.slotCount)
        slots[Program.pageSlot] = page
        slots[Program.layoutSlot] = layout
        loops = [LoopState](repeating: LoopState(), count: program.loopCount)
        out.reserveCapacity(program.text.count + 8192)
        stack.reserveCapacity(16)
    }

    mutating func render() throws(TemplateError) -> [UInt8] {
        let instructions = program.instructions
        var position = 0
        while position < instructions.count {
            do throws(ValueError) {
                position = try step(instructions[position], position)
            } catch {
                throw program.places[position].fault(error.message)
            }
        }
        guard out.count <= Limit.bytes else {
            throw program.places[instructions.count - 1].fault("the page is too long")
        }
        return out
    }

    @inline(__always)
    private mutating func step(_ step: Instruction, _ position: Int) throws(ValueError) -> Int {
        switch step.operation {
        case .text:
            let start = Int(step.a)
            let end = start + Int(step.b)
            program.text.withUnsafeBufferPointer {
                out.append(contentsOf: UnsafeBufferPointer(rebasing: $0[start..<end]))
            }
        case .showField: try show(field(Int(step.b), of: slots[Int(step.a)]), step.c)
        case .showSlot: try show(slots[Int(step.a)], step.c)
        case .show: try show(pop(), step.c)
        case .pushConstant: stack.append(program.constants[Int(step.a)])
        case .pushSlot: stack.append(slots[Int(step.a)])
        case .pushField: stack.append(field(Int(step.b), of: slots[Int(step.a)]))
        case .member: stack.append(field(Int(step.a), of: pop()))
        case .jump: return Int(step.a)
        case .jumpIfFalse: if !pop().isTrue { return Int(step.a) }
        case .loopStart: return try startLoop(step, position)
        case .loopNext: return try nextRound(step, position)
        case .store: slots[Int(step.a)] = pop()
        case .plural: return position + 1 + pluralForm(pop(), of: Int(step.a))
        case .keepIfFalse, .keepIfTrue:
            if (stack.last ?? .none).isTrue == (step.operation == .keepIfTrue) { return Int(step.a) }
            _ = pop()
        default: try work(step)
        }
        return position + 1
    }

    mutating func pop() -> Value { stack.popLast() ?? .none }

    mutating func pop(_ count: Int32) -> [Value] {
        let values = Array(stack.suffix(Int(count)))
        stack.removeLast(min(Int(count), stack.count))
        return values
    }

    @inline(__always)
    private func field(_ index: Int, of value: Value) -> Value {
        guard case .row(let rows, let row) = value else { return .none }
        return rows.value(row: row, field: index)
    }

    @inline(__always)
    private mutating func show(_ value: Value, _ escaping: Int32) throws(ValueError) {
        let escaping = Escaping(rawValue: escaping) ?? .html
        try value.write(escaping, in: program.language, into: &out)
        if escaping == .url { neutraliseURL() }
    }

    mutating func neutraliseURL() {
        guard urlStart <= out.count, !SafeURL.isHarmless(out[urlStart...]) else { return }
        out.removeSubrange(urlStart...)
        out.append(35)
    }

    private func pluralForm(_ value: Value, of count: Int) -> Int {
        let number: Int
        switch value {
        case .integer(let whole): number = whole
        case .decimal(let decimal): number = decimal == 1 ? 1 : 2
        default: number = value.whole ?? 0
        }
        // An untranslated plural has the two English forms, whatever the rule of the language.
        let form = count < 0 ? (number == 1 ? 0 : 1) : program.language.pluralIndex(number)
        return min(max(form, 0), max(abs(count) - 1, 0))
    }
}
