import Home
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Accounts

@Suite struct RegistrationTests {
    private static let form = [
        "first_name": "Zoé", "last_name": "Lefèvre d’Été", "email": "Zoe@Example.org",
        "password": "une phrase assez longue",
        "password2": "une phrase assez longue",
    ]

    @Test(arguments: TestEngine.tested)
    func `a stranger registers, follows the link and is signed in`(engine: TestEngine) async throws {
        try await TestPortal.run([HomeModule(), AccountsModule()], on: engine) { portal in
            let browser = portal.visitor
            #expect(try await browser.post("/register", Self.form).location == "/login")
            let link = try await Self.link(portal)
            // A mail program that looks at the link first uses nothing up.
            #expect(try await portal.visitor.get(link).status == 200)
            let opened = try await browser.post(link, ["password": "une phrase assez longue"])
            #expect(opened.status == 303)
            let profile = try await browser.get("/profile")
            #expect(profile.shows("zlefevre"))
            #expect(try await portal.visitor.post(link, ["password": "une phrase assez longue"]).status == 410)
        }
    }

    @Test func `a known address gets the same answer, and a mail that says so`() async throws {
        try await TestPortal.run([HomeModule(), AccountsModule()]) { portal in
            var form = Self.form
            form["email"] = "admin@portal.example"
            #expect(try await portal.visitor.post("/register", form).location == "/login")
            let pending = try await portal.application.database.read {
                try $0.value("SELECT COUNT(*) FROM registration", as: Int.self)
            }
            #expect(pending == 0)
            let mails = try await portal.application.database.read {
                try $0.value("SELECT COUNT(*) FROM mail", as: Int.self)
            }
            #expect(mails == 1)
        }
    }

    @Test func `everything wrong is said at once, and what was typed stays`() async throws {
        try await TestPortal.run([HomeModule(), AccountsModule()]) { portal in
            let page = try await portal.visitor.post(
                "/register",
                ["first_name": "Zoé", "last_name": "", "email": "zoe@", "password": "court", "password2": "autre"])
            #expect(page.status == 422)
            #expect(page.shows("value=\"Zoé\""))
            #expect(page.shows("This is not an e-mail address."))
            #expect(page.shows("Please fill this in."))
            #expect(page.shows("The two passwords do not match."))
            #expect(!page.shows("court"))
        }
    }

    @Test func `a forgotten password is set anew once, and every session ends`() async throws {
        try await TestPortal.run([HomeModule(), AccountsModule()]) { portal in
            let browser = try await portal.signedIn("member")
            #expect(
                try await portal.visitor.post("/password/forgotten", ["email": "nobody@portal.example"]).status == 303)
            #expect(
                try await portal.visitor.post("/password/forgotten", ["email": "MEMBER@portal.example"]).status == 303)
            try await portal.answerResets()
            let link = try await Self.link(portal)
            let new = ["password": "encore une longue phrase", "password2": "encore une longue phrase"]
            #expect(try await portal.visitor.get(link).status == 200)
            #expect(try await portal.visitor.post(link, new).status == 303)
            #expect(try await portal.visitor.post(link, new).status == 410)
            #expect(try await browser.get("/profile").status == 303)
            #expect(
                try await portal.visitor.post("/login", ["login": "member", "password": "portal-demo"]).status == 422)
            #expect(
                try await portal.visitor.post("/login", ["login": "member", "password": "encore une longue phrase"])
                    .status == 303)
        }
    }

    /// Registers the address with another name and password.
    private static func register(_ portal: TestPortal, _ name: String, _ password: String) async throws -> String {
        let form = Self.form.merging(["first_name": name, "password": password, "password2": password]) { $1 }
        #expect(try await portal.visitor.post("/register", form).status == 303)
        return try await link(portal)
    }

    @Test(arguments: TestEngine.tested)
    func `a registration that a stranger began does not open with the stranger's password`(engine: TestEngine)
        async throws
    {
        try await TestPortal.run([HomeModule(), AccountsModule()], on: engine) { portal in
            let theirs = try await Self.register(portal, "Mallory", "le mot de passe du voleur")
            let letter = try await portal.letter(to: "Zoe@Example.org")
            #expect(!letter.text.contains("Mallory"), "a stranger's words go to nobody's mailbox")
            // The owner of the mailbox follows the link: nothing of the stranger shows, and one click opens nothing.
            let page = try await portal.visitor.get(theirs)
            #expect(page.status == 200 && !page.shows("Mallory") && page.shows("href=\"/register\""))
            #expect(try await portal.visitor.post(theirs).status == 422)
            let wrong = try await portal.visitor.post(theirs, ["password": "mon propre mot de passe"])
            #expect(wrong.status == 422 && !wrong.shows("Mallory"))
            #expect(try await portal.value("SELECT COUNT(*) FROM person WHERE email_key = 'zoe@example.org'") == 0)
            // They begin again; neither registration disturbs the other, and the first one that is finished counts.
            let own = try await Self.register(portal, "Zoé", "mon propre mot de passe")
            #expect(try await portal.visitor.get(theirs).status == 200)
            let browser = portal.visitor
            #expect(try await browser.post(own, ["password": "mon propre mot de passe"]).status == 303)
            #expect(try await browser.get("/profile").shows("Zoé"))
            let late = try await portal.visitor.post(theirs, ["password": "le mot de passe du voleur"])
            #expect(late.status == 410)
        }
    }

    @Test func `the password of a registration is not guessed`() async throws {
        try await TestPortal.run([HomeModule(), AccountsModule()]) { portal in
            let link = try await Self.register(portal, "Zoé", "une phrase assez longue")
            var statuses: [Int] = []
            for number in 0..<7 {
                statuses.append(try await portal.visitor.post(link, ["password": "guess \(number)"]).status)
            }
            #expect(statuses == [422, 422, 422, 422, 422, 429, 429])
        }
    }

    @Test func `a form that is sent twice opens one account`() async throws {
        try await TestPortal.run([HomeModule(), AccountsModule()]) { portal in
            let link = try await Self.register(portal, "Zoé", "une phrase assez longue")
            let form = ["password": "une phrase assez longue", "_token": String(repeating: "t", count: 30)]
            async let one = portal.visitor.post(link, form)
            async let other = portal.visitor.post(link, form)
            let statuses = try await [one.status, other.status].sorted()
            #expect(statuses[0] == 303 && [303, 410].contains(statuses[1]), "\(statuses)")
            #expect(try await portal.value("SELECT COUNT(*) FROM person WHERE email_key = 'zoe@example.org'") == 1)
            #expect(try await portal.value("SELECT COUNT(*) FROM account WHERE username_key LIKE 'zlefevre%'") == 1)
        }
    }

    /// The path of the one link in the newest mail.
    private static func link(_ portal: TestPortal) async throws -> String {
        let text = try await portal.application.database.read {
            try $0.value("SELECT body_text FROM mail ORDER BY id DESC LIMIT 1", as: String.self)
        }
        let origin = portal.application.configuration.baseURL.origin
        let body = try #require(text)
        let start = try #require(body.firstRange(of: origin))
        return String(body[start.upperBound...].prefix { !$0.isWhitespace })
    }
}
