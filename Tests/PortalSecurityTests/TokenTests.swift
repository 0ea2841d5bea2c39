import PortalSecurity
import Testing

@Suite struct `Tokens are secrets that only their hash is kept of` {
    @Test func `a token comes back from its text and has the same hash`() throws {
        let token = Token()
        let back = try #require(Token(token.text))
        #expect(back == token)
        #expect(back.hashed == token.hashed)
        #expect(back.hashed != token.text)
    }

    @Test func `the hash is SHA-256 in hexadecimal`() throws {
        // From Python: hashlib.sha256(b"A" * 43).hexdigest()
        let token = try #require(Token(String(repeating: "A", count: 43)))
        #expect(token.hashed == "0f007385b6f9d4b7eeb2748605afe1a984a0a3bfa3f014d09e2a784ce9e5cd1a")
    }

    @Test func `a thousand tokens are a thousand tokens`() {
        let texts = Set((0..<1000).map { _ in Token().text })
        #expect(texts.count == 1000)
        #expect(texts.allSatisfy { $0.utf8.count == 43 })
    }

    @Test(arguments: [
        "", "A", String(repeating: "A", count: 42), String(repeating: "A", count: 44),
        String(repeating: "=", count: 43),
        String(repeating: "A", count: 42) + "B", String(repeating: "é", count: 43),
        String(repeating: "A", count: 1_000_000),
    ])
    func `what does not have the shape of a token is none`(_ text: String) {
        #expect(Token(text) == nil)
    }

    @Test func `a log cannot hold a token by mistake`() {
        let token = Token()
        #expect(!"\(token)".contains(token.text))
        #expect(!String(reflecting: token).contains(token.text))
    }

    @Test func `comparing in constant time still compares`() {
        #expect(ConstantTime.equal("abc", "abc"))
        #expect(!ConstantTime.equal("abc", "abd"))
        #expect(!ConstantTime.equal("abc", "ab"))
        #expect(ConstantTime.equal([] as [UInt8], []))
    }

    @Test func `a code has as many digits as asked, zeros in front too`() {
        let codes = (0..<2000).map { _ in RandomCode.digits(6) }
        #expect(codes.allSatisfy { $0.utf8.count == 6 && $0.utf8.allSatisfy { (48...57).contains($0) } })
        #expect(codes.contains { $0.hasPrefix("0") })
        #expect(Set(codes).count > 1900)
        #expect(RandomCode.digits(-5).count == 1)
        #expect(RandomCode.digits(.max).count == 32)
    }
}

@Suite struct `Base64url is read back exactly` {
    @Test(arguments: 0..<70) func `bytes of every length come back`(_ length: Int) {
        let bytes = (0..<length).map { _ in UInt8.random(in: 0...255) }
        #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("??>", "Pz8-"),
    ])
    func `it is the encoding of RFC 4648`(_ plain: String, _ encoded: String) {
        #expect(Base64URL.encode(Array(plain.utf8)) == encoded)
    }

    @Test(arguments: ["A", "Zh", "Zm9", "Zg==", "Z g", "Zm+v", "Zm/v", "é"])
    func `a second spelling of the same bytes is refused`(_ text: String) {
        #expect(Base64URL.decode(text) == nil)
    }
}
