import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Clients

/// Files of clients and companies that somebody sends to a page: by their own rights, with what is here already.
@Suite struct ClientFileTests {
    private static let head = "client_id,first_name,last_name,company_name,company_id,commercial\n"

    @Test(arguments: TestEngine.tested)
    func `new clients come with new companies, one for all lines that name it`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await portal.signedIn("commercial")
            let file = Self.head + "N-1,Zoé,Abel,Neuve & Fils,,commercial\n,Jean,Œuvrard,NEUVE & fils,,\n,Ann,Nil,,,\n"
            let preview = try await browser.preview("/clients", file)
            #expect(preview.counts == [3, 0, 0, 0])
            #expect(try await browser.accept(preview).status == 303)
            #expect(try await portal.count("SELECT COUNT(*) FROM company WHERE sort_name = 'neuve fils'") == 1)
            let zoe = try #require(try await portal.client("N-1"))
            #expect(zoe.facts.company?.name == "Neuve & Fils" && zoe.facts.commercial?.username == "commercial")
            #expect(try await portal.tallies())
            // The same lines again: one is here and says the same, the others are passed over.
            #expect(
                try await browser.preview("/clients", Self.head + "N-1,Zoé,Abel,Neuve & Fils,,\n").counts == [
                    0, 0, 1, 0,
                ])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `what is here changes as on its page; an empty cell, or a column that lacks, changes nothing`(
        engine: TestEngine
    ) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            try await portal.few()
            let browser = try await portal.signedIn("commercial")
            let preview = try await browser.preview(
                "/clients", "client_id,first_name,last_name,telephone,email\na-1,Zoé,Lefèvre,02 40 12 34 56,\n")
            #expect(preview.counts == [0, 1, 0, 0] && preview.shows("Telephone"))
            #expect(try await browser.accept(preview).status == 303)
            let zoe = try #require(try await portal.client("A-1"))
            #expect(zoe.facts.telephone?.e164 == "+33240123456" && zoe.facts.commercial?.username == "commercial")
            #expect(zoe.customID == "A-1")
            let wrong = try await browser.preview(
                "/clients", "client_id,first_name,last_name,email,commercial\nA-1,Zoé,Lefèvre,zoe@,nobody\n")
            #expect(wrong.counts == [0, 0, 0, 1])
            #expect(
                wrong.shows("This is not an e-mail address.") && wrong.shows("You may not do this."))
        }
    }

    @Test func `nobody brings in, changes or hands over what their rights do not allow`() async throws {
        try await ClientsPortal.run { portal in
            try await portal.few()
            #expect(try await portal.signedIn("member").get("/clients/import").status == 403)
            let browser = try await portal.signedIn("commercial")
            // Their own become theirs; nobody else's do, and a foreign client neither changes nor is told.
            #expect(try await browser.preview("/clients", Self.head + ",Eva,Neuf,,,\n").counts == [1, 0, 0, 0])
            let handed = try await browser.preview("/clients", Self.head + ",Eva,Neuf,,,commercial2\n")
            #expect(handed.counts == [0, 0, 0, 1] && handed.shows("You may not hand clients to somebody else."))
            let foreign = try await browser.preview("/clients", Self.head + "B-2,Jean,Autre,,,\n")
            #expect(foreign.counts == [0, 0, 0, 1] && !foreign.shows("Œuvrard"))
            let taken = try await browser.preview("/clients", Self.head + "A-1,Zoé,Lefèvre,,,commercial2\n")
            #expect(taken.counts == [0, 0, 0, 1])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a file of companies brings new ones and changes those that are here`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await portal.signedIn("commercial")
            let head = "Identifiant;Raison sociale;SIREN ou SIRET;Code postal;Ville;Effectif;Fondée le\n"
            let first = try await browser.preview(
                "/companies",
                head + "NEUVE;Neuve;732 829 320;44000;Nantes;De 10 à 19 salariés;01/02/2020\n;Autre;;;;;\n")
            #expect(first.counts == [2, 0, 0, 0])
            #expect(try await browser.accept(first).status == 303)
            let changed = try await browser.preview("/companies", head + "neuve;Neuve;;44100;;;\n")
            #expect(changed.counts == [0, 1, 0, 0])
            #expect(try await browser.accept(changed).status == 303)
            let facts = try await portal.application.database.read { db in
                try db.element("NEUVE", of: ClientsModule.company).flatMap { try ClientsModule.companies.find($0, db) }?
                    .facts
            }
            #expect(facts?.address.postalCode == "44100" && facts?.address.town == "Nantes")
            #expect(facts?.siret?.siren == "732829320" && facts?.headcount == .upTo19)
            let wrong = try await browser.preview("/companies", head + ";Faux;732 829 321;4400;;beaucoup;hier\n")
            #expect(wrong.counts == [0, 0, 0, 1])
            for text in ["Five digits in France.", "Please choose from the list.", "A date such as"] {
                #expect(wrong.shows(text), "\(text)")
            }
        }
    }
}
