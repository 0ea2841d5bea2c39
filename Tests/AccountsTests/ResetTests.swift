import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Accounts

/// A forgotten password: what a stranger learns of it, and what its owner gets.
@Suite struct ResetTests {
    @Test(arguments: TestEngine.tested)
    func `while somebody waits, a known address and an unknown one are the same row and nothing else`(
        engine: TestEngine
    ) async throws {
        try await TestPortal.run(TestPortal.accountModules, on: engine) { portal in
            for address in ["member@portal.example", "nobody@portal.example"] {
                let page = try await portal.visitor.post("/password/forgotten", ["email": address])
                #expect(page.status == 303 && page.location == "/login")
                #expect(try await portal.value("SELECT COUNT(*) FROM reset_request WHERE email = \(address)") == 1)
            }
            #expect(try await portal.letters().isEmpty)
            #expect(try await portal.value("SELECT COUNT(*) FROM account_token") == 0)
            #expect(try await portal.events().isEmpty)
            try await portal.answerResets()
            #expect(try await portal.letters().map(\.recipient) == ["member@portal.example"])
            #expect(try await portal.value("SELECT COUNT(*) FROM reset_request") == 0)
            #expect(try await portal.events() == ["reset-asked member 1"])
        }
    }

    @Test func `the mail comes in the language of its reader, else of who asked`() async throws {
        try await TestPortal.run(TestPortal.accountModules) { portal in
            let browser = portal.visitor
            browser.speak("fr")
            _ = try await browser.post("/password/forgotten", ["email": "member@portal.example"])
            try await portal.answerResets()
            #expect(try await portal.letter(to: "member@portal.example").subject == "Choisir un nouveau mot de passe")
        }
    }

    @Test(arguments: TestEngine.tested)
    func `one mailbox gets three links at once at most, known or not, and a stranger ten`(engine: TestEngine)
        async throws
    {
        try await TestPortal.run(TestPortal.accountModules, on: engine) { portal in
            for address in ["member@portal.example", "nobody@portal.example"] {
                var statuses: [Int] = []
                for _ in 0..<4 {
                    statuses.append(try await portal.visitor.post("/password/forgotten", ["email": address]).status)
                }
                #expect(statuses == [303, 303, 303, 429], "\(address)")
            }
            var last = 0
            for number in 0..<10 where last != 429 {
                last = try await portal.visitor.post("/password/forgotten", ["email": "a\(number)@x.example"]).status
            }
            #expect(last == 429)
        }
    }
}
