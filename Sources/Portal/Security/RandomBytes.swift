/// Bytes from the system's own random generator.
enum RandomBytes {
    static func next(_ count: Int) -> [UInt8] {
        // One call to the system for every eight bytes, not for each.
        var generator = SystemRandomNumberGenerator()
        return [UInt8](unsafeUninitializedCapacity: max(count, 0)) { bytes, length in
            while length < bytes.count {
                withUnsafeBytes(of: generator.next()) { eight in
                    for byte in eight.prefix(bytes.count - length) {
                        bytes.initializeElement(at: length, to: byte)
                        length += 1
                    }
                }
            }
        }
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
