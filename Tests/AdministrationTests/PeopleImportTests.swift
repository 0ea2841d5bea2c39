import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Administration

/// People who come in a file, and what is done to several of them at once.
@Suite struct PeopleImportTests {
    private static func file<T>(_ text: String, _ body: (String) async throws -> T) async throws -> T {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("people-\(UUID().uuidString).csv")
        try Data(text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try await body(url.path)
    }

    private static func importing(_ text: String, _ portal: TestPortal, isAgain: Bool = false) async throws
        -> ImportReport
    {
        try await file(text) {
            try await AdministrationModule().importedPeople.run(file: $0, into: portal, isAgain: isAgain)
        }
    }

    @Test(arguments: TestEngine.tested, ["en", "fr"])
    func `an export that is sent again changes nothing`(engine: TestEngine, language: String) async throws {
        try await TestPortal.village(on: engine) { portal in
            try await portal.role("Baker", [], heldBy: "mina")
            let browser = try await portal.signedIn("admin")
            browser.speak(language)
            let before = try await browser.get("/administration/people.csv?view=all").body
            let log = try await portal.count("SELECT COUNT(*) FROM audit_entry WHERE action <> 'import'")
            let report = try await Self.importing(before, portal)
            #expect(report.problems.map(\.message.id) == [])
            #expect(report.lines > 3 && report.unchanged == report.lines)
            #expect(try await browser.get("/administration/people.csv?view=all").body == before)
            #expect(try await portal.count("SELECT COUNT(*) FROM audit_entry WHERE action <> 'import'") == log)
            #expect(try await portal.count("SELECT COUNT(*) FROM mail") == 0)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `new people come with an account where the line says so, and others change by their address`(
        engine: TestEngine
    ) async throws {
        try await TestPortal.village(on: engine) { portal in
            try await portal.role("Baker", [], heldBy: "hedda")
            let text = """
                Nom;Prénom;Courriel;Compte;Rôles
                Lefèvre;Zoé;zoe@village.example;oui;Baker
                Été;Noé;noe@village.example;;
                Membre;Mina;mina@village.example;;Baker
                """
            let report = try await Self.importing(text, portal)
            #expect(report.problems.map(\.message.id) == [])
            #expect((report.new, report.changed, report.stored) == (2, 1, 3))
            #expect(try await portal.count("SELECT COUNT(*) FROM mail") == 1)
            let held: SQL = """
                SELECT COUNT(*) FROM person_role AS pr JOIN role AS r ON r.id = pr.role_id JOIN person AS p ON p.id = pr.person_id
                WHERE r.name = 'Baker' AND p.last_name IN ('Lefèvre', 'Membre')
                """
            #expect(try await portal.count(held) == 2)
            let accounts: SQL = "SELECT COUNT(*) FROM account AS a JOIN person AS p ON p.id = a.person_id"
            #expect(try await portal.count("\(sql: accounts) WHERE p.last_name IN ('Lefèvre', 'Été')") == 1)
            // Sent again it is all there, whatever the user names became.
            let again = try await Self.importing(text, portal, isAgain: true)
            #expect((again.lines, again.unchanged, again.stored) == (3, 3, 0))
            #expect(try await portal.count("SELECT COUNT(*) FROM mail") == 1)
            #expect(try await portal.application.database.read { try Audit.verify($0) }.isIntact)
        }
    }

    @Test func `what is wrong with a line is said beside it, and nothing of the file is stored`() async throws {
        try await TestPortal.village { portal in
            let before = try await portal.count("SELECT COUNT(*) FROM person")
            let text = """
                last_name,first_name,email,language,account,roles,username
                Un,A,not an address,,,,
                Deux,B,,,yes,,
                Trois,C,,klingon,,,
                Quatre,D,,,maybe,,
                Cinq,E,,,,Nobles,
                Six,F,six@village.example,,,,
                Sept,G,six@village.example,,,,
                Huit,H,mina@village.example,,,,somebody
                """
            let report = try await Self.importing(text, portal)
            #expect(
                report.problems.map { "\($0.line) \($0.column)" } == [
                    "2 email", "3 email", "4 language", "5 account", "6 roles", "8 email", "9 username",
                ])
            #expect(report.stored == 0)
            #expect(try await portal.count("SELECT COUNT(*) FROM person") == before)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a proposed user name keeps away from one that a later line brings, and nobody is written over`(
        engine: TestEngine
    ) async throws {
        try await TestPortal.village(on: engine) { portal in
            let text = """
                last_name,first_name,email,account,username
                Doe,Jo,jo@village.example,yes,
                Dupont,Jean,jean@village.example,,jdoe
                """
            let report = try await Self.importing(text, portal)
            #expect(report.problems.map(\.message.id) == [])
            #expect((report.new, report.stored) == (2, 2))
            let who: SQL = """
                SELECT COUNT(*) FROM person AS p JOIN account AS a ON a.person_id = p.id
                WHERE p.last_name = 'Doe' AND a.username = 'jdoe1' OR p.last_name = 'Dupont' AND a.username = 'jdoe'
                """
            #expect(try await portal.count(who) == 2)
        }
    }

    @Test func `what storing would refuse is said before anything is stored`() async throws {
        try await TestPortal.village { portal in
            let before = try await portal.count("SELECT COUNT(*) FROM person")
            let text = """
                last_name,first_name,email,username,disabled_at,roles
                Un,A,a@village.example,a b,,
                Deux,B,b@village.example,bdeux,2026-01-02,
                Trois,C,,,,PUBLIC
                Member,Mina,hedda@village.example,mina,,
                Helper,Hedda,,hedda,2026-01-02,
                Pareil,Dominique,,,,
                Pareil,Dominique,,,,
                """
            let report = try await Self.importing(text, portal)
            #expect(
                report.problems.map { "\($0.line) \($0.column)" } == [
                    "2 username", "3 disabled_at", "4 roles", "5 email", "6 disabled_at", "8 last_name",
                ])
            #expect(try await portal.count("SELECT COUNT(*) FROM person") == before)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a file gives no role that its sender may not give, and reaches nobody above them`(engine: TestEngine)
        async throws
    {
        try await TestPortal.village(on: engine) { portal in
            try await portal.role(
                "Clerk", [Grant(.read, "person"), Grant(.create, "person"), Grant(.update, "person")], heldBy: "hedda")
            let browser = try await portal.signedIn("hedda")
            let text = """
                last_name,first_name,email,roles,username
                Neuve,Nina,nina@village.example,Administrator,
                Boss,Admin,stolen@village.example,,admin
                """
            let preview = try await browser.preview("/administration/people", text)
            #expect(preview.status == 200)
            #expect(preview.counts == [0, 0, 0, 2])
            #expect(preview.body.components(separatedBy: "You may not do this.").count == 3)
            #expect(try await portal.count("SELECT COUNT(*) FROM person WHERE email = 'stolen@village.example'") == 0)
            let member = try await portal.signedIn("mina")
            #expect(try await member.get("/administration/people/import").status == 403)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `ticked people get and lose a role, go to the archives and come back, each by the rules of their page`(
        engine: TestEngine
    ) async throws {
        try await TestPortal.village(on: engine) { portal in
            try await portal.role("Baker", [], heldBy: "hedda")
            let browser = try await portal.signedIn("admin")
            func choose(_ action: String, _ picked: [String]) async throws -> TestPage {
                let form =
                    [
                        ("_token", UUID().uuidString), ("action", action), ("back", "/administration/people?view=all"),
                    ] + picked.map { ("pick", $0) }
                let done = try await browser.send("/administration/people/selection", form: form)
                #expect(done.location == "/administration/people?view=all")
                return try await browser.get("/administration/people?view=all")
            }
            let bakers: SQL = """
                SELECT COUNT(*) FROM person_role AS pr JOIN role AS r ON r.id = pr.role_id WHERE r.name = 'Baker'
                """
            #expect(try await choose("give baker", ["mina", "hedda"]).shows("1 record was changed"))
            #expect(try await portal.count(bakers) == 2)
            #expect(try await choose("take baker", ["mina", "hedda"]).shows("2 records were changed"))
            #expect(try await portal.count(bakers) == 0)
            // Oneself, who is the last administrator, stays.
            let archived = try await choose("archive", ["mina", "admin", "nobody-at-all"])
            #expect(archived.shows("This could not be done to: admin, nobody-at-all"))
            #expect(try await portal.count("SELECT COUNT(*) FROM person WHERE archived_at IS NOT NULL") == 1)
            _ = try await choose("restore", ["mina"])
            #expect(try await portal.count("SELECT COUNT(*) FROM person WHERE archived_at IS NOT NULL") == 0)
            let member = try await portal.signedIn("mina")
            let refused = try await member.post(
                "/administration/people/selection", ["action": "archive", "pick": "hedda"])
            #expect(refused.status == 403)
            // Once the password was typed a while ago it is asked for, and what was ticked goes along.
            portal.wait(seconds: 3600)
            let question = try await browser.post(
                "/administration/people/selection", ["action": "archive", "pick": "hedda"])
            #expect(question.status == 401 && question.field("pick") == "hedda")
            #expect(try await portal.count("SELECT COUNT(*) FROM person WHERE archived_at IS NOT NULL") == 0)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a condition narrows the list, its file and the interface, and is kept`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            let browser = try await portal.signedIn("admin")
            let condition = Escape.query("last_name ~ MEMB and has_account = yes")
            for address in ["/administration/people?filter=", "/administration/people.csv?filter="] {
                let page = try await browser.get(address + condition)
                #expect(page.status == 200)
                #expect(page.shows("Member") && !page.shows("Hedda"), "\(address)")
            }
            let wrong = try await browser.get("/administration/people?filter=shoe%20%3D%204")
            #expect(wrong.status == 422)
            #expect(!wrong.shows("Mina Member"))
            let kept = try await browser.post(
                "/administration/people/filters", ["name": "Members", "text": "last_name ~ memb"])
            #expect(kept.status == 303 || kept.status == 200)
            #expect(try await browser.get("/administration/people").shows("Members"))
        }
    }

    @Test func `somebody whose user name is a word of an address is reached by number`() async throws {
        try await TestPortal.village { portal in
            let report = try await Self.importing(
                "last_name,first_name,email,username\nWord,Wilma,wilma@village.example,import\n", portal)
            #expect(report.problems.map(\.message.id) == [])
            let browser = try await portal.signedIn("admin")
            let list = try await browser.get("/administration/people?q=wilma")
            let address = try #require(list.body.firstMatch(of: #/href="(/administration/people/~\d+)"/#))
            #expect(try await browser.get(String(address.1)).shows("Wilma Word"))
            #expect(try await browser.get("/administration/people/import").shows("<form"))
        }
    }
}
