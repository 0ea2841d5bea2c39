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
