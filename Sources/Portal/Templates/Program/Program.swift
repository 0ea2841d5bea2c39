import PortalLanguage

/// One page in one language, ready to be shown.
struct Program: Sendable {
    let instructions: [Instruction]
    /// For each instruction the place it came from.
    let places: [Place]
    let text: [UInt8]
    let constants: [Value]
    let slotCount: Int
    let loopCount: Int
    let language: Language

    /// Slots that are filled before a program starts.
    static let pageSlot = 0
    static let layoutSlot = 1
}
