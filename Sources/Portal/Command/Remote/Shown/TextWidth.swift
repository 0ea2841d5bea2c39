/// How many columns of a terminal a text takes (Unicode Standard Annex 11, as terminals count).
enum TextWidth {
    /// Columns of a whole text.
    static func of(_ text: String) -> Int {
        text.utf8.allSatisfy { (32..<127).contains($0) } ? text.utf8.count : text.reduce(0) { $0 + of($1) }
    }

    /// Columns of one character. Where terminals differ, the wider is taken: a line may end early, but never breaks.
    static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        // One picture made of several: 👩‍🚀, ❤️, 👍🏽.
        let isPicture = scalars.contains { $0 == "\u{200D}" || $0 == "\u{FE0F}" || $0.properties.isEmojiModifier }
        return isPicture ? 2 : scalars.reduce(0) { $0 + of($1) }
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        guard scalar.value >= 0x300 else { return scalar.value == 0xAD ? 0 : 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        // The letters of which syllables of Hangul are made join the one before.
        if (0x1160...0x11FF).contains(scalar.value) { return 0 }
        if scalar.properties.isEmojiPresentation, !isRegional(scalar) { return 2 }
        return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }

    /// Half of a flag.
    private static func isRegional(_ scalar: Unicode.Scalar) -> Bool { (0x1F1E6...0x1F1FF).contains(scalar.value) }

    /// East Asian Wide and Fullwidth, without the pictures.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
    ]
}
