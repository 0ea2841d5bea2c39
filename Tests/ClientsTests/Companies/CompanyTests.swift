import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Clients

@Suite struct CompanyTests {
    private static let acme = [
        "company_id": "ACME", "company_name": "Acmé & fils", "siret": "732 829 320 00074", "activity": "6201z",
        "founded": "1985-03-01",
        "headcount": "11", "address": "12 rue des Glycines", "postal_code": "01000", "town": "Bourg-en-Bresse",
        "region": "Auvergne-Rhône-Alpes",
    ]

    @Test(arguments: TestEngine.tested)
    func `a company is kept as it was entered`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await portal.signedIn("commercial")
            #expect(try await browser.post("/companies/new", Self.acme).location == "/companies/ACME")
            let page = try await browser.get("/companies/acme")
            for text in [
                "Acmé &amp; fils", "732\u{A0}829\u{A0}320\u{A0}00074", "62.01Z", "01000 Bourg-en-Bresse",
                "10 to 19 employees",
            ] {
                #expect(page.shows(text), "\(text)")
            }
            #expect(try await browser.names("/companies?q=732829320") == ["Acmé &amp; fils"])
            #expect(try await browser.names("/companies?q=acme+bourg") == ["Acmé &amp; fils"])
            #expect(
                try await browser.post("/companies/new", Self.acme.merging(["company_id": "acme"]) { $1 }).status == 422
            )
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a company with clients stays, and says why`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await portal.signedIn("commercial")
            _ = try await browser.post("/companies/new", Self.acme)
            try await portal.enter("Zoé", "Essai", of: "commercial", id: "OWN", company: "ACME")
            let refused = try await browser.post("/companies/ACME/delete")
            #expect(refused.status == 409)
            #expect(refused.shows("1 client belongs to this company."))
            #expect(try await browser.get("/companies/ACME/delete").shows("1 client belongs to this company."))
            // Once nothing refers to it any more, it goes.
            let form = ["first_name": "Zoé", "last_name": "Essai", "company_id": "", "version": "1"]
            #expect(try await browser.post("/clients/OWN/edit", form).status == 303)
            #expect(try await browser.post("/companies/ACME/delete").location == "/companies")
            #expect(try await browser.get("/companies/ACME").status == 404)
            #expect(try await portal.client("OWN")?.facts.company == nil)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `clients follow when their company takes another name`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await portal.signedIn("commercial")
            _ = try await browser.post("/companies/new", Self.acme)
            try await portal.enter("Zoé", "Essai", of: "commercial", id: "OWN", company: "ACME")
            #expect(try await browser.names("/clients?q=acme") == ["Zoé Essai"])
            let renamed = Self.acme.merging(["company_name": "Brontosaure", "version": "1"]) { $1 }
            #expect(try await browser.post("/companies/ACME/edit", renamed).status == 303)
            #expect(try await browser.names("/clients?q=acme") == [])
            #expect(try await browser.names("/clients?q=brontosaure") == ["Zoé Essai"])
        }
    }

    @Test func `two who edit the same company both see what the other did`() async throws {
        try await ClientsPortal.run { portal in
            let browser = try await portal.signedIn("commercial")
            _ = try await browser.post("/companies/new", Self.acme)
            let first = Self.acme.merging(["town": "Péronnas", "version": "1"]) { $1 }
            #expect(try await browser.post("/companies/ACME/edit", first).status == 303)
            let second = Self.acme.merging(["town": "Viriat", "version": "1"]) { $1 }
            let page = try await browser.post("/companies/ACME/edit", second)
            #expect(page.status == 409)
            #expect(page.shows("Péronnas") && page.shows("Viriat"))
            #expect(page.field("version") == "2")
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a client names its company by identifier or by name`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await portal.signedIn("commercial")
            _ = try await browser.post("/companies/new", Self.acme)
            for (id, typed) in [("C-1", "acme"), ("C-2", "ACMÉ & FILS"), ("C-3", " acme et fils ")] {
                let form = ["first_name": "Zoé", "last_name": "Essai", "client_id": id, "company_id": typed]
                let isKnown = id != "C-3"
                #expect(try await browser.post("/clients/new", form).status == (isKnown ? 303 : 422), "\(typed)")
                #expect(try await portal.client(id)?.facts.company?.customID == (isKnown ? "ACME" : nil))
            }
            // Two of one name: the identifier decides.
            _ = try await browser.post("/companies/new", ["company_id": "ACME-2", "company_name": "acme fils"])
            let doubtful = ["first_name": "Zoé", "last_name": "Essai", "company_id": "Acmé fils"]
            let page = try await browser.post("/clients/new", doubtful)
            #expect(page.status == 422)
            #expect(page.shows("ACME, ACME-2"))
        }
    }
}
