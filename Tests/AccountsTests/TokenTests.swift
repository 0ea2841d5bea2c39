import Foundation
import Home
import PortalConfiguration
import PortalDatabase
import PortalKit
import PortalTestSupport
import Synchronization
import Testing

@testable import Accounts

@Suite struct TokenTests {
    private static let modules: [any Module] = [HomeModule(), AccountsModule()]

    private func ask(
        _ portal: TestPortal, _ login: String, _ password: String = TestPassword.text, _ body: String = #"{"name":"x"}"#
    )
        async throws -> TestPage
    {
        try await portal.visitor.raw(
            .post, "/api/v1/tokens", body: body,
            headers: [
                "Authorization": TestProgram.basic(login, password), "Content-Type": "application/json", "Origin": "",
            ])
    }

    @Test(arguments: TestEngine.tested)
    func `a password becomes a token, by user name or address, and the token opens the door`(engine: TestEngine)
        async throws
    {
        try await TestPortal.run(Self.modules, on: engine) { portal in
            for login in ["member", "MEMBER", "member@portal.example"] {
                let page = try await ask(portal, login, TestPassword.text, #"{"name": "Terminal", "expires_in": 60}"#)
                #expect(page.status == 201)
                #expect(page.json["name"] as? String == "Terminal" && page.json["scopes"] is NSNull)
                #expect((page.json["token"] as? String)?.split(separator: ".").count == 3)
                let me = try await portal.stranger(token: page.json["token"] as? String).get("/api/v1/me")
                #expect(me.status == 200 && me.json["username"] as? String == "member")
            }
            #expect(
                try await portal.application.database.read { try Audit.history(entity: "token", id: 1, $0) }.first?
                    .actor.name
                    == "member")
        }
    }

