import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Accounts

/// A changed address or password: who is told, and what ends with the old one.
@Suite struct ChangeTests {
    private static let phrase = "encore une longue phrase"
    private static let new = ["password": phrase, "password2": phrase]

    /// Changes the address of the member; the link that did it.
    private func move(_ portal: TestPortal, _ browser: TestBrowser) async throws -> String {
        let form = ["email": "ines@example.org", "current_for_email": TestPassword.text]
        #expect(try await browser.post("/profile/email", form).status == 303)
        return try await portal.letter(to: "ines@example.org").link
    }

    @Test(arguments: TestEngine.tested)
    func `both mailboxes hear of a new address, and every open link ends`(engine: TestEngine) async throws {
        try await TestPortal.run(TestPortal.accountModules, on: engine) { portal in
            let member = try await portal.signedIn("member")
            let reset = try await portal.resetLink("member")
            let link = try await move(portal, member)
            #expect(try await portal.visitor.get(reset).status == 200)
            #expect(try await portal.visitor.post(link).status == 303)
            #expect(try await portal.visitor.get(reset).status == 410)
            #expect(try await portal.visitor.post(reset, Self.new).status == 410)
            #expect(
                try await portal.visitor.post("/login", ["login": "member", "password": Self.phrase]).status == 422)
            let old = try await portal.letter(to: "member@portal.example")
            #expect(old.subject == portal.standard("Your e-mail address was changed") && old.link == "/legal")
            #expect(!old.text.contains("ines@example.org"), "who reads the old mailbox is not told the new one")
            let new = try await portal.letter(to: "ines@example.org")
            #expect(new.subject == portal.standard("Your e-mail address was changed") && new.text.contains("member"))
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a wrong password changes no address, and a thief without it gets no link`(engine: TestEngine) async throws {
        try await TestPortal.run(TestPortal.accountModules, on: engine) { portal in
            let thief = try await portal.signedIn("member").copy()
            portal.wait(seconds: 700)
            let form = ["email": "thief@example.org", "current_for_email": "guess"]
            #expect(try await thief.post("/profile/email", form).status == 422)
            #expect(try await portal.letters().isEmpty)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a new password is told by mail, ends the open links, and its session has a new secret`(engine: TestEngine)
        async throws
    {
        try await TestPortal.run(TestPortal.accountModules, on: engine) { portal in
            let member = try await portal.signedIn("member")
            let link = try await move(portal, member)
            let reset = try await portal.resetLink("member")
            let stolen = member.copy()
            let form = Self.new.merging(["current": TestPassword.text]) { one, _ in one }
            #expect(try await member.post("/profile/password", form).status == 303)
            #expect(try await member.get("/profile").status == 200)
            #expect(try await stolen.get("/profile").status == 303)
            for path in [link, reset] { #expect(try await portal.visitor.get(path).status == 410) }
            let letter = try await portal.letter(to: "member@portal.example")
            #expect(
                letter.subject == portal.standard("Your password was changed") && letter.link == "/password/forgotten")
        }
    }

    @Test func `a password that was set by a link is told by mail`() async throws {
        try await TestPortal.run(TestPortal.accountModules) { portal in
            let link = try await portal.resetLink("member")
            #expect(try await portal.visitor.post(link, Self.new).status == 303)
            let letter = try await portal.letter(to: "member@portal.example")
            #expect(letter.subject == portal.standard("Your password was changed"))
        }
    }

    @Test(arguments: TestEngine.tested)
    func `the link of a disabled account sets no password`(engine: TestEngine) async throws {
        try await TestPortal.run(TestPortal.accountModules, on: engine) { portal in
            let link = try await portal.resetLink("member")
            try await portal.application.database.write { db in
                guard let person = try People.find(username: "member", db) else { return }
                try People.disable(true, person, now: portal.application.clock(), db)
                try People.disable(false, person, now: portal.application.clock(), db)
            }
            #expect(try await portal.visitor.post(link, Self.new).status == 410)
        }
    }
}
