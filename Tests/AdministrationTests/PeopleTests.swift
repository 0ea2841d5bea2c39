import Accounts
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Administration

@Suite struct PeopleTests {
    @Test(arguments: TestEngine.tested)
    func `people are found by view, words, role and order`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            try await portal.role("Baker", [], heldBy: "mina")
            let browser = try await portal.signedIn("admin")
            let active = try await browser.get("/administration/people")
            #expect(active.status == 200)
            #expect(active.shows("Mina Member") && !active.shows("Nils Nobody"))
            let without = try await browser.get("/administration/people?view=without")
            #expect(without.shows("Nils Nobody") && !without.shows("Mina Member"))
            #expect(without.shows("/administration/people/~"))
            for word in ["MEMBER", "mïna", "mina@village.example", "min mem"] {
                let found = try await browser.get("/administration/people?q=\(Escape.query(word))")
                #expect(found.shows("Mina Member") && !found.shows("Hedda Helper"), "\(word)")
            }
            let bakers = try await browser.get("/administration/people?role=baker&view=all")
            #expect(bakers.shows("Mina Member") && !bakers.shows("Hedda Helper"))
            let down = try await browser.get("/administration/people?sort=username&way=desc").body
            let mina = try #require(down.firstRange(of: "Mina Member"))
            let hedda = try #require(down.firstRange(of: "Hedda Helper"))
            #expect(mina.lowerBound < hedda.lowerBound)
            for sort in ["name", "email", "seen"] {
                #expect(try await browser.get("/administration/people?sort=\(sort)").status == 200)
            }
        }
    }

    @Test(arguments: [
        ("view=pending", 400), ("role=nobody", 400), ("sort=password", 400), ("way=up", 400), ("page=0", 400),
        ("page=99", 404),
        ("page=99999999999999999999", 400), ("q=%00", 400), ("q=%ff", 400), ("give=nobody", 200), ("q=%25%27%22", 200),
    ])
    func `an address that makes no sense is an answer, not an accident`(query: String, status: Int) async throws {
        try await TestPortal.village { portal in
            let browser = try await portal.signedIn("admin")
            #expect(try await browser.get("/administration/people?\(query)").status == status)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a person is entered without account, and listed`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            let browser = try await portal.signedIn("admin")
            let made = try await browser.post(
                "/administration/people", ["first_name": "Zoé", "last_name": "Lefèvre", "email": "", "language": "fr"])
            let path = try #require(made.location)
            #expect(path.hasPrefix("/administration/people/~"))
            #expect(try await browser.get(path).shows("Zoé Lefèvre"))
            #expect(try await portal.count("SELECT COUNT(*) FROM mail") == 0)
            #expect(try await portal.lastEntry()?.action == "create")
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a new account comes with a link that sets its password once`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            let browser = try await portal.signedIn("admin")
            let made = try await browser.post(
                "/administration/people",
                [
                    "first_name": "Zoé", "last_name": "Lefèvre", "email": "zoe@village.example", "language": "fr",
                    "account": "on",
                ])
            #expect(made.location == "/administration/people/zlefevre")
            let text = try await portal.application.database.read {
                try $0.value("SELECT body_text FROM mail", as: String.self) ?? ""
            }
            let start = try #require(text.firstRange(of: "/password/"))
            let link = String(text[start.lowerBound...].prefix { !$0.isWhitespace })
            // Six days later it still works: whoever did not ask for an account does not wait for its mail.
            portal.wait(seconds: 6 * 86_400)
            let words = ["password": "une phrase assez longue", "password2": "une phrase assez longue"]
            #expect(try await portal.visitor.post(link, words).status == 303)
            #expect(try await portal.visitor.post(link, words).status == 410)
            _ = try await portal.signedIn("zlefevre", password: "une phrase assez longue")
        }
    }

    @Test func `everything wrong with a person is said at once, and what was typed stays`() async throws {
        try await TestPortal.village { portal in
            let browser = try await portal.signedIn("admin")
            let page = try await browser.post(
                "/administration/people",
                [
                    "first_name": "Zoé<", "last_name": "", "email": "", "language": "xx", "account": "on",
                    "username": "a b",
                ])
            #expect(page.status == 422)
            for field in ["first_name", "last_name", "email", "language"] {
                #expect(page.shows("field-\(field)-error"), "\(field)")
            }
            #expect(page.shows("Zoé&lt;"))
            let taken = try await browser.post(
                "/administration/people",
                ["first_name": "A", "last_name": "B", "email": "MINA@village.example", "language": "", "account": "on"])
            #expect(taken.status == 422 && taken.shows("field-email-error"))
            let name = try await browser.post(
                "/administration/people",
                [
                    "first_name": "A", "last_name": "B", "email": "ab@village.example", "language": "", "account": "on",
                    "username": "Mina",
                ])
            #expect(name.status == 422 && name.shows("field-username-error"))
            #expect(try await portal.count("SELECT COUNT(*) FROM person WHERE email_key = 'ab@village.example'") == 0)
            #expect(
                try await browser.post("/administration/people", ["first_name": "A", "nickname": "B"]).status == 400)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `two editors notice each other`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            let browser = try await portal.signedIn("admin")
            let version = try #require(try await browser.get("/administration/people/mina/edit").field("version"))
            let form = [
                "first_name": "Mina", "last_name": "Baker", "email": "mina@village.example", "language": "",
                "version": version,
            ]
            #expect(
                try await browser.post("/administration/people/mina", form).location == "/administration/people/mina")
            let late = try await browser.post(
                "/administration/people/mina", form.merging(["last_name": "Miller"]) { $1 })
            #expect(late.status == 409)
            #expect(late.shows("Baker") && late.shows("Miller"))
            let again = form.merging(["last_name": "Miller", "version": try #require(late.field("version"))]) { $1 }
            #expect(try await browser.post("/administration/people/mina", again).status == 303)
            #expect(try await browser.get("/administration/people?q=miller").shows("Mina Miller"))
            let entry = try #require(try await portal.lastEntry())
            #expect(entry.changes == [AuditChange(field: "last_name", before: "Baker", after: "Miller")])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a disabled account is out at once, and back with its roles`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            try await portal.role("Baker", [], heldBy: "mina")
            let browser = try await portal.signedIn("admin")
            let mina = try await portal.signedIn("mina")
            #expect(try await browser.post("/administration/people/mina/closure").status == 303)
            #expect(try await mina.get("/profile").status == 303)
            #expect(
                try await portal.visitor.post("/login", ["login": "mina", "password": "portal-demo"]).status == 422)
            #expect(try await browser.get("/administration/people?view=disabled").shows("Mina Member"))
            #expect(try await browser.post("/administration/people/mina/reopening").status == 303)
            _ = try await portal.signedIn("mina")
            #expect(try await portal.roles(of: "mina") == ["Baker"])
            #expect(try await browser.post("/administration/people/admin/closure").status == 422)
            #expect(try await browser.post("/administration/people/~9999/closure").status == 404)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `somebody who has left is put away: out at once, out of the lists, and back whole`(engine: TestEngine)
        async throws
    {
        try await TestPortal.village(on: engine) { portal in
            try await portal.role("Baker", [], heldBy: "mina")
            let browser = try await portal.signedIn("admin")
            let mina = try await portal.signedIn("mina")
            #expect(try await browser.get("/administration/people/mina").shows("/mina/archive"))
            #expect(try await mina.post("/administration/people/admin/archive").status == 403)
            #expect(try await browser.post("/administration/people/mina/archive").status == 303)
            #expect(try await portal.lastEntry()?.action == "archive")
            #expect(try await mina.get("/profile").status == 303)
            let typed = ["login": "mina", "password": "portal-demo"]
            #expect(try await portal.visitor.post("/login", typed).status == 422)
            let mine = #"href="/administration/people/mina""#
            for view in ["active", "disabled", "without"] {
                #expect(try await !browser.get("/administration/people?view=\(view)").shows(mine), "\(view)")
            }
            #expect(try await browser.get("/administration/people?view=archived").shows(mine))
            let page = try await browser.get("/administration/people/mina")
            #expect(page.shows("/mina/restoration") && !page.shows("/mina/archive") && !page.shows("/mina/invitation"))
            // Nobody who cannot sign in is written to.
            let mails = try await portal.count("SELECT COUNT(*) FROM mail")
            #expect(try await browser.post("/administration/people/mina/invitation").status == 422)
            #expect(try await portal.count("SELECT COUNT(*) FROM mail") == mails)
            // Twice is once.
            let lines = try await portal.count("SELECT COUNT(*) FROM audit_entry")
            #expect(try await browser.post("/administration/people/mina/archive").status == 303)
            #expect(try await portal.count("SELECT COUNT(*) FROM audit_entry") == lines)
            #expect(try await browser.post("/administration/people/mina/restoration").status == 303)
            _ = try await portal.signedIn("mina")
            #expect(try await portal.roles(of: "mina") == ["Baker"])
            #expect(try await browser.post("/administration/people/admin/archive").status == 422)
            #expect(try await browser.post("/administration/people/~9999/archive").status == 404)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `two administrators who put each other away at once do not both succeed`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            let admin = try await portal.signedIn("admin")
            let form = ["role": "administrator", "back": ""]
            #expect(try await admin.post("/administration/people/hedda/roles", form).status == 303)
            let hedda = try await portal.signedIn("hedda")
            async let one = admin.post("/administration/people/hedda/archive").status
            async let other = hedda.post("/administration/people/admin/archive").status
            let statuses = try await [one, other]
            #expect(statuses.allSatisfy { $0 < 500 }, "\(statuses)")
            let away = try await portal.count(
                """
                SELECT COUNT(*) FROM person JOIN account ON account.person_id = person.id
                WHERE account.username_key IN ('admin', 'hedda') AND person.archived_at IS NOT NULL
                """)
            #expect(away == 1)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `an export holds everybody, with their roles`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            try await portal.role("Baker", [], heldBy: "mina")
            try await portal.role("=Cook", [], heldBy: "mina")
            let browser = try await portal.signedIn("admin")
            let file = try await browser.get("/administration/people.csv?view=all&q=mina")
            #expect(file.status == 200)
            #expect(file.headers[.contentType]?.hasPrefix("text/csv") == true)
            #expect(file.shows("Member,Mina,mina@village.example,mina,"))
            #expect(file.shows("\"'=Cook, Baker\"") || file.shows("Baker, =Cook"))
            #expect(!file.shows("Hedda"))
        }
    }

    @Test func `people without an address cannot be given an account, and no link goes nowhere`() async throws {
        try await TestPortal.village { portal in
            let browser = try await portal.signedIn("admin")
            let id = try await portal.application.database.read {
                try $0.value("SELECT id FROM person WHERE last_name = 'Nobody'", as: Int64.self) ?? 0
            }
            #expect(try await browser.post("/administration/people/~\(id)/account").status == 422)
            #expect(try await browser.post("/administration/people/~\(id)/invitation").status == 422)
            #expect(try await browser.post("/administration/people/mina/invitation").status == 303)
            #expect(try await portal.count("SELECT COUNT(*) FROM mail") == 1)
        }
    }
}
