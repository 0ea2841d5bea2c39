import PortalSecurity
import Testing

@Suite struct `Sealed values come back unchanged or not at all` {
    let key: SecretKey
    let seal: Seal

    init() throws {
        key = try SecretKey("a secret of at least 32 bytes, for tests")
        seal = Seal(key: key, purpose: "unsubscribe")
    }

    @Test(arguments: ["", "zoe", "42.7", "é ; , = \" \0 \r\n", String(repeating: "x", count: 2000)])
    func `what was sealed is opened`(_ value: String) {
        #expect(seal.open(seal.seal(value), now: 0) == value)
        #expect(seal.open(seal.seal(value, until: 1000), now: 999) == value)
    }

    @Test func `a sealed value needs no escaping in a cookie or a URL`() {
        let text = seal.seal("é ; , = \" \0 \r\n", until: -5)
        #expect(
            text.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || "-_.".utf8.contains($0)
            })
    }

    @Test func `after its end it stays closed`() {
        let text = seal.seal("zoe", until: 1000)
        #expect(seal.open(text, now: 1000) == nil)
        #expect(seal.open(text, now: .max) == nil)
        #expect(seal.open(seal.seal("zoe", until: .min), now: .min) == nil)
    }

    @Test func `another purpose or another secret does not open it`() throws {
        let text = seal.seal("zoe")
        #expect(Seal(key: key, purpose: "session").open(text, now: 0) == nil)
        let other = try SecretKey("a secret of at least 32 bytes, for others")
        #expect(Seal(key: other, purpose: "unsubscribe").open(text, now: 0) == nil)
    }

    @Test func `any single changed character closes it`() {
        let text = Array(seal.seal("zoe", until: 1000).utf8)
        for position in text.indices {
            for byte in [UInt8(ascii: "A"), UInt8(ascii: "."), UInt8(ascii: "0"), 0] where byte != text[position] {
                var changed = text
                changed[position] = byte
                #expect(seal.open(String(decoding: changed, as: UTF8.self), now: 0) == nil)
            }
            #expect(seal.open(String(decoding: text.prefix(position), as: UTF8.self), now: 0) == nil)
        }
    }

    @Test func `rubbish is refused without a trap`() {
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0...60)).map { _ in [46, 48, 65, 45, 200].randomElement() ?? (46 as UInt8) }
            #expect(seal.open(String(decoding: bytes, as: UTF8.self), now: 0) == nil)
        }
        #expect(seal.open(String(repeating: ".", count: 10_000_000), now: 0) == nil)
    }

    @Test func `a short secret is no secret`() {
        #expect(throws: SecretKeyError.tooShort(bytes: 31)) { try SecretKey(String(repeating: "x", count: 31)) }
        #expect(throws: Never.self) { try SecretKey(String(repeating: "x", count: 32)) }
        #expect(throws: Never.self) { try SecretKey(SecretKey.randomText()) }
    }

    @Test func `keys are derived by HKDF and authenticate by HMAC, both with SHA-256`() throws {
        // Computed with Python's hmac and hashlib: extract with salt "portal", expand with info "audit", then HMAC of
        // "hello".
        let code = key.bound(to: "audit").authenticationCode(for: Array("hello".utf8))
        #expect(Hex.encode(code) == "2a7ac543757e5026931c0af0f272fc00f422fc9de6ebfc3f81ae65c488e8ab6a")
    }

    @Test func `a log cannot hold the secret by mistake`() {
        #expect(!"\(key)".contains("secret of"))
        #expect(!String(reflecting: key).contains("secret of"))
    }
}
