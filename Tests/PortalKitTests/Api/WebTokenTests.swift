import Foundation
import PortalSecurity
import PortalValues
import Testing

@testable import PortalKit

@Suite struct WebTokenTests {
    private let key: SecretKey
    private let now = Instant(seconds: 1_800_000_000)

    init() throws { key = try SecretKey(String(repeating: "k", count: 43)).bound(to: "api-token") }

    private func token(issuer: String = "i", audience: String = "a", from: Int64 = 0, until: Int64 = 60) -> WebToken {
        WebToken(
            issuer: issuer, subject: "zoé", audience: audience, issuedAt: now.seconds + from,
            expiresAt: now.seconds + until, id: "id")
    }

    private func read(_ text: String) -> WebToken? { WebToken(text, key: key, issuer: "i", audience: "a", now: now) }

    @Test func `a token comes back as it went`() { #expect(read(token().signed(key)) == token()) }

    @Test func `another key, issuer or audience, and the wrong time, are refused`() throws {
        let other = try SecretKey(String(repeating: "x", count: 43))
        #expect(read(token().signed(other)) == nil)
        #expect(read(token(issuer: "j").signed(key)) == nil)
        #expect(read(token(audience: "b").signed(key)) == nil)
        #expect(read(token(until: 0).signed(key)) == nil)
        #expect(read(token(from: 1).signed(key)) == nil)
    }

    @Test func `a token that was checked is known again, and ends in its time all the same`() {
        let known = KnownTokens()
        let text = token().signed(key)
        var checks = 0
        func find(_ text: String, at seconds: Int64) -> WebToken? {
            let then = now.adding(seconds: seconds)
            return known.find(text, now: then) {
                checks += 1
                return WebToken(text, key: key, issuer: "i", audience: "a", now: then)
            }
        }
        #expect(find(text, at: 0) == token())
        #expect(find(text, at: 59) == token() && checks == 1)
        #expect(find(text, at: 60) == nil)
        #expect(find(text, at: -1) == nil && checks == 1)
        #expect(find(text + "A", at: 0) == nil && find(String(text.dropLast()), at: 0) == nil && checks == 3)
        // What was refused is not remembered.
        let early = token(from: 30, until: 90).signed(key)
        #expect(find(early, at: 0) == nil)
        #expect(find(early, at: 30) != nil)
        // However many come, it does not grow without end.
        for number in 0..<1_500 {
            let one = WebToken(
                issuer: "i", subject: "z", audience: "a", issuedAt: now.seconds, expiresAt: now.seconds + 60,
                id: String(number))
            #expect(find(one.signed(key), at: 0) == one)
        }
        #expect(find(text, at: 1) == token())
    }

    @Test func `no other algorithm is looked at, and none at all neither`() {
        let parts = token().signed(key).split(separator: ".").map(String.init)
        for header in [
            #"{"alg":"none","typ":"JWT"}"#, #"{"alg":"HS512","typ":"JWT"}"#, #"{"typ":"JWT","alg":"HS256"}"#,
        ] {
            let head = Base64URL.encode(Array(header.utf8))
            let signature = Base64URL.encode(key.authenticationCode(for: Array("\(head).\(parts[1])".utf8)))
            for end in ["", signature, parts[2]] { #expect(read("\(head).\(parts[1]).\(end)") == nil) }
        }
        #expect(read(parts[0] + "." + parts[1] + ".") == nil)
        #expect(read(parts[0] + "." + parts[1]) == nil)
    }

    @Test func `what is changed, cut or absurd is refused`() {
        let text = token().signed(key)
        for position in text.indices {
            var changed = text
            changed.replaceSubrange(position...position, with: text[position] == "A" ? "B" : "A")
            #expect(read(changed) == nil)
        }
        for odd in ["", ".", "..", "...", "a.b.c", String(repeating: "a", count: 10_000), text + ".", text + "\0"] {
            #expect(read(odd) == nil)
        }
    }

    @Test func `a signed text that misses a claim is refused`() {
        let head = Base64URL.encode(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8))
        let claims = [
            "\"iss\":\"i\"", "\"sub\":\"s\"", "\"aud\":\"a\"", "\"iat\":1", "\"nbf\":1", "\"exp\":9000000000",
            "\"jti\":\"x\"",
        ]
        func signed(_ claims: [String]) -> String {
            let body = head + "." + Base64URL.encode(Array("{\(claims.joined(separator: ","))}".utf8))
            return body + "." + Base64URL.encode(key.authenticationCode(for: Array(body.utf8)))
        }
        #expect(read(signed(claims)) != nil)
        for left in claims { #expect(read(signed(claims.filter { $0 != left })) == nil, "\(left)") }
    }
}
