import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Clients

/// The filter box above the list of clients.
@Suite struct FilterTests {
    /// Four clients, two of them at a company in Saint-Herblain.
    private static func people(_ portal: TestPortal) async throws -> TestBrowser {
        try await portal.few()
        let management = try await portal.signedIn("management")
        let company = [
            "company_id": "HALLES-9", "company_name": "Les Halles d’Été", "town": "Saint-Herblain",
            "postal_code": "44800",
        ]
        #expect(try await portal.signedIn("commercial").post("/companies/new", company).status == 303)
        let zoe = [
            "first_name": "Zoé", "last_name": "Lefèvre", "client_id": "A-1", "company_id": "HALLES-9",
            "civility": "MME",
            "email": "zoe@example.org", "telephone": "02 40 12 34 56", "commercial": "commercial", "version": "1",
        ]
        #expect(try await management.post("/clients/A-1/edit", zoe).status == 303)
        let jean = [
            "first_name": "Jean", "last_name": "Œuvrard", "client_id": "B-2", "company_id": "HALLES-9",
            "civility": "MR",
            "employee_role": "Traiteur", "commercial": "commercial2", "version": "1",
        ]
        #expect(try await management.post("/clients/B-2/edit", jean).status == 303)
        return try await portal.signedIn("support")
    }

    private static func address(_ filter: String, _ more: String = "", path: String = "/clients") -> String {
        "\(path)?filter=\(Escape.query(filter))\(more)"
    }

    static let questions: [(String, [String])] = [
        ("last_name = Lefèvre", ["Zoé Lefèvre"]), ("nom = lefevre", []), ("nom ~ lef", ["Zoé Lefèvre"]),
        ("prenom ~ lef or nom ~ lef", ["Zoé Lefèvre", "Lefébure Martin"]), ("client_id = a-1", ["Zoé Lefèvre"]),
        ("client_id != a-1", ["Zacharie Abel", "Lefébure Martin", "Jean Œuvrard"]),
        ("civility=madame", ["Zoé Lefèvre"]), ("civilite = mr", ["Jean Œuvrard"]),
        ("civility is none", ["Zacharie Abel", "Lefébure Martin"]), ("email ~ @EXAMPLE", ["Zoé Lefèvre"]),
        ("courriel is none", ["Zacharie Abel", "Lefébure Martin", "Jean Œuvrard"]),
        ("telephone = '02 40 12 34 56'", ["Zoé Lefèvre"]), ("tel ~ '0240 12'", ["Zoé Lefèvre"]),
        ("employee_role ^= trai", ["Jean Œuvrard"]), ("company_id = halles-9", ["Zoé Lefèvre", "Jean Œuvrard"]),
        ("company is none", ["Zacharie Abel", "Lefébure Martin"]),
        ("company.town ~ herblain", ["Zoé Lefèvre", "Jean Œuvrard"]),
        ("entreprise.ville='Saint-Herblain' et civilite=madame", ["Zoé Lefèvre"]),
        ("company.town != 'Saint-Herblain'", ["Zacharie Abel", "Lefébure Martin"]),
        ("company.postal_code ^= 44 and company.clients >= 2", ["Zoé Lefèvre", "Jean Œuvrard"]),
        ("company_name ~ ete", ["Zoé Lefèvre", "Jean Œuvrard"]), ("commercial = commercial2", ["Jean Œuvrard"]),
        ("commercial=None", ["Lefébure Martin"]), ("commercial != commercial", ["Lefébure Martin", "Jean Œuvrard"]),
        ("creation_date = today limit 3", ["Zacharie Abel", "Zoé Lefèvre", "Lefébure Martin"]),
        ("creation_date < today", []),
        ("sort by last_name desc", ["Jean Œuvrard", "Lefébure Martin", "Zoé Lefèvre", "Zacharie Abel"]),
        ("sort by company_name, first_name limit 2 offset 1", ["Zoé Lefèvre", "Lefébure Martin"]),
    ]

