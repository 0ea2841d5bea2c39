import Accounts
import HTTPTypes
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Home

@Suite struct HomeTests {
    @Test func `monitors are answered without a session`() async throws {
        try await TestPortal.run([HomeModule(), AccountsModule()]) { portal in
            let alive = try await portal.visitor.get("/healthz")
            #expect(alive.body == "ok\n")
            let ready = try await portal.visitor.get("/readyz")
            #expect(ready.status == 200)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a portal that can keep nothing is alive and not ready`(engine: TestEngine) async throws {
        try await TestPortal.run([HomeModule(), AccountsModule()], on: engine) { portal in
            try await portal.application.database.write { db in
                if engine == .sqlite {
                    try db.run("PRAGMA query_only = ON")
                } else {
                    // As a server that only follows another one: for this session, and for those that are opened later.
                    try db.run("SELECT set_config('default_transaction_read_only', 'on', false)")
                    try db.run(
                        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$"
                    )
                }
            }
            #expect(try await portal.visitor.get("/healthz").status == 200)
            let page = try await portal.visitor.get("/readyz")
            #expect(page.status == 503)
            #expect(page.headers[.retryAfter] == "5")
        }
    }

    @Test(arguments: TestEngine.tested)
    func `however many ask whether the portal is ready, it writes once in a while`(engine: TestEngine) async throws {
        try await TestPortal.run([HomeModule(), AccountsModule()], on: engine) { portal in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<50 { group.addTask { try await portal.visitor.get("/readyz").status } }
                for try await status in group { #expect(status == 200) }
            }
            let writes = try await portal.application.database.read { db in
                try db.value("SELECT full_at FROM rate_limit WHERE name = 'readiness'", as: Int.self)
            }
            #expect(writes == 1)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `the language comes from the account, else the cookie, else the browser`(engine: TestEngine) async throws {
        try await TestPortal.run([HomeModule(), AccountsModule()], on: engine) { portal in
            let browser = portal.visitor
            browser.speak("de, fr;q=0.8, en;q=0.2")
            #expect(try await browser.get("/").shows("<html lang=\"fr\""))
            let switched = try await browser.post("/language", ["code": "en", "back": "/legal?x=1"])
            #expect(switched.location == "/legal?x=1")
            #expect(try await browser.get("/").shows("<html lang=\"en\""))
            _ = try await browser.post("/login", ["login": "member", "password": "portal-demo"])
            _ = try await browser.post("/language", ["code": "fr", "back": "//evil.example"])
            let other = try await portal.signedIn("member")
            #expect(try await other.get("/").shows("<html lang=\"fr\""))
            #expect(try await browser.post("/language", ["code": "xx", "back": "/"]).status == 400)
        }
    }

    @Test func `what nobody declared is not there, and what exists says how it may be used`() async throws {
        try await TestPortal.run([HomeModule(), AccountsModule()]) { portal in
            let nowhere = try await portal.visitor.get("/nowhere")
            #expect(nowhere.status == 404)
            let wrong = try await portal.visitor.post("/legal")
            #expect(wrong.status == 405)
            #expect(wrong.headers[.allow] == "GET, HEAD")
        }
    }

    @Test func `a form from another site changes nothing`() async throws {
        try await TestPortal.run([HomeModule(), AccountsModule()]) { portal in
            let browser = try await portal.signedIn("member")
            for headers in [
                ["Origin": "https://evil.example"], ["Sec-Fetch-Site": "cross-site"], ["Origin": "null"],
                ["Origin": ""],
            ] {
                let page = try await browser.post(
                    "/profile", ["first_name": "Eve", "last_name": "Evil"], headers: headers)
                #expect(page.status == 403)
            }
            #expect(try await browser.get("/profile").shows("Inès"))
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a form sent many times at once happens once, and every copy gets the same answer`(engine: TestEngine)
        async throws
    {
        try await TestPortal.run([HomeModule(), AccountsModule()], on: engine) { portal in
            let browser = try await portal.signedIn("member")
            let fields = ["first_name": "Inès", "last_name": "Benali-Roux", "_token": "tokentokentokentokentoken"]
            let statuses = try await withThrowingTaskGroup(of: TestPage.self) { group in
                for _ in 0..<12 { group.addTask { try await browser.post("/profile", fields) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.allSatisfy { $0.status == 303 && $0.location == "/profile" })
            let version = try await portal.application.database.read {
                try $0.value("SELECT version FROM person WHERE last_name = 'Benali-Roux'", as: Int.self)
            }
            #expect(version == 2)
        }
    }

    @Test(arguments: [
        ("/profile", "first_name=%ZZ&last_name=x"), ("/profile", "first_name=%FF&last_name=x"),
        ("/profile", "first_name=a%00b&last_name=x"),
        ("/profile", "first_name=a&first_name=b&last_name=x"), ("/profile", "first_name=a&last_name=b&is_admin=1"),
        ("/profile", "first_name=a&last_name=b"),
    ])
    func `a malformed form gets 400, and nothing changes`(path: String, body: String) async throws {
        try await TestPortal.run([HomeModule(), AccountsModule()]) { portal in
            let browser = try await portal.signedIn("member")
            let token =
                path == "/profile" && body.hasSuffix("last_name=b") && !body.contains("is_admin")
                ? "" : "&_token=tokentokentokentokentoken"
            let page = try await browser.raw(
                .post, path, body: body + token, headers: ["Content-Type": "application/x-www-form-urlencoded"])
            #expect(page.status == 400)
            #expect(try await browser.get("/profile").shows("Inès"))
        }
    }

    @Test func `absurd queries and long names are never a fault of the server`() async throws {
        try await TestPortal.run([HomeModule(), AccountsModule()]) { portal in
            let browser = try await portal.signedIn("member")
            for path in [
                "/?x=%", "/?%FF", "/%00", "/profile?page=99999999999999999999",
                "/\(String(repeating: "a", count: 3000))",
            ] {
                #expect(try await browser.get(path).status < 500)
            }
            let long = try await browser.post(
                "/profile", ["first_name": String(repeating: "é", count: 10_000), "last_name": "x"])
            #expect(long.status == 422)
        }
    }
}
