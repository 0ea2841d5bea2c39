import PortalLanguage

/// Puts a program together; neighbouring static texts become one.
struct ProgramBuilder {
    private(set) var instructions: [Instruction] = []
    private var places: [Place] = []
    private var text: [UInt8] = []
    private var constants: [Value] = []
    private(set) var slotCount = 2
    private var loopDepth = 0
    private var loopCount = 0
    /// Nothing before this instruction may still grow: a jump leads here.
    private var barrier = 0

    /// The most instructions of one program: macros inside macros could otherwise grow without end.
    static let mostInstructions = 200_000
    /// The most static text of one program, in bytes.
    static let mostText = 16 << 20

    var isFull: Bool { instructions.count > Self.mostInstructions || text.count > Self.mostText }

    mutating func add(text bytes: some Collection<UInt8>, _ place: Place) {
        guard !bytes.isEmpty else { return }
        let count = Int32(clamping: bytes.count)
        if let last = instructions.last, last.operation == .text, instructions.count > barrier {
            instructions[instructions.count - 1].b += count
        } else {
            add(.text, a: Int32(clamping: text.count), b: count, place)
        }
        text.append(contentsOf: bytes)
    }

    mutating func add(_ operation: Instruction.Operation, a: Int32 = 0, b: Int32 = 0, c: Int32 = 0, _ place: Place) {
        instructions.append(Instruction(operation: operation, a: a, b: b, c: c))
        places.append(place)
    }

    mutating func add(constant: Value, _ place: Place) {
        constants.append(constant)
        add(.pushConstant, a: Int32(clamping: constants.count - 1), place)
    }

    mutating func newSlot() -> Int32 {
        slotCount += 1
        return Int32(clamping: slotCount - 1)
    }

    /// Opens a loop and answers its number, which is its depth.
    mutating func openLoop() -> Int32 {
        loopDepth += 1
        loopCount = max(loopCount, loopDepth)
        return Int32(clamping: loopDepth - 1)
    }

    mutating func closeLoop() { loopDepth -= 1 }

    /// Where the next instruction will stand, for a jump that leads there.
    mutating func here() -> Int32 {
        barrier = instructions.count
        return Int32(clamping: instructions.count)
    }

    /// Adds a jump whose aim is not known yet.
    mutating func jump(_ operation: Instruction.Operation, _ place: Place) -> Int {
        add(operation, place)
        return instructions.count - 1
    }

    /// Lets a jump (or the start of a loop) lead to the next instruction.
    mutating func land(_ jump: Int) {
        let target = here()
        if instructions[jump].operation == .loopStart {
            instructions[jump].c = target
        } else {
            instructions[jump].a = target
        }
    }

    func program(in language: Language) -> Program {
        Program(
            instructions: instructions, places: places, text: text, constants: constants, slotCount: slotCount,
            loopCount: loopCount, language: language)
    }
}
