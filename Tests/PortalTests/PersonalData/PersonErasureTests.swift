import Accounts
import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import portal

/// What becomes of somebody with an account: their portfolio goes first, then nothing of them opens any door.
@Suite struct PersonErasureTests {
    static let person = "/administration/people/qzornhelm"

    @Test(arguments: TestEngine.tested)
    func `somebody who left is gone from every table, and what they did stays under a pseudonym`(engine: TestEngine)
        async throws
    {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            let stage = try await DataStage(portal)
            let id = try await stage.hire("Quitterie", "Zornhelm", "qzornhelm", role: "Commercial")
            let browser = try await portal.signedIn("qzornhelm")
            let program = try await portal.program("qzornhelm")
            let client = ["client_id": "QZ-1", "first_name": "Jean", "last_name": "Dupont"]
            #expect(try await browser.post("/clients/new", client).status == 303)
            // Who still looks after clients hands them over first.
            let early = try await stage.admin.get(Self.person + "/personal-data")
            #expect(early.shows("hand this client over first") && early.shows("/clients?commercial=qzornhelm"))
            #expect(try await stage.erase(Self.person).status == 409)
            #expect(try await stage.admin.post("/clients/QZ-1/commercial", ["commercial": ""]).status == 303)
            let done = try await stage.erase(Self.person)
            #expect(done.status == 303 && done.location == "/administration/people/~\(id)", "\(done.body)")
            let left = try await stage.places(of: ["quitterie", "zornhelm", "poste-rare.example"])
            #expect(left == [])
            #expect(try await browser.get("/profile").status == 303, "the session has ended")
            #expect(try await program.get("/api/v1/clients").status == 401, "the token has ended")
            let login = try await portal.visitor.post("/login", ["login": "qzornhelm", "password": TestPassword.text])
            #expect(login.status == 422)
            let actors = try await portal.stored("SELECT actor_name FROM audit_entry WHERE actor_id = \(id) LIMIT 1")
            #expect(actors?.hasSuffix("#1") == true)
            #expect(try await stage.verdict().isIntact)
            let page = try await stage.admin.get("/administration/people/~\(id)")
            #expect(page.status == 200 && page.shows("Personal data erased"))
            #expect(try await stage.admin.get("/administration/people/~\(id)/edit").status == 409)
            #expect(try await stage.admin.post("/administration/people/~\(id)/account").status == 409)
        }
    }

    @Test func `nobody erases themself, nor whoever may do more, nor the last administrator`() async throws {
        try await TestPortal.run(Composition.modules) { portal in
            let stage = try await DataStage(portal)
            let own = try await stage.admin.get("/administration/people/admin/personal-data")
            #expect(own.shows("You cannot erase yourself"))
            #expect(try await stage.erase("/administration/people/admin").status == 409)
            try await portal.application.database.write { db in
                let role = try Roles.create("Secretary", now: portal.application.clock(), db)
                try Roles.grant(Grant(.read, "person"), to: role, in: Composition.scopes, db)
                try Roles.grant(Grant(.update, "person"), to: role, in: Composition.scopes, db)
                if let member = try People.find(username: "member", db) {
                    try Roles.give(role, to: member, now: portal.application.clock(), db)
                }
            }
            let secretary = try await portal.signedIn("member")
            let above = try await secretary.get("/administration/people/admin/personal-data")
            #expect(above.status == 200 && above.shows("may do things that you may not"))
            #expect(try await stage.erase("/administration/people/admin", as: secretary).status == 409)
            #expect(try await portal.count("SELECT COUNT(*) FROM erasure") == 0)
        }
    }

    @Test func `everybody reads and takes their own data, with the password, and nobody else's`() async throws {
        try await TestPortal.run(Composition.modules) { portal in
            let browser = try await portal.signedIn("member")
            let page = try await browser.get("/profile/personal-data")
            #expect(page.status == 200 && page.shows("My data") && page.field("plan") != "" && !page.shows("/erasure"))
            let file = try await browser.get("/profile/personal-data/export.json")
            #expect(file.status == 200 && file.body.contains("member@portal.example"))
            #expect(!file.body.contains("argon2") && !file.body.contains("hash") && !file.body.contains("token"))
            let data = try #require(file.json["data"] as? [[String: Any]])
            let tables = Set(data.compactMap { $0["table"] as? String })
            #expect(tables.isSuperset(of: ["person", "account", "session"]))
            portal.wait(seconds: 700)
            #expect(try await browser.get("/profile/personal-data/export.json").status == 303)
            let other = try await browser.get("/administration/people/admin/personal-data/export.json")
            #expect(other.status == 403)
            #expect(try await portal.visitor.get("/profile/personal-data").status == 303)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a namesake keeps their name`(engine: TestEngine) async throws {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            let stage = try await DataStage(portal)
            _ = try await stage.hire("Quitterie", "Zornhelm", "qzornhelm", role: "Support")
            let form = ["first_name": "Quitterie", "last_name": "Zornhelm", "language": "fr"]
            #expect(try await stage.admin.post("/administration/people", form).status == 303)
            #expect(try await stage.erase(Self.person).status == 303)
            let places = try await stage.places(of: ["quitterie"])
            #expect(places.isSuperset(of: ["person.first_name", "audit_entry.label"]))
            #expect(try await stage.verdict().isIntact)
        }
    }
}
