import Foundation

extension String {
    /// The text as `~` of a filter compares it: lower case, without accents, ligatures taken apart; unlike ``folded`` every sign and
    /// blank stays, so that `@example` or `n°` can be looked for.
    ///
    /// The marks that are dropped are named by their ranges, so that PostgreSQL can do exactly the same with an expression.
    public var unaccented: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return asciiLowercased }
        var result = ""
        result.unicodeScalars.reserveCapacity(utf8.count)
        for scalar in decomposedStringWithCompatibilityMapping.unicodeScalars {
            if Self.isAccent(scalar) { continue }
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

    private var asciiLowercased: String {
        if !utf8.contains(where: { (65...90).contains($0) }) { return self }
        return String(decoding: utf8.map { (65...90).contains($0) ? $0 | 32 : $0 }, as: UTF8.self)
    }

    /// Unicode's blocks of combining marks for Latin, Greek and Cyrillic.
    private static func isAccent(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0x0300...0x036F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
        default: false
        }
    }
}
