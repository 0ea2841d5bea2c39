import Foundation

/// Why a new password is not taken.
public enum PasswordProblem: Error, Sendable, Hashable {
    /// Fewer characters than the policy asks for.
    case tooShort(minimum: Int)
    /// More characters than the policy allows.
    case tooLong(maximum: Int)
    /// The user name, or the part of the e-mail address before the @, stands in it.
    case containsName
    /// Among the first that anybody would try: a common word with digits, a row of the keyboard, a few characters
    /// repeated.
    case tooCommon
}

/// What a new password must be. Length counts and being unusual counts; capitals and punctuation are nobody's business
/// (NIST SP 800-63B section 5.1.1.2).
public enum PasswordPolicy {
    /// Fewest characters.
    public static let minimum = 10

    /// Most characters: enough for any sentence, few enough for `PasswordHash.maximumBytes` in all usual scripts.
    public static let maximum = 256

    /// Everything that speaks against a password; empty when it is good. `userName` and `email` are those of the
    /// account.
    public static func problems(_ password: String, userName: String? = nil, email: String? = nil) -> [PasswordProblem]
    {
        guard password.utf8.count <= PasswordHash.maximumBytes, password.count <= maximum else {
            return [.tooLong(maximum: maximum)]
        }
        var problems: [PasswordProblem] = []
        if password.count < minimum { problems.append(.tooShort(minimum: minimum)) }
        let plain = plain(password)
        let local = email.map { String($0.prefix { $0 != "@" }) }
        let letters = Self.letters(plain)
        let names = [userName, local].compactMap { $0 }.map { Self.letters(Self.plain($0)) }
        // A name of two letters stands by chance in many a good password.
        if names.contains(where: { $0.count >= 3 && letters.contains($0) }) { problems.append(.containsName) }
        if !plain.isEmpty, isCommon(plain) { problems.append(.tooCommon) }
        return problems
    }

    /// Lower case without accents: `Été` and `ete` are equally easy to guess.
    private static func plain(_ text: String) -> String {
        let kept = text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
            .filter { $0.properties.generalCategory != .nonspacingMark }
        return String(String.UnicodeScalarView(kept))
    }

    /// Without signs and spaces: `zoe.martin` is no better hidden in `ZoeMartin`.
    private static func letters(_ plain: String) -> String { plain.filter { $0.isLetter || $0.isNumber } }

    private static func isCommon(_ plain: String) -> Bool {
        let core = core(of: plain)
        return [plain, core, unmasked(core)].contains { CommonPasswords.words.contains($0) }
            || repeatedUnit(of: plain).map { $0.count <= 4 || CommonPasswords.words.contains(Self.core(of: $0)) }
                == true
            || CommonPasswords.rows.contains { $0.contains(plain) || $0.contains(core) && core.count >= 5 }
    }

    /// Without a few digits and signs at either end (`…2026!`): what people add to a common word to please a policy.
    /// Many of them are a secret of their own and stay.
    private static func core(of plain: String) -> String {
        let head = plain.drop { !$0.isLetter }
        guard let last = head.lastIndex(where: \.isLetter) else { return plain }
        let core = head[...last]
        return plain.count - core.count <= 6 ? String(core) : plain
    }

    /// `p@ssw0rd` as `password`.
    private static func unmasked(_ core: String) -> String {
        let masks: [Character: Character] = [
            "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i",
        ]
        return String(core.map { masks[$0] ?? $0 })
    }

    /// The shortest piece the text consists of twice or more, `azerty` of `azertyazerty`.
    private static func repeatedUnit(of plain: String) -> String? {
        let characters = Array(plain)
        guard characters.count >= 2 else { return nil }
        return (1...characters.count / 2).lazy
            .filter { characters.count.isMultiple(of: $0) }
            .first { size in characters.indices.allSatisfy { characters[$0] == characters[$0 % size] } }
            .map { String(characters.prefix($0)) }
    }
}
