import PortalTestSupport
import Testing

@testable import PortalSecurity

@Suite struct `A new password has to be unusual` {
    private let policy: PasswordPolicy

    init() throws { policy = try PasswordPolicy(resources: TestPlaces.resources) }

    @Test(arguments: [
        "trois chats sur un toit", "portal-demo", "kX9#vTq2mLw", "Mésange-boréale-7", "4829104857201938", "xn7 qpw 03z",
        "kX9#vTq2", "le facteur a perdu son vélo", "une phrase assez longue", "mon propre mot de passe",
        "quatre pommes vertes dans le panier", "Il pleut toujours le mardi.", "ma grand-mère collectionne les timbres",
        "escargot brouette lampion", "jamais deux sans trois violons", "L’hiver, on mange la soupe à midi",
        "dix-sept dromadaires danseurs", "tournevis cannelle horizon", "Qui vole un œuf casse la tasse",
        "vingt mille lieues sous la table", "correct cheval pile agrafe", "😀🦊🌧️🎻🚲🍋🧶🪁", "пять котов на крыше",
        "屋根の上に猫が三匹", "un  espace   double", "\u{200B}invisible mais là",
    ])
    func `length and surprise are enough, in any language`(_ password: String) {
        #expect(policy.problems(password, userName: "zoe.martin", email: "zoe@example.org", here: ["Portal"]) == [])
    }

    @Test func `seven characters are too few and eight are enough`() {
        #expect(policy.problems("kX9#vTq") == [.tooShort(minimum: 8)])
        #expect(policy.problems("kX9#vTq2") == [])
    }

    @Test func `characters are counted, not bytes, and composed ones once`() {
        #expect(policy.problems("éàùçôîû") == [.tooShort(minimum: 8)])
        #expect(policy.problems("e\u{301}a\u{300}u\u{300}c\u{327}o\u{302}i\u{302}u\u{302}") == [.tooShort(minimum: 8)])
        #expect(policy.problems("éàùçôîûë") == [])
    }

    @Test func `129 characters are too many, and 128 of any script are not`() throws {
        let sentence = String(repeating: "un chat noir dort ", count: 20)
        #expect(policy.problems(String(sentence.prefix(129))) == [.tooLong(maximum: 128)])
        #expect(policy.problems(String(sentence.prefix(128))) == [])
        let emoji = String(String.UnicodeScalarView((0..<128).compactMap { Unicode.Scalar(0x1F300 + $0) }))
        #expect(policy.problems(emoji) == [])
        #expect(PasswordHash.verify(emoji, against: try PasswordHash.hash(emoji)))
    }

    /// Composed, this sign has three times the bytes: what the policy takes, the hash must take.
    @Test func `what grows when it is composed is too long, not an error later`() {
        let notes = String(repeating: "\u{1D160}", count: 128)
        #expect(policy.problems(notes) == [.tooLong(maximum: 128)])
    }

    @Test func `nothing is cut off the end`() throws {
        let long = String(String(repeating: "une phrase qui ne finit pas, ", count: 5).prefix(128))
        let hash = try PasswordHash.hash(long)
        #expect(PasswordHash.verify(long, against: hash))
        #expect(!PasswordHash.verify(String(long.dropLast()), against: hash))
    }

    @Test(arguments: ["ZoeMartin-forever", "le mot de zoémartin", "xxZOEMARTINxx99"])
    func `one's own name is no secret`(_ password: String) {
        #expect(policy.problems(password, userName: "zoemartin") == [.containsName])
        #expect(policy.problems(password, userName: "Zoé.Martin") == [.containsName])
        #expect(policy.problems(password, email: "zoemartin@example.org") == [.containsName])
        #expect(policy.problems(password, userName: "paul", email: "paul@example.org") == [])
    }

    @Test func `a name of two letters does not spoil a password`() {
        #expect(policy.problems("quelle journée", userName: "le") == [])
    }

    @Test(arguments: [
        "Les Cormorans", "lescormorans", "LesCormorans2026!", "les-cormorans-44", "cormorans.example",
        "LesCormoransLesCormorans",
    ])
    func `the portal's name and address are the first that anybody tries there`(_ password: String) {
        #expect(policy.problems(password) == [])
        #expect(policy.problems(password, here: ["Les Cormorans", "cormorans.example", ""]) == [.tooSimple])
    }

    /// Of each list the first of eight characters and more, in any case and with any accents.
    @Test(arguments: [
        "password", "12345678", "123456789", "1234567890", "qwertyuiop", "iloveyou", "baseball", "football", "11111111",
        "sunshine", "princess", "password1", "trustno1", "superman", "88888888", "1q2w3e4r", "1qaz2wsx", "qwer1234",
        "letmein1", "passw0rd", "starwars", "whatever", "computer", "corvette", "asdfghjkl", "mercedes", "1234qwer",
        "marseille", "nicolas1", "azertyui", "PASSWORD", "Pâssword", "ｐａｓｓｗｏｒｄ", "123456789a",
        "mustang1", "zaq12wsx", "q1w2e3r4t5", "michael1", "987654321", "789456123", "daniel123", "linkin park",
    ])
    func `the most used are refused as such`(_ password: String) {
        #expect(policy.problems(password) == [.tooCommon])
    }

    @Test(arguments: [
        "azerty2026!", "Azerty2026!", "AZERTYAZERTY", "azertyuiopqsdfghjklm", "MotDePasse123!", "P@ssw0rd2026",
        "!!password!!",
        "0987654321", "abababababab", "abcabcabcabc", "marseille13!", "bienvenue2026", "Été2026été2026",
        "wxcvbn2026", "Septembre2026", "iloveyou<3<3", "D.r.a.g.o.n.s", "i love you", "sun shine 2026", "mustang2026",
        "dolphin1dolphin1", "doudou123", "p.a.s.s.w.o.r.d",
    ])
    func `what is made of them too easily is refused`(_ password: String) {
        let problems = policy.problems(password)
        #expect(problems == [.tooSimple] || problems == [.tooCommon])
    }

    @Test(arguments: ["", " ", "\0", "\u{301}", "🇫🇷", String(repeating: "👨‍👩‍👧", count: 5000)])
    func `strange input is answered, not feared`(_ password: String) {
        #expect(!policy.problems(password, userName: "", email: "@", here: [""]).isEmpty)
    }

    @Test func `of ten thousand random passwords none is refused`() {
        var random = Chance(seed: 20_261_201)
        let signs = Array("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_")
        let refused = (0..<10_000).map { _ in String((0..<12).map { _ in signs.randomElement(using: &random) ?? "x" }) }
            .filter { !policy.problems($0).isEmpty }
        #expect(refused == [])
    }

    /// Not optimised; a sign of Arabic that stands for eighteen letters is the worst.
    @Test(arguments: [
        ("trois chats sur un toit", 1), (String(repeating: "ab", count: 64), 1),
        (String(repeating: "é", count: 500_000), 1),
        (String(repeating: "\u{FDFA}", count: 128), 8),
    ])
    func `a check takes less than a millisecond, whatever was typed`(password: String, milliseconds: Int) {
        let clock = ContinuousClock()
        // The best of many: the machine has other tests to run.
        let times = (0..<50).map { _ in
            clock.measure { _ = policy.problems(password, userName: "zoe", here: ["Portal"]) }
        }
        #expect(times.contains { $0 < .milliseconds(milliseconds) })
    }
}
