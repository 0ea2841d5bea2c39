import Foundation

/// Why a new password is not taken.
public enum PasswordError: Error, Sendable, Hashable {
    /// Fewer characters than the policy asks for.
    case tooShort(minimum: Int)
    /// More characters than the policy allows.
    case tooLong(maximum: Int)
    /// The user name, or the part of the e-mail address before the @, stands in it.
    case containsName
    /// One of the passwords that most people use, or that have been leaked.
    case tooCommon
    /// What anybody would try next: a common word with a few digits, a row of the keyboard, a few characters repeated.
    case tooSimple
}

/// What a new password must be. Length counts and being unusual counts; capitals and punctuation are nobody's business
/// (NIST SP 800-63B section 5.1.1.2, OWASP ASVS 5.0 section 6.2).
///
/// Every character is allowed, spaces and emoji too, and none is taken away. Characters are Unicode's code points, counted
/// as `PasswordHash` hashes them, composed (NFC): so `é` is one character and one password whichever keyboard typed it.
/// NFKC would make it no easier to type again, and one password out of two. Only for the comparison with what is common is
/// everything folded that can be: case, accents, forms of letters (NFKD).
public struct PasswordPolicy: Sendable {
    /// Fewest characters.
    public static let minimum = 8

    /// Most characters: enough for any sentence, few enough for `PasswordHash.maximumBytes` in all scripts.
    public static let maximum = 128

    private let common: CommonPasswords

    /// Refuses these, and what is made of them too easily.
    public init(_ common: CommonPasswords) { self.common = common }

    /// With the list that comes with the portal.
    public init(resources: String) throws(CommonPasswordsError) {
        self.init(try CommonPasswords(resources: resources))
    }

    /// Everything that speaks against a password; empty when it is good. `userName` and `email` are those of the account;
    /// `here` are words that everybody thinks of at this portal: its name, its address.
    public func problems(_ password: String, userName: String? = nil, email: String? = nil, here: [String] = [])
        -> [PasswordError]
    {
        guard let count = Self.count(password), count <= Self.maximum else { return [.tooLong(maximum: Self.maximum)] }
        var problems: [PasswordError] = []
        if count < Self.minimum { problems.append(.tooShort(minimum: Self.minimum)) }
        let plain = Self.plain(password)
        let local = email.map { String($0.prefix { $0 != "@" }) }
        let letters = Self.letters(plain)
        let names = [userName, local].compactMap { $0 }.map { Self.letters(Self.plain($0)) }
        // A name of two letters stands by chance in many a good password.
        if names.contains(where: { $0.count >= 3 && letters.contains($0) }) { problems.append(.containsName) }
        if common.contains(plain) || FirstGuesses.words.contains(plain) {
            problems.append(.tooCommon)
        } else if isSimple(plain, here: Set(here.map { Self.letters(Self.plain($0)) }.filter { !$0.isEmpty })) {
            problems.append(.tooSimple)
        }
        return problems
    }

    /// How many characters a password has; nil where `PasswordHash` would refuse it.
    private static func count(_ password: String) -> Int? {
        guard password.utf8.count <= PasswordHash.maximumBytes else { return nil }
        let composed = password.precomposedStringWithCanonicalMapping
        return composed.utf8.count <= PasswordHash.maximumBytes ? composed.unicodeScalars.count : nil
    }

    /// Lower case without accents: `Été` and `ete` are equally easy to guess. `bin/common-passwords` hashes the same.
    private static func plain(_ text: String) -> String {
        let kept = text.lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars
            .filter { $0.properties.generalCategory != .nonspacingMark }
        return String(String.UnicodeScalarView(kept))
    }

    /// Without signs and spaces: `zoe.martin` is no better hidden in `ZoeMartin`.
    private static func letters(_ plain: String) -> String { plain.filter { $0.isLetter || $0.isNumber } }

    private func isSimple(_ plain: String, here: Set<String>) -> Bool {
        let core = Self.core(of: plain)
        let isKnown = { (text: String) in
            here.contains(text) || FirstGuesses.words.contains(text) || common.contains(text)
        }
        let forms: Set = [core, Self.unmasked(core), Self.letters(plain), Self.letters(core)]
        return forms.contains(where: isKnown)
            || Self.repeatedUnit(of: plain).map { $0.count <= 4 || isKnown($0) || isKnown(Self.core(of: $0)) } == true
            || FirstGuesses.rows.contains { $0.contains(plain) || $0.contains(core) && core.count >= 5 }
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
