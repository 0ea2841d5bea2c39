import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Clients

/// A search against a plain re-statement of what it is.
@Suite struct SearchTests {
    /// The names of all clients in whom every term begins a word, in order.
    private static func expected(_ terms: [String], _ db: any Connection) throws -> [String] {
        try db.rows(
            """
            \(sql: ClientsModule.clients.everything) WHERE client.archived_at IS NULL
            ORDER BY client.sort_name, client.id
            """
        ).map(Client.init).filter { client in
            let words = client.facts.words(customID: client.customID).all
            return terms.allSatisfy { term in words.contains { $0.hasPrefix(term) } }
        }.map(\.facts.name)
    }

    @Test(arguments: TestEngine.tested)
    func `every search finds what its words say, in order, page by page`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            try await ClientSamples.fill(count: 700, db: portal.application.database)
            let browser = try await portal.signedIn("support")
            for terms in [
                ["zoe"], ["mar"], ["b"], ["bel"], ["s"], ["lefevre"], ["zoe", "b"], ["s", "maison"], ["000012"],
            ] {
                let names = try await portal.application.database.read { try Self.expected(terms, $0) }
                let q = "/clients?q=" + terms.joined(separator: "+")
                #expect(try await browser.names(q) == Array(names.prefix(50)), "\(terms)")
                let backwards = q + "&sort=name&way=desc"
                #expect(try await browser.names(backwards).sorted() == names.suffix(50).sorted(), "\(terms)")
                if names.count > 50 {
                    #expect(try await browser.names(q + "&page=2") == Array(names.dropFirst(50).prefix(50)), "\(terms)")
                }
                let byDate = try await browser.names(q + "&sort=created")
                #expect(byDate.count == min(50, names.count), "\(terms)")
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a search that finds too much says so and shows what it reaches`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            try await ClientSamples.fill(count: 1_100, db: portal.application.database)
            let browser = try await portal.signedIn("support")
            for query in ["/clients?q=s", "/clients?q=s&sort=company", "/clients?q=s+0"] {
                let page = try await browser.get(query)
                #expect(page.shows("more than 1,000 clients"), "\(query)")
                #expect(page.names.count == 50)
            }
            #expect(try await browser.get("/clients?q=s&page=20").status == 200)
            #expect(try await browser.get("/clients?q=s&page=30").status == 404)
            #expect(try await browser.get("/clients/export.csv?q=s+0").body.split(separator: "\r\n").count > 1_100)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a client is found by its new name only, and among the archived only there`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await portal.few()
            let management = try await portal.signedIn("management")
            let form = ["first_name": "Zoé", "last_name": "Nouveau", "version": "1"]
            #expect(try await management.post("/clients/A-1/edit", form).status == 303)
            #expect(try await browser.names("/clients?q=lefevre") == [])
            #expect(try await browser.names("/clients?q=nouv") == ["Zoé Nouveau"])
            #expect(try await management.post("/clients/A-1/archive").status == 303)
            #expect(try await browser.names("/clients?q=nouv") == [])
            #expect(try await browser.names("/clients?q=nouv&state=archived") == ["Zoé Nouveau"])
            #expect(try await management.post("/clients/A-1/restoration").status == 303)
            #expect(try await browser.names("/clients?q=nouv") == ["Zoé Nouveau"])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `names of the longest length, in the widest letters, are kept and found`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            // One such letter is eighteen when folded.
            let wide = String(repeating: "\u{FDFA}", count: 150)
            let browser = try await portal.signedIn("commercial")
            let form = ["first_name": wide, "last_name": "Large", "client_id": "WIDE"]
            #expect(try await browser.post("/clients/new", form).status == 303)
            #expect(try await browser.names("/clients?q=large").count == 1)
        }
    }
}
