import Accounts
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Administration

/// The security log as administrators read it.
@Suite struct SecurityPageTests {
    private func kinds(_ portal: TestPortal) async throws -> [String] {
        try await portal.application.database.read { db in
            try db.rows("SELECT kind, account, actor_name, detail, times FROM security_event ORDER BY id").map { row in
                let texts = try ["kind", "account", "actor_name", "detail"].map { try row.get($0, as: String.self) }
                return (texts.filter { !$0.isEmpty } + [String(try row.get("times", as: Int.self))]).joined(
                    separator: " ")
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `what an administrator does to an account names both, and refusals are one line a minute`(engine: TestEngine)
        async throws
    {
        try await TestPortal.village(on: engine) { portal in
            try await portal.role("Baker", [])
            let mina = try await portal.signedIn("mina")
            portal.wait(seconds: 60 - portal.application.clock().seconds % 60)
            for _ in 0..<3 { #expect(try await mina.get("/administration/people").status == 403) }
            #expect(try await mina.post("/administration/people/hedda/closure").status == 403)
            let program = try await portal.program("mina")
            #expect(try await program.get("/api/v1/roles").status == 403)
            let admin = try await portal.signedIn("admin")
            _ = try await admin.post("/administration/people/mina/roles", ["role": "baker", "back": ""])
            _ = try await admin.post("/administration/people/mina/roles/baker/removal", ["back": ""])
            _ = try await admin.post("/administration/people/mina/closure")
            _ = try await admin.post("/administration/people/mina/reopening")
            #expect(
                try await kinds(portal) == [
                    "sign-in mina 1", "refusal mina read/person 3", "refusal mina update/person 1", "token mina test 1",
                    "refusal mina read/role 1", "sign-in admin 1", "role mina admin Baker 1",
                    "role-end mina admin Baker 1", "account-close mina admin 1", "account-reopen mina admin 1",
                ])
            let again = try await portal.signedIn("mina").get("/profile/security")
            #expect(again.shows("Account disabled") && again.shows("by admin"))
        }
    }

    @Test(arguments: TestEngine.tested)
    func `the log is filtered by person, kind and day, and paged`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            for _ in 0..<55 { _ = try await portal.signedIn("mina") }
            _ = try await portal.visitor.post("/login", ["login": "hedda", "password": "guess"])
            let admin = try await portal.signedIn("admin")
            let path = "/administration/audit/security"
            let all = try await admin.get(path)
            #expect(all.status == 200 && all.shows("57 events") && all.shows("page=2"))
            let second = try await admin.get(path + "?page=2")
            #expect(second.status == 200)
            let hedda = try await admin.get(path + "?q=HEDDA")
            #expect(hedda.shows("1 event") && hedda.shows("Failed to sign in") && !hedda.shows("<td>mina"))
            #expect(try await admin.get(path + "?kind=sign-in-failed").shows("1 event"))
            #expect(try await admin.get(path + "?from=2100-01-01").shows("Nothing found"))
            for (query, status) in [("kind=x", 400), ("from=x", 400), ("page=9", 404), ("page=0", 400)] {
                #expect(try await admin.get(path + "?" + query).status == status, "\(query)")
            }
            #expect(try await admin.get("/administration/audit").shows(path))
        }
    }

    @Test(arguments: ["mina", "hedda"])
    func `only whoever may read the audit log reads it`(name: String) async throws {
        try await TestPortal.village { portal in
            try await portal.role("Desk", [Grant(.all, "person"), Grant(.read, "settings")], heldBy: "hedda")
            #expect(try await portal.signedIn(name).get("/administration/audit/security").status == 403)
            #expect(try await portal.visitor.get("/administration/audit/security").status == 303)
        }
    }

    @Test func `the settings page sets how long sessions may be idle, within bounds`() async throws {
        try await TestPortal.village { portal in
            let admin = try await portal.signedIn("admin")
            let page = try await admin.get("/administration/settings")
            #expect(page.field("house.session.idle") == "14" && page.field("house.session.remembered-idle") == "60")
            #expect(page.field("house.security.months") == "12")
        }
    }
}
