/// Why a value cannot be worked with; the renderer or the compiler adds the place.
struct ValueError: Error {
    let message: String

    init(_ message: String) { self.message = message }
}

/// What one page may use up.
enum Limit {
    /// Bytes of one answer, and of one text on the way.
    static let bytes = 16 << 20
    /// Items of one list that a template builds.
    static let items = 100_000
    /// Rounds of all loops of one answer.
    static let rounds = 2_000_000
}
