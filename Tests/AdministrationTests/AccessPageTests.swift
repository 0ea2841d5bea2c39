import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Administration

@Suite struct AccessPageTests {
    @Test(arguments: TestEngine.tested)
    func `the page says yes or no, and which role decides`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            try await portal.role("Baker", [Grant(.read, "page", .relation("own"))], heldBy: "mina")
            let browser = try await portal.signedIn("admin")
            let own = try await browser.get(
                "/administration/access?person=mina&action=read&scope=page&element=member+mina")
            #expect(own.status == 200 && own.shows("Allowed") && own.shows("Baker"))
            let other = try await browser.get(
                "/administration/access?person=mina&action=read&scope=page&element=helper+hedda")
            #expect(other.shows("Not allowed") && other.shows("their own"))
            let visitor = try await browser.get("/administration/access?person=PUBLIC&action=read&scope=audit&element=")
            #expect(visitor.shows("Not allowed"))
            #expect(try await browser.get("/administration/access").status == 200)
            #expect(try await browser.get("/administration/access?person=mina").status == 200)
        }
    }

    @Test(arguments: [
        ("person=zoe&action=read&scope=page", "person"), ("person=&action=read&scope=page", "person"),
        ("person=mina&action=fly&scope=page", "action"), ("person=mina&action=read&scope=moon", "scope"),
        ("person=mina&action=read&scope=page&element=nowhere", "element"),
        ("person=mina&action=read&scope=audit&element=x", "element"),
    ])
    func `a question that makes no sense is refused beside its field`(query: String, field: String) async throws {
        try await TestPortal.village { portal in
            let browser = try await portal.signedIn("admin")
            let page = try await browser.get("/administration/access?\(query)")
            #expect(page.status == 422 && page.shows("field-\(field)-error"))
        }
    }

    @Test(arguments: TestEngine.tested)
    func `everybody who may is listed, and nobody else`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            try await portal.role("Baker", [Grant(.read, "page", .relation("own"))], heldBy: "mina")
            let hedda = try await portal.person("hedda")
            try await portal.role("Cook", [Grant(.update, "page", .element(hedda))], heldBy: "hedda")
            let browser = try await portal.signedIn("admin")
            let mina = try await browser.get("/administration/access/page/member%20mina")
            #expect(mina.status == 403, "the administrators' role is not yet offered the village's scope")
            try await portal.role("Reader", [Grant(.read, "page")], heldBy: "admin")
            let shown = try await browser.get("/administration/access/page/member%20mina")
            #expect(shown.status == 200)
            #expect(shown.shows("Maëlle Kerguelen") && shown.shows("Mina Member") && !shown.shows("Hedda Helper"))
            let other = try await browser.get("/administration/access/page/helper%20hedda?action=update")
            #expect(other.shows("Hedda Helper") && !other.shows("Mina Member"))
            let scope = try await browser.get("/administration/access/page?action=read")
            #expect(scope.shows("Maëlle Kerguelen") && !scope.shows("Hedda Helper"))
            #expect(try await browser.get("/administration/access/page/nowhere").status == 404)
            #expect(try await browser.get("/administration/access/moon").status == 404)
            #expect(try await browser.get("/administration/access/page?action=fly").status == 400)
            try await portal.application.database.write { [scopes = portal.application.scopes] db in
                try Roles.grant(Grant(.read, "page"), to: Role.publicID, in: scopes, db)
            }
            #expect(try await browser.get("/administration/access/page").shows("including visitors without an account"))
        }
    }

    @Test func `who may not look at a thing does not learn its name here`() async throws {
        try await TestPortal.village { portal in
            try await portal.role("Auditor", [Grant(.read, "role"), Grant(.read, "person")], heldBy: "hedda")
            let hedda = try await portal.signedIn("hedda")
            #expect(try await hedda.get("/administration/access/person/mina").status == 200)
            #expect(try await hedda.get("/administration/access/page/member%20mina").status == 403)
        }
    }
}
