import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Clients

/// The filter box above the list of companies.
@Suite struct CompanyFilterTests {
    private static func companies(_ portal: TestPortal) async throws -> TestBrowser {
        try await portal.application.database.write { db in
            try db.run("DELETE FROM client")
            try db.run("DELETE FROM company")
            try ClientTally.recount(db)
        }
        let commercial = try await portal.signedIn("commercial")
        let halles = [
            "company_id": "HALLES", "company_name": "Les Halles d’Été", "siret": "732 829 320 00074",
            "activity": "5621Z",
            "founded": "15/03/1998", "headcount": "11", "town": "Nantes", "postal_code": "44000",
        ]
        #expect(try await commercial.post("/companies/new", halles).status == 303)
        let port = [
            "company_id": "PORT", "company_name": "Port Atlantique", "town": "La Rochelle", "postal_code": "17000",
        ]
        #expect(try await commercial.post("/companies/new", port).status == 303)
        let without = ["company_id": "RIEN", "company_name": "Œuvre sans lieu"]
        #expect(try await commercial.post("/companies/new", without).status == 303)
        try await portal.enter("Zoé", "Lefèvre", id: "A-1", company: "HALLES")
        return try await portal.signedIn("support")
    }

    static let questions: [(String, [String])] = [
        ("town = Nantes", ["Les Halles d’Été"]), ("ville = 'La Rochelle'", ["Port Atlantique"]),
        ("town != Nantes", ["Œuvre sans lieu", "Port Atlantique"]), ("town is none", ["Œuvre sans lieu"]),
        ("company_name ~ OEUV", ["Œuvre sans lieu"]), ("siren = '732 829 320'", ["Les Halles d’Été"]),
        ("siret = 73282932000074", ["Les Halles d’Été"]), ("siret is none", ["Œuvre sans lieu", "Port Atlantique"]),
        ("ape = 5621Z", ["Les Halles d’Été"]), ("founded < 2000", ["Les Halles d’Été"]),
        ("date_debut_activite = 15-03-1998", ["Les Halles d’Été"]), ("headcount = 10-19", ["Les Halles d’Été"]),
        ("effectif = 11", ["Les Halles d’Été"]), ("headcount is none", ["Œuvre sans lieu", "Port Atlantique"]),
        ("postal_code ^= 17 or clients = 1", ["Les Halles d’Été", "Port Atlantique"]),
        ("company_id in (halles, RIEN)", ["Les Halles d’Été", "Œuvre sans lieu"]),
        ("sort by town desc", ["Les Halles d’Été", "Port Atlantique", "Œuvre sans lieu"]),
    ]

    @Test(arguments: TestEngine.tested)
    func `a filter narrows the companies, on both engines`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await Self.companies(portal)
            for (filter, expected) in Self.questions {
                let page = try await browser.get("/companies?filter=" + Escape.query(filter))
                #expect(page.status == 200, "\(filter)")
                #expect(page.names == expected, "\(filter)")
            }
        }
    }

    @Test func `the export follows, and a wrong filter shows nothing`() async throws {
        try await ClientsPortal.run { portal in
            let browser = try await Self.companies(portal)
            let export = try await browser.get("/companies/export.csv?filter=" + Escape.query("town ~ roch"))
            #expect(export.body.contains("Atlantique") && !export.body.contains("Halles"))
            for path in ["/companies", "/companies/export.csv"] {
                let page = try await browser.get(path + "?filter=" + Escape.query("tovn = Nantes"))
                #expect(page.status == 422)
                #expect(page.names == [])
                #expect(page.shows("Did you mean “town”?"))
            }
        }
    }
}
