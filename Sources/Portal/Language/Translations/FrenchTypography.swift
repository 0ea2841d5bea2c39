/// The mistakes of French typography that a keyboard makes. Either no-break space is accepted wherever one is needed.
enum FrenchTypography {
    /// What is wrong in a text, in plain words. What stands in `<tags>` and in `%(placeholders)s` is not text.
    static func mistakes(_ text: String) -> [String] {
        let scalars = prose(text)
        var mistakes: [String] = []
        for (index, scalar) in scalars.enumerated() {
            let before = index > 0 ? scalars[index - 1] : nil
            let after = index + 1 < scalars.count ? scalars[index + 1] : nil
            switch scalar {
            case ":", ";", "!", "?":
                if isSentenceSign(scalars, index), !isFixed(before, scalar) {
                    mistakes.append("no-break space needed before \(scalar)")
                }
            case "»", "€":
                if before == " " || (scalar == "»" && !isNoBreak(before)) {
                    mistakes.append("no-break space needed before \(scalar)")
                }
            case "«":
                if !isNoBreak(after) { mistakes.append("no-break space needed after «") }
            case "'":
                mistakes.append("’ instead of '")
            case ".":
                if before == ".", after == ".", index < 2 || scalars[index - 2] != "." {
                    mistakes.append("… instead of ...")
                }
            case "%":
                if before == " ", after == "%" { mistakes.append("no-break space needed before %") }
            default: break
            }
        }
        return mistakes
    }

    /// A sign inside of a word (`14:05`, `https://`, `?page=2`) belongs to no sentence; neither does the end of `&amp;`.
    private static func isSentenceSign(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        if scalars[index] == ";", isEntity(scalars, index) { return false }
        guard index + 1 < scalars.count else { return true }
        let after = scalars[index + 1]
        return !(after.properties.isAlphabetic || after.properties.numericType != nil || after == "/" || after == "=")
    }

    private static func isEntity(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        var start = index - 1
        let isName: (Unicode.Scalar) -> Bool = { scalar in
            scalar == "#"
                || (scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil))
        }
        while start >= 0, isName(scalars[start]) { start -= 1 }
        return start >= 0 && start < index - 1 && scalars[start] == "&"
    }

    /// What may stand right before a sign: a no-break space, another sign, an opening bracket, the beginning.
    private static func isFixed(_ before: Unicode.Scalar?, _ sign: Unicode.Scalar) -> Bool {
        guard let before else { return true }
        return isNoBreak(before) || ["!", "?", "(", "[", "\n"].contains(before) || (sign == ":" && before == ":")
    }

    private static func isNoBreak(_ scalar: Unicode.Scalar?) -> Bool { scalar == "\u{A0}" || scalar == "\u{202F}" }

    /// The text with each tag left out and each placeholder as one neutral sign.
    private static func prose(_ text: String) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        var rest = text.unicodeScalars[...]
        while let scalar = rest.first {
            let next = rest.dropFirst().first
            if scalar == "<", let next, next.properties.isAlphabetic || next == "/", let end = rest.firstIndex(of: ">")
            {
                rest = rest[end...].dropFirst()
            } else if scalar == "%", next == "(", let end = rest.firstIndex(of: ")") {
                result.append("\u{FFFC}")
                rest = rest[end...].dropFirst(2)
            } else {
                result.append(scalar)
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
