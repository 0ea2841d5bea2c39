import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Clients

@Suite struct SavingTests {
    @Test(arguments: TestEngine.tested)
    func `an identifier is the only one of its kind, whatever its case`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            try await portal.enter("Own", "Client", of: "commercial", id: "Élan-7")
            let browser = try await portal.signedIn("commercial")
            let before = try await portal.count("SELECT COUNT(*) FROM client")
            let page = try await browser.post(
                "/clients/new", ["first_name": "Zoé", "last_name": "Essai", "client_id": "éLAN-7"])
            #expect(page.status == 422)
            #expect(page.shows("Another client already has this identifier."))
            #expect(page.shows("value=\"éLAN-7\""))
            #expect(try await portal.count("SELECT COUNT(*) FROM client") == before)
            #expect(try await browser.get("/clients/%C3%89LAN-7").status == 200)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `an absent identifier is proposed, and namesakes get one each`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            var ids: Set<String> = []
            for _ in 0..<14 { ids.insert(try await portal.enter("Zoé", "Essai").customID) }
            #expect(ids.count == 14)
            #expect(ids.isSuperset(of: ["ESSAI-ZOE", "ESSAI-ZOE-2", "ESSAI-ZOE-9"]))
            #expect(ids.allSatisfy { $0.hasPrefix("ESSAI-ZOE") })
        }
    }

    @Test(arguments: TestEngine.tested)
    func `two who edit the same client both see what the other did`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let own = try await portal.enter("Zoé", "Essai", of: "commercial", id: "OWN")
            let first = try await portal.signedIn("commercial")
            let second = try await portal.signedIn("management")
            var mine = [
                "first_name": "Zoé", "last_name": "Essai", "email": "a@example.org", "version": String(own.version),
            ]
            var theirs = mine
            theirs["email"] = "b@example.org"
            #expect(try await first.post("/clients/OWN/edit", mine).status == 303)
            let page = try await second.post("/clients/OWN/edit", theirs)
            #expect(page.status == 409)
            #expect(page.shows("a@example.org"))
            #expect(page.shows("b@example.org"))
            #expect(try await portal.client("OWN")?.facts.email == "a@example.org")
            // Once both are seen, sending the form again stores it.
            theirs["version"] = page.field("version")
            #expect(try await second.post("/clients/OWN/edit", theirs).status == 303)
            #expect(try await portal.client("OWN")?.facts.email == "b@example.org")
            mine["version"] = "99999999999999999999"
            #expect(try await first.post("/clients/OWN/edit", mine).status == 409)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `every change is told, field by field`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let own = try await portal.enter("Zoé", "Essai", of: "commercial", id: "OWN")
            let browser = try await portal.signedIn("commercial")
            let form = [
                "first_name": "Zoé", "last_name": "Été", "telephone": "06 12 34 56 78", "civility": "MME",
                "version": String(own.version),
            ]
            #expect(try await browser.post("/clients/OWN/edit", form).status == 303)
            #expect(try await browser.post("/clients/OWN/archive").status == 303)
            #expect(try await browser.post("/clients/OWN/archive").status == 303)
            #expect(try await browser.post("/clients/OWN/restoration").status == 303)
            let history = try await portal.application.database.read {
                try Audit.history(entity: "client", id: own.id, $0)
            }
            #expect(history.map(\.action) == ["restore", "archive", "update"])
            #expect(history.last?.actor.name == "commercial")
            let changes = history.last?.changes ?? []
            #expect(changes.map(\.field) == ["civility", "last_name", "telephone"])
            #expect(changes.map(\.before) == [nil, "Essai", nil])
            #expect(changes.map(\.after) == ["MME", "Été", "+33612345678"])
            let page = try await browser.get("/clients/OWN")
            #expect(page.shows("<del>Essai</del>"))
            #expect(page.shows("<ins>Été</ins>"))
            #expect(try await portal.application.database.read { try Audit.verify($0) }.isIntact)
        }
    }

    @Test func `what was typed stays, and every fault is said`() async throws {
        try await ClientsPortal.run { portal in
            let page = try await portal.signedIn("commercial").post(
                "/clients/new",
                [
                    "first_name": "", "last_name": "<b>Été</b>", "email": "zoe@", "telephone": "12",
                    "company_id": "Nulle part",
                    "employee_role": "Régisseuse",
                ])
            #expect(page.status == 422)
            for text in [
                "value=\"&lt;b&gt;Été&lt;/b&gt;\"", "value=\"zoe@\"", "value=\"Nulle part\"", "value=\"Régisseuse\"",
                "Please fill this in.", "This is not an e-mail address.",
                "There is no company with this identifier or name.",
            ] { #expect(page.shows(text), "\(text)") }
        }
    }

    @Test func `a form with a field of its own is no form of ours`() async throws {
        try await ClientsPortal.run { portal in
            let browser = try await portal.signedIn("commercial")
            #expect(
                try await browser.post("/clients/new", ["first_name": "Z", "last_name": "E", "archived_at": ""]).status
                    == 400)
        }
    }

    @Test func `a form that is sent twice enters one client`() async throws {
        try await ClientsPortal.run { portal in
            let browser = try await portal.signedIn("commercial")
            let form = ["first_name": "Zoé", "last_name": "Unique", "_token": "a-token-that-is-long-enough-0001"]
            let first = try await browser.post("/clients/new", form)
            let second = try await browser.post("/clients/new", form)
            #expect(first.status == 303)
            #expect(second.location == first.location)
            #expect(try await portal.count("SELECT COUNT(*) FROM client WHERE last_name = 'Unique'") == 1)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `only who may delete deletes, and nothing remains`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let own = try await portal.enter("Zoé", "Essai", of: "commercial", id: "OWN")
            try await portal.application.database.write { db in
                let role = try Roles.create("Eraser", now: .tested(), db)
                let catalogue = portal.application.scopes
                try Roles.grant(Grant(.read, "client"), to: role, in: catalogue, db)
                try Roles.grant(Grant(.delete, "client", .element(own.id)), to: role, in: catalogue, db)
                let member = try db.value("SELECT person_id FROM account WHERE username_key = 'member'", as: Int64.self)
                try Roles.give(role, to: try #require(member), now: .tested(), db)
            }
            let browser = try await portal.signedIn("member")
            #expect(try await browser.get("/clients/OWN/delete").status == 200)
            #expect(try await browser.post("/clients/OWN/delete").location == "/clients")
            #expect(try await portal.client("OWN") == nil)
            #expect(try await portal.count("SELECT COUNT(*) FROM client_word WHERE client_id = \(own.id)") == 0)
            #expect(
                try await portal.count(
                    "SELECT COUNT(*) FROM permission WHERE scope = 'client' AND element_id = \(own.id)") == 0)
            #expect(try await portal.tallies())
        }
    }
}
