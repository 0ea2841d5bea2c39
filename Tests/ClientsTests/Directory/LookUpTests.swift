import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Clients

/// Looking companies and towns up, with answers as the public directories give them.
@Suite struct LookUpTests {
    /// As recherche-entreprises.api.gouv.fr answers, with invented companies.
    private static let companies = """
        {"results": [
          {"siren": "732829320", "nom_complet": "HALLES D'ETE (LES HALLES)", "nom_raison_sociale": "LES HALLES D'ETE",
           "activite_principale": "56.21Z", "date_creation": "1998-03-15", "tranche_effectif_salarie": "11",
           "etat_administratif": "A", "nature_juridique": "5710", "finances": null,
           "siege": {"siret": "73282932000074", "numero_voie": "12", "type_voie": "RUE", "libelle_voie": "DE LA PAIX",
             "code_postal": "01000", "libelle_commune": "BOURG-EN-BRESSE", "region": "84", "latitude": "46.2"},
           "matching_etablissements": [{"siret": "73282932000074", "est_siege": true, "etat_administratif": "F",
             "numero_voie": "12", "type_voie": "RUE", "libelle_voie": "DE LA PAIX", "code_postal": "01000",
             "libelle_commune": "BOURG-EN-BRESSE", "region": "84"}]},
          {"siren": "111111111", "nom_complet": "NUMERO FAUX", "siege": {"siret": "11111111111111"}}
        ], "total_results": 2, "page": 1, "per_page": 10, "total_pages": 1}
        """
    private static let towns = """
        [{"nom": "Rezé", "code": "44143", "region": {"code": "52", "nom": "Pays de la Loire"}, "population": 43_000},
        """.replacing("43_000", with: "43000") + """
            {"nom": "Les Sorinières", "code": "44198", "region": {"code": "52", "nom": "Pays de la Loire"}, "population": 8900}]
            """

    private static func run(
        _ manner: StandIn.Manner, _ body: @escaping @Sendable (TestPortal, StandIn) async throws -> Void
    ) async throws {
        try await StandIn.run(manner) { service in
            try await TestPortal.run(
                ClientsPortal.modules,
                configure: {
                    $0.companyDirectory = service.address
                    $0.townDirectory = service.address
                }
            ) { try await body($0, service) }
        }
    }

    @Test func `a company found is one step from the filled-in form, and what cannot be right is left out`()
        async throws
    {
        try await Self.run(.answers(status: 200, body: Self.companies)) { portal, service in
            let browser = try await portal.signedIn("commercial")
            let page = try await browser.get("/companies/look-up?q=halles")
            #expect(page.status == 200 && page.shows("LES HALLES D") && page.shows("Closed down"))
            #expect(!page.shows("NUMERO FAUX"))
            #expect(service.requests == ["GET /search?q=halles&per_page=10&page=1 HTTP/1.1"])
            let start = try #require(page.body.range(of: "/companies/new?company_name="))
            let link = String(page.body[start.lowerBound...].prefix { $0 != "\"" }).replacing("&amp;", with: "&")
            let form = try await browser.get(link)
            #expect(form.field("siret") == "73282932000074" && form.field("postal_code") == "01000")
            #expect(form.field("town") == "BOURG-EN-BRESSE" && form.field("region") == "Auvergne-Rhône-Alpes")
            #expect(form.field("founded") == "1998-03-15" && form.field("activity") == "56.21Z")
        }
    }

    @Test func `a company that is here already is named`() async throws {
        try await Self.run(.answers(status: 200, body: Self.companies)) { portal, _ in
            let browser = try await portal.signedIn("commercial")
            let company = ["company_id": "HALLES-1", "company_name": "Halles", "siret": "732829320"]
            #expect(try await browser.post("/companies/new", company).status == 303)
            #expect(try await browser.get("/companies/look-up?q=halles").shows("/companies/HALLES-1"))
        }
    }

    @Test(arguments: [
        StandIn.Manner.answers(status: 200, body: "<html>"), .answers(status: 200, body: "{\"results\": 7}"),
        .answers(status: 429, body: ""), .floods(bytes: 10 << 20),
        .answers(status: 200, body: String(repeating: "[", count: 100_000)),
    ])
    func `a directory that lies or refuses is a notice, and the form goes on`(manner: StandIn.Manner) async throws {
        try await Self.run(manner) { portal, _ in
            let browser = try await portal.signedIn("commercial")
            let page = try await browser.get("/companies/look-up?q=halles")
            #expect(page.status == 200 && page.shows("does not answer") && page.shows("/companies/new"))
            let form = try await browser.post(
                "/companies/new/towns", ["company_name": "Halles", "postal_code": "44400", "town": "Re"])
            #expect(form.status == 422 && form.field("company_name") == "Halles" && form.field("town") == "Re")
        }
    }

    @Test func `the towns of a postal code are offered, and nothing typed is lost`() async throws {
        try await Self.run(.answers(status: 200, body: Self.towns)) { portal, service in
            let browser = try await portal.signedIn("commercial")
            let typed = ["company_name": "Essai", "postal_code": "44 400", "address": "1 rue X"]
            let page = try await browser.post("/companies/new/towns", typed)
            #expect(page.status == 200 && page.field("town") == "Rezé" && page.field("region") == "Pays de la Loire")
            #expect(page.field("address") == "1 rue X" && page.shows("Les Sorinières"))
            #expect(service.requests == ["GET /communes?codePostal=44400&fields=nom,region,population HTTP/1.1"])
            let chosen = try await browser.post(
                "/companies/new/towns", typed.merging(["town": "Les Sorinières"]) { $1 })
            #expect(chosen.field("town") == "Les Sorinières")
            for code in ["", "4440", "abcde", "١٢٣٤٥"] {
                let wrong = try await browser.post("/companies/new/towns", ["postal_code": code])
                #expect(wrong.status == 422 && wrong.shows("field-postal_code-error"))
            }
            #expect(
                try await portal.application.database.read {
                    try $0.value("SELECT COUNT(*) FROM company WHERE name = 'Essai'", as: Int.self)
                } == 0)
        }
    }

    @Test func `nothing is asked unless configured, nor for whoever may not add companies`() async throws {
        try await ClientsPortal.run { portal in
            let browser = try await portal.signedIn("commercial")
            #expect(try await browser.get("/companies/look-up?q=halles").shows("not looked up here"))
            #expect(try await !browser.get("/companies/new").shows("/companies/look-up"))
        }
        try await Self.run(.answers(status: 200, body: Self.companies)) { portal, service in
            for person in ["support", "member"] {
                let other = try await portal.signedIn(person)
                #expect(try await other.get("/companies/look-up?q=halles").status == 403)
                #expect(try await other.post("/companies/new/towns", ["postal_code": "44400"]).status == 403)
            }
            #expect(service.requests.isEmpty)
            let browser = try await portal.signedIn("commercial")
            #expect(try await browser.get("/companies/look-up?q=ab").shows("three characters"))
            #expect(try await browser.get("/companies/look-up?q=" + String(repeating: "x", count: 201)).status == 400)
            #expect(service.requests.isEmpty)
        }
    }
}
