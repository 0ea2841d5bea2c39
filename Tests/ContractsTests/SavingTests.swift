import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Contracts

/// Drafts, changes, copies, archives and deletions.
@Suite struct SavingTests {
    @Test(arguments: TestEngine.tested)
    func `management drafts a contract, which is found by its words and its client's`(engine: TestEngine) async throws {
        try await ContractsPortal.run(on: engine) { portal in
            let client = try await portal.enter("A").client
            let browser = try await portal.signedIn("management")
            let form = ["title": "Bal masqué", "client": client.customID, "amount": "1 250,5"]
            let answer = try await browser.post("/contracts/new", form)
            #expect(answer.status == 303)
            let path = try #require(answer.location)
            #expect(try await browser.get(path).shows("Bal masqué"))
            let support = try await portal.signedIn("support")
            for q in ["masque", "bal", client.name.folded.replacing(" ", with: "+") + "+bal"] {
                #expect(try await support.get("/contracts?q=\(q)").shows("Bal masqué"), "\(q)")
            }
            #expect(try await !support.get("/contracts?q=masque+nulle").shows("Bal masqué"))
            #expect(try await !support.get("/contracts?q=!!!").shows("Bal masqué"))
        }
    }

    @Test func `a form without a client, or with a strange one, says so`() async throws {
        try await ContractsPortal.run { portal in
            let browser = try await portal.signedIn("management")
            for client in ["", "NOBODY-AT-ALL", "%", "' OR 1=1"] {
                let page = try await browser.post("/contracts/new", ["title": "x", "client": client, "amount": "1"])
                #expect(page.status == 422 && page.shows("field-client-error"), "\(client)")
            }
            try await portal.enter("TAKEN")
            let client = try #require(try await portal.contract("TAKEN")).client.customID
            let page = try await browser.post(
                "/contracts/new", ["title": "x", "client": client, "amount": "1", "contract_id": "taken"])
            #expect(page.status == 422 && page.shows("Another contract already has this identifier."))
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a stale form shows both versions, and stores nothing`(engine: TestEngine) async throws {
        try await ContractsPortal.run(on: engine) { portal in
            let stored = try await portal.enter("A")
            let one = try await portal.signedIn("commercial")
            let two = try await portal.signedIn("management")
            let form = ["title": "Un", "amount": "1", "version": String(stored.version)]
            #expect(try await one.post("/contracts/A/edit", form).status == 303)
            let page = try await two.post("/contracts/A/edit", form.merging(["title": "Deux"]) { _, new in new })
            #expect(page.status == 409 && page.shows("Un") && page.shows("Deux"))
            #expect(try await portal.contract("A")?.title == "Un")
            let again = ["title": "Deux", "version": try #require(page.field("version"))]
            #expect(try await two.post("/contracts/A/edit", again).status == 303)
            #expect(try await portal.contract("A")?.title == "Deux")
        }
    }

    @Test func `in each state as much changes as may`() async throws {
        try await ContractsPortal.run { portal in
            let browser = try await portal.signedIn("management")
            for state in ContractState.allCases {
                let id = "E-\(state.rawValue)"
                let stored = try await portal.enter(id, state)
                #expect(try await browser.get("/contracts/\(id)/edit").status == (state.isLocked ? 409 : 200))
                let version = String(stored.version)
                let amount = ["title": "Essai", "amount": "5", "version": version]
                let status = try await browser.post("/contracts/\(id)/edit", amount).status
                #expect(status == (state == .draft ? 303 : 409), "\(state)")
                let now = try #require(try await portal.contract(id))
                let title = ["title": "Autre", "version": String(now.version)]
                let titled = try await browser.post("/contracts/\(id)/edit", title).status
                #expect(titled == (state.isLocked ? 409 : 303), "\(state)")
                let deleted = try await browser.post("/contracts/\(id)/delete").status
                #expect(deleted == (state == .draft ? 303 : 409), "\(state)")
                #expect(try await (portal.contract(id) == nil) == (state == .draft))
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `what is over begins again as a copy`(engine: TestEngine) async throws {
        try await ContractsPortal.run(on: engine) { portal in
            try await portal.enter("A", .cancelled)
            let browser = try await portal.signedIn("management")
            let answer = try await browser.post("/contracts/A/copies")
            #expect(answer.status == 303)
            let path = try #require(answer.location)
            let page = try await browser.get(path)
            #expect(page.shows("href=\"/contracts/A\""))
            let copy = try #require(try await portal.contract(String(path.dropFirst("/contracts/".count))))
            #expect(copy.state == .draft && copy.total == Money(cents: 100_000) && copy.signedOn == nil)
            #expect(try await portal.signedIn("commercial").post("/contracts/A/copies").status == 403)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `nobody gives a contract away by changing its client`(engine: TestEngine) async throws {
        try await ContractsPortal.run(on: engine) { portal in
            let mine = try await portal.enter("A")
            let other = try await portal.enter("B", of: "commercial2")
            let form = [
                "title": "Essai", "amount": "1", "client": other.client.customID, "version": String(mine.version),
            ]
            #expect(try await portal.signedIn("commercial").post("/contracts/A/edit", form).status == 403)
            #expect(try await portal.contract("A")?.client.id == mine.client.id)
            #expect(try await portal.signedIn("management").post("/contracts/A/edit", form).status == 303)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `an archived contract leaves the list and comes back`(engine: TestEngine) async throws {
        try await ContractsPortal.run(on: engine) { portal in
            try await portal.enter("ARCHIVE-ME", .closed)
            let browser = try await portal.signedIn("commercial")
            #expect(try await browser.post("/contracts/ARCHIVE-ME/archive").status == 303)
            #expect(try await !browser.get("/contracts?q=archive").shows("/contracts/ARCHIVE-ME\""))
            #expect(try await browser.get("/contracts?q=archive&state=archived").shows("/contracts/ARCHIVE-ME\""))
            #expect(try await browser.post("/contracts/ARCHIVE-ME/restoration").status == 303)
            #expect(try await browser.get("/contracts?q=archive").shows("/contracts/ARCHIVE-ME\""))
        }
    }
}
