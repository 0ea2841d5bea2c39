import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Administration

@Suite struct SystemTests {
    private static func form(_ browser: TestBrowser, _ changes: [String: String] = [:]) async throws -> [String: String]
    {
        let page = try await browser.get("/administration/settings")
        var form = ["house.registration": "on", "house.legal": "", "module.village": "on"]
        for name in ["version", "house.name", "house.hue", "village.colour", "village.depth"] {
            let value = try #require(page.field(name))
            form[name] = value
        }
        return form.merging(changes) { $1 }
    }

    @Test(arguments: TestEngine.tested)
    func `settings are saved, hold at once and are told about`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            let browser = try await portal.signedIn("admin")
            let form = try await Self.form(browser, ["village.depth": "40", "house.name": "  Amicale "])
            #expect(try await browser.post("/administration/settings", form).status == 303)
            #expect(try await browser.get("/").shows("Amicale"))
            let entry = try #require(try await portal.lastEntry())
            #expect(entry.entity == "settings")
            #expect(entry.changes.contains(AuditChange(field: "village.depth", before: "12", after: "40")))
            #expect(entry.changes.count == 2)
            let lines = try await portal.count("SELECT COUNT(*) FROM audit_entry")
            #expect(try await browser.post("/administration/settings", try await Self.form(browser)).status == 303)
            #expect(try await portal.count("SELECT COUNT(*) FROM audit_entry") == lines)
        }
    }

    @Test func `what is wrong stands beside its setting, and nothing is saved`() async throws {
        try await TestPortal.village { portal in
            let browser = try await portal.signedIn("admin")
            let form = try await Self.form(
                browser, ["village.depth": "deep", "village.colour": "brown", "house.hue": "999"])
            let page = try await browser.post("/administration/settings", form)
            #expect(page.status == 422)
            for name in ["village.depth", "village.colour", "house.hue"] {
                #expect(page.shows("field-\(name)-error"), "\(name)")
            }
            #expect(page.field("village.depth") == "deep")
            #expect(try await portal.count("SELECT COUNT(*) FROM setting") == 0)
            #expect(
                try await browser.post("/administration/settings", form.merging(["moon": "1"]) { $1 }).status == 400)
            var stale = form
            stale["version"] = nil
            #expect(try await browser.post("/administration/settings", stale).status == 400)
        }
    }

    @Test func `two people who change settings at once notice each other`() async throws {
        try await TestPortal.village { portal in
            let browser = try await portal.signedIn("admin")
            let first = try await Self.form(browser, ["village.depth": "20"])
            let second = try await Self.form(browser, ["village.colour": "green"])
            #expect(try await browser.post("/administration/settings", first).status == 303)
            #expect(try await browser.post("/administration/settings", second).status == 409)
            #expect(try await browser.get("/administration/settings").field("village.depth") == "20")
        }
    }

    @Test func `a module that is switched off is gone for everybody, and comes back`() async throws {
        try await TestPortal.village { portal in
            let browser = try await portal.signedIn("admin")
            var form = try await Self.form(browser)
            form["module.village"] = nil
            #expect(try await portal.visitor.get("/village").status == 200)
            #expect(try await browser.post("/administration/settings", form).status == 303)
            #expect(try await portal.visitor.get("/village").status == 404)
            let page = try await browser.get("/administration/settings")
            #expect(page.field("village.depth") == "12")
            let back = try await Self.form(browser)
            #expect(try await browser.post("/administration/settings", back).status == 303)
            #expect(try await portal.visitor.get("/village").status == 200)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `during maintenance only administrators come in, and they end it`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            let browser = try await portal.signedIn("admin")
            let mina = try await portal.signedIn("mina")
            #expect(
                try await browser.post("/administration/maintenance", ["on": "on", "message": "Back at six."]).status
                    == 303)
            for other in [mina, portal.visitor] {
                let page = try await other.get("/")
                #expect(page.status == 503 && page.shows("Back at six.") && page.headers[.retryAfter] != nil)
            }
            #expect(try await portal.visitor.get("/healthz").status == 200)
            #expect(try await portal.visitor.get("/login").status == 200)
            let late = try await portal.signedIn("admin")
            #expect(try await late.get("/administration/people").status == 200)
            let long = ["message": String(repeating: "x", count: 501)]
            #expect(try await late.post("/administration/maintenance", long).status == 422)
            #expect(try await mina.get("/").status == 503)
            #expect(try await late.post("/administration/maintenance", ["message": ""]).status == 303)
            #expect(try await mina.get("/").status == 200)
            let entry = try #require(try await portal.lastEntry())
            #expect(entry.changes.contains(AuditChange(field: "house.maintenance", before: "true", after: "false")))
        }
    }

    @Test(arguments: TestEngine.tested)
    func `the audit log is filtered, exported and checked`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            let browser = try await portal.signedIn("admin")
            _ = try await browser.post("/administration/roles", ["name": "Baker", "colour": "teal"])
            _ = try await browser.post("/administration/people/mina/roles", ["role": "baker", "back": ""])
            let all = try await browser.get("/administration/audit")
            #expect(all.shows("Baker") && all.shows("Mina Member"))
            let roles = try await browser.get("/administration/audit?entity=role&action=create&q=admin")
            #expect(roles.shows("Baker") && !roles.shows("Mina Member"))
            #expect(!(try await browser.get("/administration/audit?q=hedda").shows("Mina Member")))
            #expect(!(try await browser.get("/administration/audit?until=2000-01-01").shows("Mina Member")))
            #expect(
                try await browser.get("/administration/audit?from=2000-01-01&until=9999-12-31").shows("Mina Member"))
            #expect(try await browser.get("/administration/audit?from=2026-02-30").status == 400)
            #expect(try await browser.get("/administration/audit?page=7").status == 404)
            let file = try await browser.get("/administration/audit.csv?entity=person")
            #expect(file.status == 200 && file.shows("role: – → Baker"))
            let good = try await browser.get("/administration/audit/verification")
            #expect(good.shows("exactly as they were written"))
            let digest = try #require(try await portal.lastEntry()?.hash)
            #expect(good.shows(digest))
            #expect(
                try await browser.get("/administration/audit/verification?noted=\(digest)").shows(
                    "exactly as they were written"))
            #expect(
                try await browser.get("/administration/audit/verification?noted=" + String(repeating: "a", count: 64))
                    .shows("is not in the log"))
            #expect(try await browser.get("/administration/audit/verification?noted=zz").status == 422)
            try await portal.application.database.write { db in
                // As whoever has the database's password would.
                let table: SQL = db.dialect == .postgresql ? " ON audit_entry" : ""
                try db.run("DROP TRIGGER audit_entry_no_update\(sql: table)")
                try db.run("UPDATE audit_entry SET label = 'Cook' WHERE label = 'Baker'")
            }
            #expect(
                try await browser.get("/administration/audit/verification").shows("was changed after it was written"))
        }
    }

    @Test(arguments: TestEngine.tested)
    func `jobs and mails are shown as they stand, and a mail that was given up is sent again`(engine: TestEngine)
        async throws
    {
        try await TestPortal.village(on: engine) { portal in
            let browser = try await portal.signedIn("admin")
            let now = Instant.tested()
            let id = try await portal.application.database.write { db in
                try db.run(
                    """
                    INSERT INTO job (name, due_at, started_at, finished_at, failures, message)
                    VALUES ('house.mail', \(now), \(now), \(now), 3, 'no answer')
                    """)
                return try db.value(
                    """
                    INSERT INTO mail (recipient, recipient_name, subject, body_text, body_html, created_at, due_at, attempts, failed_at, message)
                    VALUES ('zoe@example.org', 'Zoé', 'Hello', 'secret words', '', \(now), \(now), 9, \(now), 'no such mailbox')
                    RETURNING id
                    """, as: Int64.self) ?? 0
            }
            let jobs = try await browser.get("/administration/jobs")
            #expect(jobs.shows("no answer") && jobs.shows("3 failures in a row"))
            let mails = try await browser.get("/administration/mails?state=failed&q=zoe")
            #expect(mails.shows("no such mailbox") && !mails.shows("secret words"))
            #expect(try await browser.get("/").shows("/administration/mails?state=failed"))
            #expect(try await browser.post("/administration/mails/\(id)/redelivery").status == 303)
            #expect(try await portal.count("SELECT COUNT(*) FROM mail WHERE failed_at IS NULL AND attempts = 0") == 1)
            #expect(try await portal.lastEntry()?.action == "redeliver")
            #expect(try await browser.post("/administration/mails/9999/redelivery").status == 404)
            #expect(try await browser.get("/administration/mails?state=lost").status == 400)
        }
    }

    @Test func `every page of the module is there, in both languages`() async throws {
        try await TestPortal.village { portal in
            try await portal.role("Baker", [Grant(.read, "person")], heldBy: "mina")
            let browser = try await portal.signedIn("admin")
            for language in ["en", "fr"] {
                browser.speak(language)
                for path in [
                    "/administration/people", "/administration/new-person", "/administration/people/mina",
                    "/administration/people/mina/edit",
                    "/administration/roles", "/administration/new-role", "/administration/roles/baker",
                    "/administration/roles/baker/edit",
                    "/administration/roles/baker/deletion", "/administration/access",
                    "/administration/access/person/mina",
                    "/administration/settings", "/administration/maintenance", "/administration/audit",
                    "/administration/audit/verification", "/administration/jobs", "/administration/mails", "/style",
                    "/",
                ] {
                    let page = try await browser.get(path)
                    #expect(page.status == 200, "\(path)")
                    #expect(page.shows("lang=\"\(language)\""), "\(path)")
                }
            }
        }
    }
}