    @Test func `an unknown name, a wrong password, a closed account and nothing at all get one answer`() async throws {
        try await TestPortal.run(Self.modules) { portal in
            try await portal.application.database.write { db in
                guard let person = try People.find(username: "support", db) else { return }
                try People.disable(true, person, now: portal.application.clock(), db)
            }
            var bodies: Set<String> = []
            for (login, password) in [
                ("nobody", "portal-demo"), ("admin", "wrong"), ("support", "portal-demo"), ("", ""),
            ] {
                let page = try await ask(portal, login, password)
                #expect(page.status == 401 && page.code == "unauthenticated")
                #expect(page.header("WWW-Authenticate")?.hasPrefix("Basic") == true)
                bodies.insert(page.body.replacing(#/"request_id":"[^"]*"/#, with: ""))
            }
            #expect(bodies.count == 1)
            for odd in [
                "Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Bearer x",
                "Basic " + Data([0xFF, 58]).base64EncodedString(),
            ] {
                let page = try await portal.visitor.raw(
                    .post, "/api/v1/tokens", body: #"{"name":"x"}"#,
                    headers: ["Authorization": odd, "Content-Type": "application/json", "Origin": ""])
                #expect(page.status == 401, "\(odd)")
            }
        }
    }

    @Test func `guessing is slowed as at the sign-in, and counts with it`() async throws {
        try await TestPortal.run(Self.modules) { portal in
            for _ in 0..<10 { #expect(try await ask(portal, "admin", "wrong").status == 401) }
            let page = try await ask(portal, "admin")
            #expect(page.status == 429 && page.code == "throttled")
            #expect((page.header("Retry-After").flatMap { Int($0) } ?? 0) > 0)
            #expect(
                try await portal.visitor.post("/login", ["login": "admin", "password": TestPassword.text]).status == 429
            )
        }
    }

    @Test func `what is wrong with a wish is told at once`() async throws {
        try await TestPortal.run(Self.modules) { portal in
            let page = try await ask(
                portal, "member", TestPassword.text, #"{"scopes": "all", "expires_in": "1", "admin": true}"#)
            #expect(page.status == 422 && page.code == "validation")
            #expect(page.faults == ["name", "scopes", "expires_in", "admin"])
            for (body, fault) in [
                (#"{"name": ""}"#, "name"), (#"{"name": null}"#, "name"),
                (#"{"name": "x", "expires_in": 0}"#, "expires_in"),
                (#"{"name": "x", "expires_in": 31622401}"#, "expires_in"),
                (#"{"name": "x", "expires_in": 1.5}"#, "expires_in"),
                (#"{"name": "x", "scopes": []}"#, "scopes"), (#"{"name": "x", "scopes": [1]}"#, "scopes"),
                (#"{"name": "x", "scopes": ["a:b"]}"#, "scopes"), (#"{"name": "x", "scopes": [""]}"#, "scopes"),
                (#"{"name": "x", "name": "y"}"#, "name"),
            ] {
                let page = try await ask(portal, "member", TestPassword.text, body)
                #expect(page.status == 422 && page.faults == [fault], "\(body)")
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `an ended, revoked or forged token, a new password and a closed account shut the door`(engine: TestEngine)
        async throws
    {
        try await TestPortal.run(Self.modules, on: engine) { portal in
            func refused(_ program: TestProgram) async throws -> Bool {
                let page = try await program.get("/api/v1/me")
                return page.status == 401 && page.code == "invalid_token"
                    && page.header("WWW-Authenticate")?.contains("invalid_token") == true
            }
            let short = try await portal.program("member", seconds: 5)
            #expect(try await short.get("/api/v1/me").status == 200)
            portal.wait(seconds: 6)
            #expect(try await refused(short))
            let revoked = try await portal.program("member")
            let id = try #require(try await revoked.get("/api/v1/tokens").list.first?["id"] as? String)
            #expect(try await revoked.send(.delete, "/api/v1/tokens/\(id)").status == 204)
            #expect(try await refused(revoked))
            let forged = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJhZG1pbiJ9."
            #expect(try await refused(portal.stranger(token: forged)))
            let before = try await portal.program("member")
            _ = try await portal.signedIn("member").post(
                "/profile/password",
                [
                    "current": TestPassword.text, "password": "une phrase nouvelle 44",
                    "password2": "une phrase nouvelle 44",
                ])
            #expect(try await refused(before))
            let closed = try await portal.program("support")
            try await portal.application.database.write { db in
                guard let person = try People.find(username: "support", db) else { return }
                try People.disable(true, person, now: portal.application.clock(), db)
            }
            #expect(try await refused(closed))
        }
    }

    @Test func `a token of another portal with the same secret is refused`() async throws {
        let token = Mutex<String?>(nil)
        try await TestPortal.run(Self.modules, configure: { $0.baseURL = Self.other ?? $0.baseURL }) { portal in
            let made = try await portal.program("member").token
            token.withLock { $0 = made }
        }
        try await TestPortal.run(Self.modules) { portal in
            let page = try await portal.stranger(token: token.withLock { $0 }).get("/api/v1/me")
            #expect(page.status == 401)
        }
    }

    @Test func `somebody sees and ends their own tokens only, and a bounded token none but itself`() async throws {
        try await TestPortal.run(Self.modules) { portal in
            let mine = try await portal.program("member")
            let theirs = try await portal.program("support")
            let id = try #require(try await theirs.get("/api/v1/tokens").list.first?["id"] as? String)
            #expect(try await mine.get("/api/v1/tokens").list.count == 1)
            #expect(try await mine.send(.delete, "/api/v1/tokens/\(id)").status == 404)
            #expect(try await mine.send(.delete, "/api/v1/tokens/99999999999999999999").status == 404)
            #expect(try await theirs.get("/api/v1/me").status == 200)
        }
    }

    @Test func `the last use is noted, at most once a minute`() async throws {
        try await TestPortal.run(Self.modules) { portal in
            let program = try await portal.program("member")
            func seen() async throws -> String? {
                try await program.get("/api/v1/tokens").list.first?["seen_at"] as? String
            }
            _ = try await seen()
            let first = try #require(try await seen())
            #expect(try await seen() == first)
            portal.wait(seconds: 61)
            _ = try await seen()
            #expect(try await seen() != first)
        }
    }

    @Test func `on the profile a token is made with the password, shown once, and revoked`() async throws {
        try await TestPortal.run(Self.modules) { portal in
            let browser = try await portal.signedIn("member")
            let wish = [
                "token_name": "Terminal", "token_reach": "read", "token_days": "30", "_token": UUID().uuidString,
            ]
            let made = try await browser.post("/profile/tokens", wish)
            #expect(made.status == 200)
            let match = try #require(made.body.firstMatch(of: #/eyJ[\w.\-]+/#))
            let program = portal.stranger(token: String(match.0))
            #expect(try await program.get("/api/v1/me").json["username"] as? String == "member")
            #expect(try await browser.post("/profile/tokens", wish).status == 409, "its page is not shown again")
            #expect(try await browser.get("/profile").shows("Terminal"))
            #expect(try await !browser.get("/profile").shows(String(match.0)))
            #expect(try await browser.post("/profile/tokens", ["token_reach": "all", "token_days": "7"]).status == 422)
            #expect(
                try await browser.post("/profile/tokens", ["token_name": "x", "token_reach": "x", "token_days": "7"])
                    .status == 400)
            let other = try await portal.signedIn("support")
            #expect(try await other.post("/profile/tokens/1/revocation").status == 404)
            #expect(try await browser.post("/profile/tokens/1/revocation").status == 303)
            #expect(try await program.get("/api/v1/me").status == 401)
            portal.wait(seconds: 1200)
            let late = try await browser.post(
                "/profile/tokens", ["token_name": "x", "token_reach": "all", "token_days": "7"])
            #expect(late.status == 401 && late.shows("_password"), "the password is asked again")
        }
    }

    @Test func `during maintenance a program is told so, and may still get its token`() async throws {
        try await TestPortal.run(Self.modules, configure: { $0.maintenance = true }) { portal in
            let program = try await portal.program("member")
            let page = try await program.get("/api/v1/me")
            #expect(page.status == 503 && page.code == "maintenance" && page.header("Retry-After") != nil)
        }
    }

    @Test func `a token is worth nothing on the pages`() async throws {
        try await TestPortal.run(Self.modules) { portal in
            let program = try await portal.program("admin")
            #expect(try await program.get("/profile").status == 303)
        }
    }

    private static let other = BaseURL("https://other.example")
}
