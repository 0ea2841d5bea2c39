import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Clients

@Suite struct SamplesTests {
    @Test(arguments: TestEngine.tested)
    func `clients by the thousand are found, counted and followed by others`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            try await ClientSamples.fill(count: 1_200, db: portal.application.database)
            #expect(try await portal.tallies())
            #expect(try await portal.count("SELECT COUNT(*) FROM client") == 1_320)
            let browser = try await portal.signedIn("support")
            #expect(try await browser.names("/clients?q=S-0000500").count == 1)
            #expect(try await browser.names("/clients?page=3").count == 50)
            #expect(
                try await portal.signedIn("commercial").post("/clients/new", ["first_name": "Z", "last_name": "E"])
                    .status == 303)
        }
    }

    @Test func `invented companies have numbers that pass their checks`() throws {
        var sample = Sample(seed: 1)
        for _ in 0..<500 {
            let company = sample.company()
            let siret = try #require(company.siret)
            #expect(try Siret(typed: siret.plain) == siret)
            #expect(sample.client(company: company.name).telephone != nil)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a demonstration may run again and adds nothing`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let before = try await portal.count("SELECT COUNT(*) FROM client")
            let grants = try await portal.count("SELECT COUNT(*) FROM permission")
            #expect(before == 120)
            try await portal.application.database.write { db in
                try ClientsModule().demonstrate(.init(passwordHash: "", scale: 1, now: .tested()), db)
            }
            #expect(try await portal.count("SELECT COUNT(*) FROM client") == before)
            #expect(try await portal.count("SELECT COUNT(*) FROM permission") == grants)
        }
    }
}
