/// What the words of a value look like, so that those which belong together are put together.
enum FilterShapes {
    static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    static func isDigits(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy(isDigit) }

    /// Digits, perhaps with a sign in front: the thousands of a number.
    static func isGroups(_ text: String) -> Bool {
        let digits = unsigned(text)
        return !digits.isEmpty && digits.allSatisfy(isDigit)
    }

    /// Exactly three digits, perhaps with decimals behind: what follows the thousands.
    static func isGroup(_ text: String) -> Bool {
        let digits = text.utf8.prefix(while: isDigit)
        guard digits.count == 3 else { return false }
        let rest = text.utf8.dropFirst(3)
        return rest.isEmpty || (rest.first == UInt8(ascii: ".") && rest.dropFirst().allSatisfy(isDigit))
    }

    /// Digits, perhaps with a sign in front and decimals behind a point or a comma.
    static func isNumber(_ text: String) -> Bool {
        let parts = unsigned(text).split(omittingEmptySubsequences: false) { ".,".utf8.contains($0) }
        return (1...2).contains(parts.count) && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
    }

    /// Digits in three groups, as days are written.
    static func isDate(_ text: String) -> Bool {
        let parts = text.utf8.split(omittingEmptySubsequences: false) { "-/.".utf8.contains($0) }
        return parts.count == 3 && parts.allSatisfy { (1...4).contains($0.count) && $0.allSatisfy(isDigit) }
    }

    /// `14:30`, `14:30:05`, `14h30`, `14h`.
    static func isTime(_ text: String) -> Bool {
        guard let first = text.utf8.first, isDigit(first), text.utf8.count <= 8 else { return false }
        return text.utf8.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "h") }
    }

    private static func unsigned(_ text: String) -> Substring.UTF8View {
        let hasSign = text.utf8.first == UInt8(ascii: "-") || text.utf8.first == UInt8(ascii: "+")
        return text.utf8.dropFirst(hasSign ? 1 : 0)
    }
}
