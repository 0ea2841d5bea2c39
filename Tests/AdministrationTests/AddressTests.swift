import Accounts
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTestSupport
import Testing

@testable import Administration

/// A session is not an account: what whoever holds one cannot do without the password.
@Suite struct AddressTests {
    private func form(_ browser: TestBrowser, _ username: String, _ values: [String: String]) async throws
        -> [String: String]
    {
        let page = try await browser.get("/administration/people/\(username)/edit")
        var form = ["language": ""]
        for name in ["version", "first_name", "last_name", "email"] { form[name] = page.field(name) ?? "" }
        return form.merging(values) { $1 }
    }

    private func letters(_ portal: TestPortal) async throws -> [String] {
        try await portal.application.database.read { db in
            try db.rows("SELECT recipient, subject FROM mail ORDER BY id").map {
                "\(try $0.get("recipient", as: String.self)): \(try $0.get("subject", as: String.self))"
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `an administrator's session does not become their account: their own address is changed on the profile only`(
        engine: TestEngine
    ) async throws {
        try await TestPortal.village(on: engine) { portal in
            let thief = try await portal.signedIn("admin").copy()
            let edit = try await thief.get("/administration/people/admin/edit")
            #expect(edit.shows("href=\"/profile#profile-email\""))
            let page = try await thief.post(
                "/administration/people/admin", form(thief, "admin", ["email": "thief@example.org"]))
            #expect(page.status == 422 && page.shows("You change your own address on your profile"))
            #expect(page.shows("href=\"/profile#profile-email\""))
            let program = try await portal.program("admin")
            let json = #"{"email": "thief@example.org"}"#
            for answer in [
                try await program.change(.patch, "/api/v1/people/admin", json),
                try await program.confirmed(.patch, "/api/v1/people/admin", json),
            ] {
                #expect(answer.status == 422 && answer.faults == ["email"])
            }
            #expect(
                try await portal.count("SELECT COUNT(*) FROM person WHERE email_key = 'admin@portal.example'") == 1)
            #expect(try await letters(portal) == [])
            // What is no way to sign in is theirs to change.
            let name = try await form(thief, "admin", ["last_name": "Autre"])
            #expect(try await thief.post("/administration/people/admin", name).status == 303)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `somebody else's address asks for the password, in the browser and of programs`(engine: TestEngine)
        async throws
    {
        try await TestPortal.village(on: engine) { portal in
            let admin = try await portal.signedIn("admin")
            portal.wait(seconds: 700)
            let new = try await form(admin, "mina", ["email": "new@village.example"])
            #expect(try await admin.post("/administration/people/mina", new).status == 401)
            let wrong = new.merging(["_password": "guess"]) { $1 }
            #expect(try await admin.post("/administration/people/mina", wrong).status == 401)
            let program = try await portal.program("admin")
            let json = #"{"email": "new@village.example"}"#
            let answer = try await program.change(.patch, "/api/v1/people/mina", json)
            #expect(answer.status == 403 && answer.code == "reauth_required")
            #expect(try await letters(portal) == [])
            let right = new.merging(["_password": TestPassword.text]) { $1 }
            #expect(try await admin.post("/administration/people/mina", right).status == 303)
            let subject = portal.application.assetStore.assets.languages.standard.text(
                Message(id: "Your e-mail address was changed"))
            let told = ["mina@village.example", "new@village.example"].map { "\($0): \(subject)" }
            #expect(try await letters(portal) == told)
            #expect(
                try await program.confirmed(.patch, "/api/v1/people/mina", #"{"email": "b@x.example"}"#).status == 200)
            #expect(try await letters(portal).count == 4)
            // A name is no way to sign in: a program changes it with its token.
            #expect(try await program.change(.patch, "/api/v1/people/mina", #"{"last_name": "B"}"#).status == 200)
            #expect(try await letters(portal).count == 4)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `an invitation to the address before opens nothing any more`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            let admin = try await portal.signedIn("admin")
            #expect(try await admin.post("/administration/people/mina/invitation").status == 303)
            let text = try await portal.application.database.read {
                try $0.value("SELECT body_text FROM mail ORDER BY id DESC LIMIT 1", as: String.self)
            }
            let start = try #require(text?.firstRange(of: "/password/"))
            let link = String(try #require(text)[start.lowerBound...].prefix { !$0.isWhitespace })
            #expect(try await portal.visitor.get(link).status == 200)
            let same = try await form(admin, "mina", ["email": "MINA@village.example"])
            #expect(try await admin.post("/administration/people/mina", same).status == 303)
            #expect(try await portal.visitor.get(link).status == 200, "the same mailbox")
            let new = try await form(admin, "mina", ["email": "new@village.example"])
            #expect(try await admin.post("/administration/people/mina", new).status == 303)
            #expect(try await portal.visitor.get(link).status == 410)
        }
    }

    @Test func `an account is opened with the password`() async throws {
        try await TestPortal.village { portal in
            let admin = try await portal.signedIn("admin")
            portal.wait(seconds: 700)
            let nils = try await portal.application.database.read {
                try $0.value("SELECT id FROM person WHERE last_name = 'Nobody'", as: Int64.self)
            }
            let path = "/administration/people/~\(try #require(nils))/account"
            #expect(try await admin.post(path).status == 401)
        }
    }
}
