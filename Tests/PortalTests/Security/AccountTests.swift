import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Accounts
@testable import portal

/// Accounts, and what holds for every one of them.
@Suite struct AccountTests {
    private static let new = "une phrase assez longue"

    private func count(_ portal: TestPortal, _ sql: SQL) async throws -> Int {
        try await portal.application.database.read { try $0.value(sql, as: Int.self) ?? 0 }
    }

    @Test(arguments: TestEngine.tested)
    func `a new password asks for the one before`(engine: TestEngine) async throws {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            let member = try await portal.signedIn("member")
            for current in ["", "a wrong one", Self.new] {
                let form = ["current": current, "password": Self.new, "password2": Self.new]
                #expect(try await member.post("/profile/password", form).status == 422)
            }
            _ = try await portal.signedIn("member")
        }
    }

    @Test func `a password does not wear out`() async throws {
        try await TestPortal.run(Composition.modules) { portal in
            portal.wait(seconds: 5 * 366 * 86_400)
            let member = try await portal.signedIn("member")
            #expect(try await member.get("/profile").status == 200)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `nobody is there before somebody is entered, and demonstrations are refused in production`(engine: TestEngine)
        async throws
    {
        try await TestPortal.run(Composition.modules, on: engine, demonstration: false) { portal in
            let accounts = try await count(portal, "SELECT COUNT(*) FROM account")
            let people = try await count(portal, "SELECT COUNT(*) FROM person")
            #expect(accounts == 0 && people == 0)
        }
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("portal-\(UUID().uuidString).sqlite")
            .path
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + end) } }
        func run(_ words: [String]) async throws -> TestCommand {
            try await TestCommand.run(
                [
                    "env", "PORTAL_ENV=production", "PORTAL_SECRET_KEY=\(String(repeating: "k", count: 43))",
                    "PORTAL_DATABASE_URL=sqlite:\(file)", "PORTAL_RESOURCES=\(TestPlaces.resources)",
                    "PORTAL_MIGRATIONS=\(TestPlaces.migrations)", TestPlaces.root + "/.build/debug/portal",
                ] + words)
        }
        #expect(try await run(["db", "upgrade"]).status == 0)
        let refused = try await run(["demo"])
        #expect(refused.status != 0 && refused.output.contains("refused in production"), "\(refused.output)")
        #expect(!(try await run(["user", "list"])).output.contains("admin"))
    }

    @Test(arguments: TestEngine.tested)
    func `an account holds no hint and no secret question`(engine: TestEngine) async throws {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            let columns = try await portal.application.database.read {
                try $0.rows("SELECT * FROM account LIMIT 1").first?.columns ?? []
            }
            #expect(
                Set(columns) == [
                    "id", "person_id", "username", "username_key", "password_hash", "disabled_at", "last_login_at",
                    "created_at",
                ])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a link in a mail ends by itself`(engine: TestEngine) async throws {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            let now = portal.application.clock()
            let links = try await portal.application.database.write { db in
                let member = try #require(try People.find(username: "member", db))
                let other = try #require(try People.find(username: "support", db))
                return (
                    try MailTokens.make(.password, for: member, now: now, db),
                    try MailTokens.make(.password, for: other, seconds: People.invitationSeconds, now: now, db)
                )
            }
            portal.wait(seconds: MailTokens.seconds - 60)
            #expect(try await portal.visitor.get("/password/" + links.0).status == 200)
            portal.wait(seconds: 120)
            #expect(try await portal.visitor.get("/password/" + links.0).status == 410)
            #expect(try await portal.visitor.get("/password/" + links.1).status == 200)
            portal.wait(seconds: People.invitationSeconds)
            #expect(try await portal.visitor.get("/password/" + links.1).status == 410)
            let form = ["password": Self.new, "password2": Self.new]
            #expect(try await portal.visitor.post("/password/" + links.1, form).status == 410)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `signing in makes a new session and ends the one before`(engine: TestEngine) async throws {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            let browser = try await portal.signedIn("member")
            let before = browser.copy()
            let again = try await browser.post("/login", ["login": "member", "password": TestPassword.text])
            #expect(again.status == 303)
            #expect(try await before.get("/profile").status == 303, "the secret of before opens nothing")
            #expect(try await browser.get("/profile").status == 200)
            // A secret that somebody put into the browser beforehand is not taken over.
            let planted = String(repeating: "A", count: 43)
            let headers = ["Cookie": "portal-session=\(planted)"]
            let page = try await portal.visitor.post(
                "/login", ["login": "member", "password": TestPassword.text], headers: headers)
            #expect(!page.headers[values: .setCookie].contains { $0.contains(planted) })
        }
    }

    @Test(arguments: TestEngine.tested)
    func `sessions are listed, and ended with the password`(engine: TestEngine) async throws {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            let tablet = try await portal.signedIn("member")
            let phone = try await portal.signedIn("member")
            portal.wait(seconds: Sessions.confirmedSeconds + 60)
            let page = try await phone.get("/profile")
            let place = try #require(page.body.firstMatch(of: #/action="(/profile/sessions/\d+/end)"/#)).1
            let thief = phone.copy()
            for path in [String(place), "/profile/sessions/end"] {
                #expect(try await thief.post(path).status == 401)
                #expect(try await thief.post(path, ["_password": "a guess"]).status == 401)
            }
            #expect(try await tablet.get("/profile").status == 200)
            #expect(try await phone.post(String(place), ["_password": TestPassword.text]).status == 303)
            #expect(try await tablet.get("/profile").status == 303)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a password that was hashed with yesterday's settings is hashed anew when its owner signs in`(
        engine: TestEngine
    )
        async throws
    {
        // Made with argon2-cffi: 1 MiB, one pass, one lane.
        let old = "$argon2id$v=19$m=1024,t=1,p=1$c29tZXNhbHQtMDEyMzQ1Ng$23R5yqoEjR3Ig+2PGr+jiMRV4udgMP+cuy8qSqO3rDc"
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            try await portal.application.database.write { db in
                _ = try db.run("UPDATE account SET password_hash = \(old) WHERE username = 'member'")
            }
            _ = try await portal.signedIn("member", password: "correct horse")
            let stored = try await portal.application.database.read {
                try $0.value("SELECT password_hash FROM account WHERE username = 'member'", as: String.self)
            }
            #expect(stored?.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$") == true)
            _ = try await portal.signedIn("member", password: "correct horse")
        }
    }

    @Test func `password fields hide what is typed, and take what is pasted or filled in`() async throws {
        try await TestPortal.run(Composition.modules) { portal in
            let visitor = portal.visitor
            let member = try await portal.signedIn("member")
            var fields = 0
            for page in [
                try await visitor.get("/login"), try await visitor.get("/register"), try await member.get("/profile"),
                try await member.get("/confirm"),
            ] {
                for match in page.body.matches(
                    of: #/<input[^>]*name="(?:password2?|current|current_for_email|_password)"[^>]*>/#)
                {
                    let tag = match.0
                    #expect(tag.contains("type=\"password\""), "\(tag)")
                    #expect(tag.contains(#/autocomplete="(?:current|new)-password"/#), "\(tag)")
                    let most = tag.firstMatch(of: #/maxlength="(\d+)"/#).flatMap { Int($0.1) } ?? .max
                    #expect(most >= 128 && !tag.contains("onpaste") && !tag.contains("pattern="), "\(tag)")
                    fields += 1
                }
                #expect(!page.body.contains(#/<form[^>]*autocomplete="off"/#))
            }
            #expect(fields >= 7)
        }
        for script in SourceRules.files(below: "Resources/static", ending: ".js") {
            #expect(!script.text.contains("\"paste\"") && !script.text.contains("\"copy\""), "\(script.path)")
        }
    }
}
