/// Bytes from the system's own random generator.
enum RandomBytes {
    static func next(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<max(count, 0)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}

/// A short code of digits that a person copies from a mail. Few digits are quickly guessed: give it a few minutes and a
/// few tries.
public enum RandomCode {
    /// So many random digits (1 to 32), zeros in front kept.
    public static func digits(_ count: Int = 6) -> String {
        var generator = SystemRandomNumberGenerator()
        return String(
            (0..<min(max(count, 1), 32)).map { _ in Character(String(Int.random(in: 0...9, using: &generator))) })
    }
}