    @Test(arguments: TestEngine.tested)
    func `a filter narrows the list, on both engines`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await Self.people(portal)
            for (filter, expected) in Self.questions {
                let page = try await browser.get(Self.address(filter))
                #expect(page.status == 200, "\(filter)")
                #expect(page.names == expected, "\(filter)")
                #expect(page.field("filter") != nil)
            }
            #expect(
                try await browser.names("/clients?filter=") == [
                    "Zacharie Abel", "Zoé Lefèvre", "Lefébure Martin", "Jean Œuvrard",
                ])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `me is whoever asks, and a filter goes together with search, state and rights`(engine: TestEngine) async throws
    {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await Self.people(portal)
            let commercial = try await portal.signedIn("commercial")
            #expect(try await commercial.names(Self.address("commercial = moi")) == ["Zacharie Abel", "Zoé Lefèvre"])
            #expect(try await browser.names(Self.address("commercial = me")) == [])
            #expect(try await browser.names(Self.address("civility is not none", "&q=jean")) == ["Jean Œuvrard"])
            #expect(try await browser.names(Self.address("civility is not none", "&q=martin")) == [])
            #expect(
                try await browser.names(Self.address("first_name ~ z", "&commercial=commercial")) == [
                    "Zacharie Abel", "Zoé Lefèvre",
                ])
            #expect(try await portal.signedIn("management").post("/clients/A-1/archive").status == 303)
            #expect(try await browser.names(Self.address("first_name ~ z")) == ["Zacharie Abel"])
            #expect(try await browser.names(Self.address("first_name ~ z", "&state=archived")) == ["Zoé Lefèvre"])
        }
    }

    @Test func `links, pages and the export keep the filter`() async throws {
        try await ClientsPortal.run { portal in
            let browser = try await Self.people(portal)
            let page = try await browser.get(Self.address("first_name ~ z and not (last_name = 'x')"))
            let kept = "filter=" + Escape.query("first_name ~ z and not (last_name = 'x')")
            #expect(page.body.components(separatedBy: kept).count > 3)
            #expect(page.shows("/clients/export.csv?\(kept)"))
            #expect(page.shows("2 clients"))
            let export = try await browser.get(Self.address("first_name ~ z", path: "/clients/export.csv"))
            #expect(export.status == 200)
            #expect(export.body.contains("Abel") && export.body.contains("Lefèvre") && !export.body.contains("Martin"))
            let sorted = try await browser.get(Self.address("sort by first_name", "&sort=name&way=asc"))
            #expect(sorted.names == ["Zacharie Abel", "Zoé Lefèvre", "Lefébure Martin", "Jean Œuvrard"])
            #expect(sorted.shows("aria-sort=\"ascending\""))
        }
    }

    @Test(arguments: [
        ("toun = Nantes", "Character 1:", "Did you mean “company.town”?"),
        ("company.tovn = a", "Character 1:", "company.town"),
        ("first_name = 'a", "Character 14:", "never closed"), ("commercial = nobody", "Character 14:", "user name"),
        ("civility = king", "Character 12:", "Possible values: mr, mrs, miss, other"),
        ("first_name is none", "Character 12:", "never empty"),
    ])
    func `a wrong filter is said with its place, keeps the box and shows no row`(
        filter: String, place: String, words: String
    ) async throws {
        try await ClientsPortal.run { portal in
            let browser = try await Self.people(portal)
            for path in ["/clients", "/clients/export.csv"] {
                let page = try await browser.get(Self.address(filter, "&page=1", path: path))
                #expect(page.status == 422)
                #expect(page.names == [])
                #expect(page.shows(place), "\(filter)")
                #expect(page.shows(words), "\(filter)")
                #expect(page.field("filter")?.isEmpty == false)
                #expect(page.shows("aria-invalid=\"true\""))
                #expect(page.shows("^</pre>"))
                #expect(!page.shows("Lefèvre") || filter.contains("Lef"))
            }
        }
    }

    @Test func `too long, unbalanced and hostile filters are 422, and never the whole list`() async throws {
        try await ClientsPortal.run { portal in
            let browser = try await Self.people(portal)
            let hostile = [
                String(repeating: "a", count: 2001), "first_name = '" + String(repeating: "x", count: 2500),
                String(repeating: "(", count: 500), "1=1", "' or 1=1 --", "first_name = 'x' or 1=1",
                "first_name = x; DROP TABLE client",
                "first_name = x)) or ((last_name ~ a", "first_name in (SELECT id FROM client)", "password_hash ~ a",
                "client.id = 1",
            ]
            for filter in hostile {
                let page = try await browser.get(Self.address(filter))
                #expect(page.status == 422, "\(filter.prefix(60))")
                #expect(page.names == [], "\(filter.prefix(60))")
            }
            #expect(try await browser.names("/clients").count == 4)
        }
    }

    @Test func `a company that may not be seen cannot be asked about`() async throws {
        try await ClientsPortal.run { portal in
            let before = try await Self.people(portal)
            #expect(try await before.names(Self.address("company.town ~ herblain")).count == 2)
            try await portal.application.database.write { db in
                try db.run("DELETE FROM permission WHERE scope = 'company'")
                try db.run("UPDATE generation SET number = number + 1")
            }
            let browser = try await portal.signedIn("support")
            let page = try await browser.get(Self.address("company.town ~ herblain"))
            #expect(page.status == 422)
            #expect(page.shows("unknown-field"))
            #expect(!page.shows("company.town</code>"))
            #expect(try await browser.names(Self.address("company_id = HALLES-9")).count == 2)
        }
    }

    @Test func `the box and its help speak the visitor's language`() async throws {
        try await ClientsPortal.run { portal in
            let browser = try await Self.people(portal)
            #expect(try await browser.get("/clients").shows("<code>company.town</code>"))
            browser.speak("fr")
            #expect(try await browser.get("/clients").shows("<code>entreprise.ville</code>"))
        }
    }
}
