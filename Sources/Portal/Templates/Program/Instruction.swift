/// One step of a program: what to do, and up to three small numbers.
struct Instruction: Sendable {
    enum Operation: UInt8, Sendable {
        /// Shows `b` bytes of the static text from `a` on.
        case text
        /// Shows field `b` of the model in slot `a`; `c` is the escaping, as in all that shows.
        case showField
        case showSlot
        case show
        /// Shows what filter `a` writes of a value and `b` arguments.
        case showFiltered
        case pushConstant, pushSlot, pushField, member
        case index, slice, list, binary, not, negative, positive, join
        case filter, test
        case jump, jumpIfFalse
        /// Jumps to `a` and keeps the value where it is false (or true); drops it otherwise.
        case keepIfFalse, keepIfTrue
        case store
        /// Fills the `b` slots from `a` on with the items of the list in slot `c`.
        case unpack
        /// Starts loop `a` over the list on the stack with its item in slot `b`; jumps to `c` where there is none.
        case loopStart
        /// The next round of loop `a` with its item in slot `b`, from `c` on; falls through after the last.
        case loopNext
        case loopFact
        /// Adds what slot `b` holds to the list in slot `a`.
        case gather
        case capture, captureEnd
        /// The URL that is being written began `a` bytes ago.
        case urlMark
        /// Jumps to one of the `a` jumps that follow, by the plural form of the number on the stack.
        case plural
    }

    let operation: Operation
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
}

/// How a value is made harmless where it stands.
enum Escaping: Int32, Sendable {
    case plain, html, attribute, url
}

/// What a template may ask of the loop around it.
enum LoopFact: Int32, Sendable {
    case index, index0, revindex, revindex0, first, last, length, previtem, nextitem

    static let named: [String: LoopFact] = [
        "index": .index, "index0": .index0, "revindex": .revindex, "revindex0": .revindex0, "first": .first,
        "last": .last,
        "length": .length, "previtem": .previtem, "nextitem": .nextitem,
    ]
}
