import Home
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Accounts

@Suite struct SignInTests {
    @Test(arguments: TestEngine.tested)
    func `somebody signs in by user name or address, whatever the case`(engine: TestEngine) async throws {
        try await TestPortal.run([HomeModule(), AccountsModule()], on: engine) { portal in
            for login in ["commercial", "COMMERCIAL", "Commercial@Portal.example"] {
                let browser = portal.visitor
                let page = try await browser.post("/login", ["login": login, "password": "portal-demo"])
                #expect(page.status == 303)
                #expect(page.location == "/")
                #expect(try await browser.get("/profile").shows("Camille"))
            }
        }
    }

    @Test func `an unknown name, a wrong password and a closed account get the same answer`() async throws {
        try await TestPortal.run([HomeModule(), AccountsModule()]) { portal in
            try await portal.application.database.write { db in
                guard let person = try People.find(username: "member", db) else { return }
                try People.disable(true, person, now: portal.application.clock(), db)
            }
            var bodies: Set<String> = []
            for (login, password) in [("nobody", "portal-demo"), ("admin", "wrong"), ("member", "portal-demo")] {
                let page = try await portal.visitor.post("/login", ["login": login, "password": password])
                #expect(page.status == 422)
                #expect(!page.headers.contains { $0.value.contains("portal-session") })
                bodies.insert(Self.withoutToken(page.body).replacing("value=\"\(login)\"", with: ""))
            }
            #expect(bodies.count == 1)
        }
    }

    @Test func `signing out ends the session on the server`() async throws {
        try await TestPortal.run([HomeModule(), AccountsModule()]) { portal in
            let browser = try await portal.signedIn("admin")
            #expect(try await browser.post("/logout").status == 303)
            let page = try await browser.get("/profile")
            #expect(page.status == 303)
            #expect(page.location == "/login?next=%2Fprofile")
            let left = try await portal.application.database.read {
                try $0.value("SELECT COUNT(*) FROM session", as: Int.self)
            }
            #expect(left == 0)
        }
    }

    @Test func `after signing in one comes back to where one was going, but never to another site`() async throws {
        try await TestPortal.run([HomeModule(), AccountsModule()]) { portal in
            for (next, location) in [
                ("/profile?x=1", "/profile?x=1"), ("//evil.example", "/"), ("https://evil.example", "/"),
                ("/\\evil.example", "/"),
                ("/a\nb", "/"), ("", "/"),
            ] {
                let page = try await portal.visitor.post(
                    "/login", ["login": "admin", "password": "portal-demo", "next": next])
                #expect(page.location == location)
            }
        }
    }

    @Test func `guessing is slowed down, for the account that is guessed at`() async throws {
        try await TestPortal.run([HomeModule(), AccountsModule()]) { portal in
            var last = 0
            for _ in 0..<20 where last != 429 {
                last = try await portal.visitor.post("/login", ["login": "support", "password": "guess"]).status
            }
            #expect(last == 429)
            #expect(
                try await portal.visitor.post("/login", ["login": "admin", "password": "portal-demo"]).status == 303)
        }
    }

    private static func withoutToken(_ body: String) -> String {
        body.replacing(#/name="(_token|next)" value="[^"]*"/#, with: "")
    }
}
