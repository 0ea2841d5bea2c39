import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Clients

/// A form that is sent again: the same is done once, something else is not thrown away.
@Suite struct SentAgainTests {
    private static let first = [
        "_token": "a-token-of-one-form-and-no-other", "first_name": "Zoé", "last_name": "Lefèvre",
    ]

    @Test(arguments: TestEngine.tested)
    func `what was typed into a form that was sent before is kept, shown, and saved when it is wanted`(
        engine: TestEngine
    ) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await portal.signedIn("commercial")
            let count = { try await portal.count("SELECT COUNT(*) FROM client") }
            let before = try await count()
            let saved = try await browser.post("/clients/new", Self.first)
            #expect(saved.status == 303)
            #expect(try await browser.post("/clients/new", Self.first).location == saved.location)
            #expect(try await count() == before + 1)

            var other = Self.first
            other["last_name"] = "D’Angély"
            let page = try await browser.post("/clients/new", other)
            #expect(page.status == 409)
            #expect(page.field("last_name") == "D’Angély" && page.field("first_name") == "Zoé")
            #expect(try await count() == before + 1)
            let token = try #require(page.field("_token"))
            #expect(token != Self.first["_token"])

            other["_token"] = token
            #expect(try await browser.post("/clients/new", other).status == 303)
            #expect(try await count() == before + 2)
        }
    }

    @Test func `a change sent again with another content meets the version that was saved`() async throws {
        try await ClientsPortal.run { portal in
            let client = try await portal.enter("Zoé", "Lefèvre", of: "commercial", id: "ZOE")
            let browser = try await portal.signedIn("commercial")
            var fields = Self.first
            fields["version"] = String(client.version)
            fields["first_name"] = "Zoë"
            #expect(try await browser.post("/clients/ZOE/edit", fields).status == 303)
            fields["first_name"] = "Chloé"
            let page = try await browser.post("/clients/ZOE/edit", fields)
            #expect(page.status == 409)
            fields["_token"] = page.field("_token")
            let conflict = try await browser.post("/clients/ZOE/edit", fields)
            #expect(conflict.status == 409 && conflict.field("first_name") == "Chloé")
        }
    }
}
