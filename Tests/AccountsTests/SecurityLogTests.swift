import Foundation
import PortalDatabase
import PortalTestSupport
import PortalValues
import Testing

@testable import Accounts
@testable import PortalKit

/// What the security log tells, and how little a flood of it costs.
@Suite struct SecurityLogTests {
    @Test(arguments: TestEngine.tested)
    func `sign-ins, failures, sign-outs and passwords typed again are events of the account`(engine: TestEngine)
        async throws
    {
        try await TestPortal.run(TestPortal.accountModules, on: engine) { portal in
            let browser = portal.visitor
            _ = try await browser.post("/login", ["login": "member@portal.example", "password": "guess"])
            _ = try await browser.post("/login", ["login": "member", "password": TestPassword.text])
            _ = try await browser.post("/confirm", ["password": "wrong", "next": "/"])
            _ = try await browser.post("/confirm", ["password": TestPassword.text, "next": "/"])
            portal.wait(seconds: 700)
            let token = ["token_name": "Terminal", "token_reach": "read", "token_days": "30"]
            _ = try await browser.post("/profile/tokens", token.merging(["_password": "wrong"]) { $1 })
            _ = try await browser.post("/profile/tokens", token.merging(["_password": TestPassword.text]) { $1 })
            _ = try await browser.post("/profile/tokens/1/revocation")
            _ = try await browser.post("/logout")
            #expect(
                try await portal.events() == [
                    "sign-in-failed member 1", "sign-in member 1", "confirmation-failed member 1",
                    "confirmation member 1", "confirmation-failed member 1", "confirmation member 1", "token member 1",
                    "token-end member 1", "sign-out member 1",
                ])
            let named = try await portal.value("SELECT COUNT(*) FROM security_event WHERE address <> ''")
            #expect(named == 9)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `nothing of an unknown name is kept, since people type passwords there`(engine: TestEngine) async throws {
        try await TestPortal.run(TestPortal.accountModules, on: engine) { portal in
            let form = ["login": "correct horse battery", "password": "another secret text"]
            #expect(try await portal.visitor.post("/login", form).status == 422)
            #expect(try await portal.events() == ["sign-in-failed  1"])
            let rows = try await portal.application.database.read { db in
                try db.rows("SELECT * FROM security_event").flatMap { row in
                    row.columns.compactMap { try? row.get($0, as: String.self) }
                }
            }
            #expect(!rows.contains { $0.contains("horse") || $0.contains("secret") })
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a flood of equal failures is one line a minute, with their number`(engine: TestEngine) async throws {
        try await TestPortal.run(TestPortal.accountModules, on: engine) { portal in
            portal.wait(seconds: 60 - portal.application.clock().seconds % 60)
            for _ in 0..<14 { _ = try await portal.visitor.post("/login", ["login": "member", "password": "guess"]) }
            #expect(try await portal.events() == ["sign-in-failed member 10", "sign-in-limited member 4"])
            portal.wait(seconds: 60)
            for _ in 0..<2 { _ = try await portal.visitor.post("/login", ["login": "member", "password": "guess"]) }
            #expect(
                try await portal.events() == [
                    "sign-in-failed member 10", "sign-in-limited member 4", "sign-in-failed member 1",
                    "sign-in-limited member 1",
                ])
        }
    }

    @Test func `beyond 64 a minute a count is written each time that it has doubled`() {
        let folds = SecurityFolds()
        let now = Instant(seconds: 1_800_000_000)
        let due = (1...1000).map { _ in folds.due("x", at: now) }
        #expect(due.prefix(64).allSatisfy { $0 == 1 })
        #expect(due.filter { $0 > 0 }.count == 64 + 3 && due.reduce(0, +) == 512)
        #expect(folds.due("x", at: now.adding(seconds: 60)) == 1)
        #expect(folds.due("y", at: now) == 1 && folds.due(nil, at: now) == 1)
    }

    @Test(arguments: TestEngine.tested)
    func `everybody reads what happened to their own account, and nobody else's`(engine: TestEngine) async throws {
        try await TestPortal.run(TestPortal.accountModules, on: engine) { portal in
            _ = try await portal.visitor.post("/login", ["login": "support", "password": "guess"])
            let member = try await portal.signedIn("member")
            let profile = try await member.get("/profile")
            #expect(profile.shows("Recent sign-ins") && profile.shows("Signed in"))
            let page = try await member.get("/profile/security")
            #expect(page.status == 200 && page.shows("Signed in") && !page.shows("Failed to sign in"))
            #expect(try await portal.visitor.get("/profile/security").status == 303)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `what is older than the settings say is forgotten`(engine: TestEngine) async throws {
        try await TestPortal.run(TestPortal.accountModules, on: engine) { portal in
            _ = try await portal.signedIn("member")
            portal.wait(seconds: 364 * 86_400)
            _ = try await SecurityLog.job.run(portal.application)
            #expect(try await portal.events() == ["sign-in member 1"])
            portal.wait(seconds: 2 * 86_400)
            _ = try await SecurityLog.job.run(portal.application)
            #expect(try await portal.events().isEmpty)
        }
    }

    @Test func `an ordinary page writes nothing`() async throws {
        try await TestPortal.run(TestPortal.accountModules) { portal in
            let member = try await portal.signedIn("member")
            let changes = portal.application.database.changes
            for path in ["/profile", "/", "/login", "/profile/security"] { _ = try await member.get(path) }
            _ = try await portal.visitor.get("/login")
            #expect(portal.application.database.changes == changes)
            #expect(try await portal.events() == ["sign-in member 1"])
        }
    }
}
