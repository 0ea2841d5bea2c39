import PortalTestSupport
import Testing

@testable import PortalKit

@Suite struct RequestTargetTests {
    @Test(arguments: [
        "/", "/clients", "/clients?x=//../%2e", "/photos/2026/a.jpg", "/photos/2026/a%20b%C3%A9.jpg", "/.well-known/x",
        "/a/..b/...", "/a?", "/a?b?c",
    ])
    func `a path that is spelt right stays as it is`(target: String) {
        #expect(RequestTarget(target, base: "") == .right)
    }

    @Test(arguments: [
        ("//clients", "/clients"), ("//evil.example/", "/evil.example"), ("/\\evil.example", "/evil.example"),
        ("\\\\evil.example", "/evil.example"), ("///", "/"), ("/a//b///c", "/a/b/c"), ("/clients/", "/clients"),
        ("/a/./b", "/a/b"), ("/a/../b", "/b"), ("/../../etc", "/etc"), ("/a/%2e%2E/b", "/b"), ("/a/.%2e", "/"),
        ("/a%2ejpg", "/a.jpg"), ("/a/..", "/"), ("", "/"), ("?x=1", "/?x=1"), ("//a?x=//b", "/a?x=//b"),
        ("http://evil.example/clients?x", "/clients?x"), ("HTTPS://evil.example", "/"),
        ("http://evil.example?x", "/?x"),
        ("http://evil.example//b", "/b"), ("/été", "/%C3%A9t%C3%A9"), ("/a?é\u{1}", "/a?%C3%A9%01"), ("/a\\b", "/a/b"),
    ])
    func `another spelling has a right one, on this host`(target: String, right: String) {
        #expect(RequestTarget(target, base: "") == .other(right))
    }

    @Test(arguments: [
        "/a%2Fb", "/a%2fb", "/a%5cb", "/a%00", "/a#b", "*", "evil.example:443", "clients", "ftp://x/", "/%2e%2f",
    ])
    func `what names nothing that could be here is nothing`(target: String) {
        #expect(RequestTarget(target, base: "") == .none)
    }

    @Test(arguments: [
        ("/portal/", RequestTarget.right), ("/portal", .other("/portal/")),
        ("/portal/clients/", .other("/portal/clients")),
        ("/portal//", .other("/portal/")), ("/portal/../clients", .other("/clients")), ("/portals", .right),
    ])
    func `a portal below a sub-path has its home at the slash`(target: String, reading: RequestTarget) {
        #expect(RequestTarget(target, base: "/portal") == reading)
    }

    @Test func `whatever is written, the right spelling is right, and of this host`() {
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "/", "/", ".", "..", "%2e", "%2E", "\\", "a", "b", "?", "é", "%", "%2", "%41", ":", "http:", "@", "\u{7F}",
        ]
        for _ in 0..<20_000 {
            let target = (0..<Int.random(in: 0...9, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            for base in ["", "/a"] {
                guard case .other(let right) = RequestTarget(target, base: base) else { continue }
                #expect(RequestTarget(right, base: base) == .right, "\(target) → \(right)")
                #expect(
                    right.hasPrefix("/") && !right.hasPrefix("//") && !right.hasPrefix("/\\"), "\(target) → \(right)")
            }
        }
    }

    @Test func `only the right spelling gets past the front`() async throws {
        try await Attic.run { portal, attic in
            _ = try attic.write("photo", [1, 2, 3])
            let browser = portal.visitor
            #expect(try await browser.get("/attic/photo").status == 200)
            for (target, right) in [
                ("//attic/photo", "/attic/photo"), ("/attic//photo?a=//b", "/attic/photo?a=//b"),
                ("/attic/%2e%2e/attic/photo", "/attic/photo"), ("/attic/photo/", "/attic/photo"),
                ("//evil.example/..", "/"), ("/\\evil.example", "/evil.example"), ("//static/x.css", "/static/x.css"),
                ("http://evil.example/attic/photo", "/attic/photo"),
            ] {
                let page = try await browser.get(target)
                #expect(page.status == 308, "\(target)")
                #expect(page.location == right)
            }
            for target in ["//attic", "/attic/", "/x/../attic"] {
                #expect(try await browser.post(target).status == 404, "\(target)")
            }
            #expect(attic.calls.count == 0)
            let hidden = try await browser.get("/attic%2Fphoto")
            #expect(hidden.status == 404)
            for target in ["//api/v1/things", "/api//v1/things", "/x/../api/v1/things"] {
                #expect(try await browser.get(target).location == "/api/v1/things")
                let answer = try await browser.post(target)
                #expect(answer.status == 404)
                #expect(answer.headers[.contentType]?.contains("json") == true, "\(target)")
            }
            let nowhere = try await browser.get("/api/v1%2Fthings")
            #expect(nowhere.status == 404)
            #expect(nowhere.headers[.contentType]?.contains("json") == true)
        }
    }
}
