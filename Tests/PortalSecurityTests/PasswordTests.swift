import PortalSecurity
import Testing

@Suite struct `Passwords are kept as hashes` {
    @Test func `the password that was hashed is the only one that verifies`() throws {
        let hash = try PasswordHash.hash("trois chats sur un toit")
        #expect(PasswordHash.verify("trois chats sur un toit", against: hash))
        #expect(!PasswordHash.verify("trois chats sur un toit ", against: hash))
        #expect(!PasswordHash.verify("", against: hash))
    }

    @Test func `a hash names Argon2id and today's settings`() throws {
        let hash = try PasswordHash.hash("trois chats sur un toit")
        #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(!PasswordHash.needsRehash(hash))
    }

    @Test func `the same password gives two hashes`() throws {
        #expect(try PasswordHash.hash("trois chats sur un toit") != PasswordHash.hash("trois chats sur un toit"))
    }

    @Test func `an accent is the same however the keyboard composed it`() throws {
        let hash = try PasswordHash.hash("cr\u{E9}maillere")
        #expect(PasswordHash.verify("cre\u{301}maillere", against: hash))
    }

    @Test func `a NUL does not end a password`() throws {
        let hash = try PasswordHash.hash("before\0after")
        #expect(!PasswordHash.verify("before\0other", against: hash))
        #expect(!PasswordHash.verify("before", against: hash))
    }

    @Test func `a hash made by the reference program verifies`() {
        // Made with argon2-cffi: salt "somesalt-0123456", 1 MiB, one pass, one lane.
        let hash = "$argon2id$v=19$m=1024,t=1,p=1$c29tZXNhbHQtMDEyMzQ1Ng$23R5yqoEjR3Ig+2PGr+jiMRV4udgMP+cuy8qSqO3rDc"
        #expect(PasswordHash.verify("correct horse", against: hash))
        #expect(PasswordHash.needsRehash(hash))
    }

    @Test(arguments: [
        "", "$", "$argon2id$", "argon2id", "$argon2i$v=19$m=1024,t=1,p=1$c2FsdA$aGFzaA",
        "$argon2id$v=19$m=4294967295,t=1,p=1$c29tZXNhbHQtMDEyMzQ1Ng$AAAA",
        "$argon2id$v=19$m=99999999999999999999,t=1,p=1$c29tZXNhbHQ$AAAA", "$argon2id$v=19$m=-1,t=1,p=1$a$b",
        "$argon2id$v=19$m=1024,t=1,p=1$\0$b", "$argon2id$v=19$m=1024,t=4000000,p=1$c29tZXNhbHQtMDEyMzQ1Ng$AAAA",
    ])
    func `what is not a hash of ours never verifies and asks for a new one`(_ hash: String) {
        #expect(!PasswordHash.verify("password", against: hash))
        #expect(PasswordHash.needsRehash(hash))
    }

    @Test func `a password above a kilobyte is refused without work`() throws {
        let long = String(repeating: "é", count: 513)
        #expect(throws: PasswordHashError.tooLong) { try PasswordHash.hash(long) }
        #expect(!PasswordHash.verify(long, against: PasswordHash.dummy))
        _ = try PasswordHash.hash(String(repeating: "é", count: 512))
    }

    @Test func `an unknown account costs as much as a known one`() {
        #expect(!PasswordHash.needsRehash(PasswordHash.dummy))
        #expect(!PasswordHash.verify("anything", against: PasswordHash.dummy))
    }
}

@Suite struct `A new password has to be unusual` {
    @Test(arguments: [
        "trois chats sur un toit", "portal-demo", "kX9#vTq2mLw", "Mésange-boréale-7", "4829104857201938", "xn7 qpw 03z",
    ])
    func `length and surprise are enough`(_ password: String) {
        #expect(PasswordPolicy.problems(password, userName: "zoe.martin", email: "zoe@example.org") == [])
    }

    @Test func `nine characters are too few and ten are enough`() {
        #expect(PasswordPolicy.problems("kX9#vTq2m") == [.tooShort(minimum: 10)])
        #expect(PasswordPolicy.problems("kX9#vTq2mL") == [])
    }

    @Test func `characters are counted, not bytes`() {
        #expect(PasswordPolicy.problems("éàùçôîûëï") == [.tooShort(minimum: 10)])
    }

    @Test func `257 characters are too many`() {
        let sentence = String(repeating: "un chat noir dort ", count: 20)
        #expect(PasswordPolicy.problems(String(sentence.prefix(257))) == [.tooLong(maximum: 256)])
        #expect(PasswordPolicy.problems(String(sentence.prefix(256))) == [])
    }

    @Test(arguments: ["ZoeMartin-forever", "le mot de zoémartin", "xxZOEMARTINxx99"])
    func `one's own name is no secret`(_ password: String) {
        #expect(PasswordPolicy.problems(password, userName: "zoemartin") == [.containsName])
        #expect(PasswordPolicy.problems(password, userName: "Zoé.Martin") == [.containsName])
        #expect(PasswordPolicy.problems(password, email: "zoemartin@example.org") == [.containsName])
        #expect(PasswordPolicy.problems(password, userName: "paul", email: "paul@example.org") == [])
    }

    @Test func `a name of two letters does not spoil a password`() {
        #expect(PasswordPolicy.problems("quelle journée", userName: "le") == [])
    }

    @Test(arguments: [
        "azerty123", "azertyuiop", "Azerty2026!", "AZERTYAZERTY", "azertyuiopqsdfghjklm", "motdepasse",
        "MotDePasse123!",
        "password12", "P@ssw0rd2026", "!!password!!", "qwertyuiop", "1234567890", "0987654321", "aaaaaaaaaaaa",
        "abababababab", "abcabcabcabc", "1111111111", "marseille13", "jetaimetrop", "bienvenue2026", "Été2026été2026",
        "a1z2e3r4t5", "wxcvbn2026", "Septembre2026", "poiuytreza", "iloveyou<3<3",
    ])
    func `the first guesses are refused`(_ password: String) {
        #expect(PasswordPolicy.problems(password).contains(.tooCommon))
    }

    @Test(arguments: ["", " ", "\0", "\u{301}", "🇫🇷", String(repeating: "👨‍👩‍👧", count: 5000)])
    func `strange input is answered, not feared`(_ password: String) {
        #expect(!PasswordPolicy.problems(password, userName: "", email: "@").isEmpty)
    }
}
