import Foundation

extension String {
    /// The text as a search sees it: lower case, without accents, ligatures taken apart (`Œuvrard` → `oeuvrard`), runs of
    /// anything that is neither letter nor digit squeezed to one space. Written into search columns and applied to what a visitor
    /// types, so that both sides always agree.
    public var folded: String {
        var result = ""
        result.unicodeScalars.reserveCapacity(utf8.count)
        var pendingSpace = false
        for scalar in decomposedStringWithCompatibilityMapping.unicodeScalars {
            if scalar.properties.generalCategory == .nonspacingMark { continue }
            guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
                pendingSpace = !result.isEmpty
                continue
            }
            if pendingSpace {
                result.append(" ")
                pendingSpace = false
            }
            switch scalar {
            case "œ", "Œ": result.append("oe")
            case "æ", "Æ": result.append("ae")
            case "ß", "ẞ": result.append("ss")
            case "ø", "Ø": result.append("o")
            case "ł", "Ł": result.append("l")
            case "đ", "Đ", "ð", "Ð": result.append("d")
            case "ı": result.append("i")
            default: result.append(scalar.properties.lowercaseMapping)
            }
        }
        return result
    }

    /// White space and invisible control characters off both ends, composed (NFC): how every typed text is kept.
    public var tidied: String {
        // Most of what is typed is plain ASCII without anything at its ends, and is what it was.
        let ends = utf8.first.map { $0 > 0x20 } ?? true && utf8.last.map { $0 > 0x20 } ?? true
        if ends, utf8.allSatisfy({ $0 < 0x7F }) { return self }
        return trimmingCharacters(in: Self.outside).precomposedStringWithCanonicalMapping
    }

    private static let outside = CharacterSet.whitespacesAndNewlines.union(.controlCharacters)
}
