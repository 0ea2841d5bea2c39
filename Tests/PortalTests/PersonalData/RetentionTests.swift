import Clients
import Contracts
import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import portal

/// Time passes: what is due is proposed, decided one by one, and never erased by itself.
@Suite struct RetentionTests {
    static let year: Int64 = 365 * 86_400

    private func look(_ portal: TestPortal) async throws -> Int {
        try await Retention.look(portal.application)
    }

    /// Proposals about the client of the stage (the demonstration has old clients of its own), or about their signed contract.
    private func proposals(_ portal: TestPortal, _ kind: String) async throws -> Int {
        try await portal.count(
            """
            SELECT COUNT(*) FROM retention_proposal WHERE (kind = \(kind) AND kind = 'client' AND subject_id IN
                (SELECT id FROM client WHERE custom_id = 'ZORNHELM-VATRY-QUITTERIE'))
                OR (kind = \(kind) AND kind = 'contract' AND subject_id IN
                    (SELECT id FROM contract WHERE custom_id = 'QUITTERIE-ZORNHELM-VATRY'))
            """)
    }

    @Test(arguments: TestEngine.tested)
    func `three years without contact make a proposal, not a day less, and nothing is erased`(engine: TestEngine)
        async throws
    {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            let stage = try await DataStage(portal)
            try await stage.enterClient()
            _ = try await look(portal)
            #expect(try await proposals(portal, "client") == 0)
            portal.wait(seconds: 3 * Self.year - 3600)
            _ = try await look(portal)
            #expect(try await proposals(portal, "client") == 0)
            portal.wait(seconds: 7200)
            #expect(try await look(portal) > 0)
            #expect(try await proposals(portal, "client") > 0)
            #expect(try await portal.count("SELECT COUNT(*) FROM erasure") == 0)
            let admin = try await portal.signedIn("admin")
            let page = try await admin.get("/administration/personal-data")
            #expect(page.status == 200 && page.shows("No contact since"))
            #expect(try await admin.get("/").shows("Due to be erased"))
            #expect(!(try await portal.signedIn("commercial").get("/")).shows("Due to be erased"))
        }
    }

    @Test func `a contract that was signed later is contact, and one that goes on is an obstacle`() async throws {
        try await TestPortal.run(Composition.modules) { portal in
            let stage = try await DataStage(portal)
            try await stage.enterClient()
            portal.wait(seconds: 2 * Self.year)
            let fresh = try await DataStage(portal)
            try await fresh.carryOut()
            portal.wait(seconds: 2 * Self.year)
            _ = try await look(portal)
            #expect(try await proposals(portal, "client") == 0, "the contract was closed two years ago")
            portal.wait(seconds: 2 * Self.year)
            _ = try await look(portal)
            #expect(try await proposals(portal, "client") == 1)
        }
    }

    @Test func `kept for longer, because of something, until that day`() async throws {
        try await TestPortal.run(Composition.modules) { portal in
            let stage = try await DataStage(portal)
            try await stage.enterClient()
            portal.wait(seconds: 4 * Self.year)
            _ = try await look(portal)
            let before = try await proposals(portal, "client")
            let id = try await portal.count("SELECT id FROM client WHERE custom_id = 'ZORNHELM-VATRY-QUITTERIE'")
            let admin = try await portal.signedIn("admin")
            let path = "/administration/personal-data/client/\(id)/postponement"
            #expect(try await admin.get(path).status == 200)
            for wrong in ["", "2020-01-01", "2300-01-01", "demain"] {
                #expect(try await admin.post(path, ["until": wrong, "reason": "Litige"]).status == 422)
            }
            let day = portal.application.clock().adding(seconds: 100 * 86_400).utc.day
            #expect(try await admin.post(path, ["until": day.description, "reason": ""]).status == 422)
            #expect(try await admin.post(path, ["until": day.description, "reason": "Litige"]).status == 303)
            #expect(try await proposals(portal, "client") == before - 1)
            _ = try await look(portal)
            #expect(try await proposals(portal, "client") == before - 1, "held back")
            let plan = try await admin.get(DataStage.client + "/personal-data")
            #expect(plan.shows("Litige"))
            portal.wait(seconds: 101 * 86_400)
            _ = try await look(portal)
            #expect(try await proposals(portal, "client") == before, "due again")
            #expect(try await portal.signedIn("management").post(path, [:]).status == 403)
            #expect(try await portal.signedIn("admin").get(path.replacing("client", with: "cat")).status == 404)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `ten years after the end the papers go, and who signed`(engine: TestEngine) async throws {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            let stage = try await DataStage(portal)
            try await stage.enterClient()
            try await stage.carryOut()
            let paper = try await stage.attachPaper()
            #expect(try await stage.erase(DataStage.client).status == 303)
            #expect(try await !stage.places(of: ["zornhelm"]).isEmpty)
            #expect(FileManager.default.fileExists(atPath: paper), "kept for the accounts")
            portal.wait(seconds: 10 * Self.year + 86_400)
            _ = try await look(portal)
            #expect(try await proposals(portal, "contract") > 0)
            let later = try await DataStage(portal)
            let done = try await later.erase("/contracts/QUITTERIE-ZORNHELM-VATRY")
            #expect(done.status == 303, "\(done.body)")
            #expect(!FileManager.default.fileExists(atPath: paper))
            let left = try await stage.places(of: DataStage.traces)
            #expect(left == [])
            #expect(try await stage.verdict().isIntact)
            #expect(try await later.admin.get(done.location ?? "").shows("900.00"))
        }
    }

    @Test func `the register lists what every module holds`() async throws {
        try await TestPortal.run(Composition.modules) { portal in
            let admin = try await portal.signedIn("admin")
            let page = try await admin.get("/administration/personal-data/register")
            #expect(page.status == 200)
            for what in ["Sessions", "Payments", "Favourite photos", "Events run", "10 years", "30 days"] {
                #expect(page.shows(what), "\(what)")
            }
            #expect(try await portal.signedIn("management").get("/administration/personal-data/register").status == 403)
        }
    }
}
