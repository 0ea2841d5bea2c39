import PortalDatabase
import PortalTestSupport
import Testing

@testable import Clients

/// Who may do what, right by right: each line both allowed and refused.
@Suite struct RightsTests {
    private static let form = ["first_name": "Zoé", "last_name": "Essai"]

    @Test(arguments: [
        // path, then who is answered 200: the others get 403.
        ("/clients", ["commercial", "commercial2", "management", "support"]),
        ("/clients/export.csv", ["commercial", "commercial2", "management", "support"]),
        ("/clients/new", ["commercial", "commercial2"]),
        ("/clients/OWN", ["commercial", "commercial2", "management", "support"]),
        ("/clients/OWN/edit", ["commercial", "management"]), ("/clients/OWN/delete", ["management"]),
        ("/companies", ["commercial", "commercial2", "management", "support"]),
        ("/companies/export.csv", ["commercial", "commercial2", "management", "support"]),
        ("/companies/new", ["commercial", "commercial2"]),
        ("/companies/ACME", ["commercial", "commercial2", "management", "support"]),
        ("/companies/ACME/edit", ["commercial", "commercial2"]),
        ("/companies/ACME/delete", ["commercial", "commercial2"]),
    ])
    func `a page opens for whom it is, and for nobody else`(path: String, allowed: [String]) async throws {
        try await ClientsPortal.run { portal in
            try await portal.enter("Own", "Client", of: "commercial", id: "OWN")
            _ = try await portal.signedIn("commercial").post(
                "/companies/new", ["company_name": "Acme", "company_id": "ACME"])
            for person in ["commercial", "commercial2", "management", "support", "member"] {
                let status = try await portal.signedIn(person).get(path).status
                #expect(status == (allowed.contains(person) ? 200 : 403), "\(person) \(path)")
            }
            #expect(try await portal.visitor.get(path).location?.hasPrefix("/login") == true)
        }
    }

    @Test(arguments: [
        ("/clients/new", ["commercial", "commercial2"]), ("/clients/OWN/edit", ["commercial", "management"]),
        ("/clients/OWN/archive", ["commercial", "management"]),
        ("/clients/OWN/restoration", ["commercial", "management"]),
        ("/clients/OWN/commercial", ["management"]), ("/clients/OWN/delete", ["management"]),
        ("/companies/new", ["commercial", "commercial2"]), ("/companies/ACME/edit", ["commercial", "commercial2"]),
        ("/companies/ACME/archive", ["commercial", "commercial2"]),
        ("/companies/ACME/restoration", ["commercial", "commercial2"]),
    ])
    func `a change is made by whom it is allowed, and by nobody else`(path: String, allowed: [String]) async throws {
        try await ClientsPortal.run { portal in
            try await portal.enter("Own", "Client", of: "commercial", id: "OWN")
            _ = try await portal.signedIn("commercial").post(
                "/companies/new", ["company_name": "Acme", "company_id": "ACME"])
            for person in ["commercial", "commercial2", "management", "support", "member"] {
                let browser = try await portal.signedIn(person)
                // An empty form: who may, is told what is missing (422), or has nothing to fill in.
                let status = try await browser.post(path).status
                #expect((status == 403) == !allowed.contains(person), "\(person) \(path) \(status)")
            }
        }
    }

    @Test func `a path that does not exist tells nothing to who may not look`() async throws {
        try await ClientsPortal.run { portal in
            let support = try await portal.signedIn("support")
            #expect(try await support.get("/clients/NOBODY").status == 404)
            #expect(try await support.get("/clients/NOBODY/edit").status == 403)
            #expect(try await portal.signedIn("member").get("/clients/NOBODY").status == 403)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a client belongs to the commercial who enters it`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await portal.signedIn("commercial")
            let answer = try await browser.post("/clients/new", Self.form)
            #expect(answer.status == 303)
            #expect(answer.location == "/clients/ESSAI-ZOE")
            #expect(try await portal.client("essai-zoe")?.facts.commercial?.username == "commercial")
            // Naming oneself is naming nobody else.
            var form = Self.form
            form["commercial"] = "Commercial"
            #expect(try await browser.post("/clients/new", form).status == 303)
            #expect(try await portal.tallies())
        }
    }

    @Test func `a commercial hands clients to nobody else`() async throws {
        try await ClientsPortal.run { portal in
            let browser = try await portal.signedIn("commercial")
            for other in ["commercial2", ""] {
                var form = Self.form
                form["commercial"] = other
                form["client_id"] = "NEW-ONE"
                #expect(try await browser.post("/clients/new", form).status == 422)
                #expect(try await portal.client("NEW-ONE") == nil)
            }
            let own = try await portal.enter("Own", "Client", of: "commercial", id: "OWN")
            for other in ["commercial2", ""] {
                let form = [
                    "first_name": "Own", "last_name": "Client", "commercial": other, "version": String(own.version),
                ]
                #expect(try await browser.post("/clients/OWN/edit", form).status == 403)
                #expect(try await portal.client("OWN")?.facts.commercial?.username == "commercial")
            }
            // What the form did not ask, or what it already is, changes nothing.
            let same = [
                "first_name": "Own", "last_name": "Client", "commercial": "commercial", "version": String(own.version),
            ]
            #expect(try await browser.post("/clients/OWN/edit", same).status == 303)
        }
    }

    @Test func `nobody takes a client by editing it`() async throws {
        try await ClientsPortal.run { portal in
            let own = try await portal.enter("Own", "Client", of: "commercial", id: "OWN")
            let form = [
                "first_name": "Own", "last_name": "Client", "commercial": "commercial2", "version": String(own.version),
            ]
            #expect(try await portal.signedIn("commercial2").post("/clients/OWN/edit", form).status == 403)
            #expect(try await portal.client("OWN")?.facts.commercial?.username == "commercial")
        }
    }

    @Test(arguments: TestEngine.tested)
    func `management hands clients to commercials, and to nobody`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            try await portal.enter("Own", "Client", of: "commercial", id: "OWN")
            let browser = try await portal.signedIn("management")
            #expect(try await browser.post("/clients/OWN/commercial", ["commercial": "commercial2"]).status == 303)
            #expect(try await portal.client("OWN")?.facts.commercial?.username == "commercial2")
            #expect(try await browser.post("/clients/OWN/commercial", ["commercial": "support"]).status == 422)
            #expect(try await browser.post("/clients/OWN/commercial", ["commercial": "nobody-at-all"]).status == 422)
            #expect(try await portal.client("OWN")?.facts.commercial?.username == "commercial2")
            #expect(try await browser.post("/clients/OWN/commercial", ["commercial": ""]).status == 303)
            #expect(try await portal.client("OWN")?.facts.commercial == nil)
            #expect(try await portal.tallies())
            // Nobody's client is edited by no commercial, and breaks nothing.
            #expect(try await portal.signedIn("commercial").get("/clients/OWN/edit").status == 403)
        }
    }
}
