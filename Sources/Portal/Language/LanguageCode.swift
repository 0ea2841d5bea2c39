/// The names of languages as folders: `fr`, `fr_CA`, `sr_Latn_RS`, `ca@valencia`.
public enum LanguageCode {
    /// Whether a text is a language code: two or three small letters, then perhaps a script, a country and a variant. Checked before
    /// a code from outside becomes part of a file's path.
    public static func isValid(_ code: String) -> Bool {
        let main = code.utf8.prefix { $0 != 64 }
        if main.count < code.utf8.count {
            let variant = code.utf8.dropFirst(main.count + 1)
            guard (1...16).contains(variant.count), variant.allSatisfy(isSmall) else { return false }
        }
        var parts = main.split(separator: 95, omittingEmptySubsequences: false)[...]
        guard let language = parts.popFirst(), (2...3).contains(language.count), language.allSatisfy(isSmall) else {
            return false
        }
        if let script = parts.first, script.count == 4, let first = script.first, isLarge(first),
            script.dropFirst().allSatisfy(isSmall)
        {
            parts.removeFirst()
        }
        if let country = parts.first,
            (country.count == 2 && country.allSatisfy(isLarge)) || (country.count == 3 && country.allSatisfy(isDigit))
        {
            parts.removeFirst()
        }
        return parts.isEmpty
    }

    /// The next, less exact code to look in: `fr` for `fr_CA`; nil for `fr`.
    static func parent(_ code: String) -> String? {
        guard let cut = code.lastIndex(where: { $0 == "_" || $0 == "@" }) else { return nil }
        return String(code[..<cut])
    }

    /// The code as a language tag (RFC 5646): `fr-CA`.
    static func tag(_ code: String) -> String {
        String((code.split(separator: "@").first ?? "").map { $0 == "_" ? "-" : $0 })
    }

    static func isRightToLeft(_ code: String) -> Bool {
        let language = code.prefix { $0 != "_" && $0 != "@" }
        return ["ar", "dv", "fa", "he", "ps", "ur", "yi"].contains(language)
    }

    private static func isSmall(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
    private static func isLarge(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
