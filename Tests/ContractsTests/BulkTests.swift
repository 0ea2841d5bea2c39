import Foundation
import PortalKit
import PortalTestSupport
import Testing

@testable import Contracts

/// What is done to several contracts of a list at once.
@Suite struct BulkTests {
    @Test(arguments: TestEngine.tested)
    func `ticked contracts are archived and taken back by whoever may change each of them`(engine: TestEngine)
        async throws
    {
        try await ContractsPortal.run(on: engine) { portal in
            try await portal.enter("K-1")
            try await portal.enter("K-2", .closed)
            try await portal.enter("K-3", of: "commercial2")
            let browser = try await portal.signedIn("commercial")
            func choose(_ action: String, _ picked: [String]) async throws -> TestPage {
                let form = [("_token", UUID().uuidString), ("action", action), ("back", "/contracts?sort=number")]
                let done = try await browser.send(
                    "/contracts/selection", form: form + picked.map { ("pick", $0) })
                #expect(done.status == 303 && done.location == "/contracts?sort=number")
                return try await browser.get("/contracts?sort=number")
            }
            #expect(try await browser.get("/contracts?q=K-1").texts(#/name="pick" value="([^"]*)"/#) == ["K-1"])
            let archived = try await choose("archive", ["K-1", "K-2", "K-3"])
            #expect(archived.shows("2 records were changed") && archived.shows("This could not be done to: K-3"))
            #expect(
                try await portal.count(
                    "SELECT COUNT(*) FROM contract WHERE archived_at IS NOT NULL AND custom_id LIKE 'K-%'") == 2)
            #expect(try await choose("restore", ["K-1", "K-1"]).shows("1 record was changed"))
            #expect(try await choose("burn", ["K-1"]).shows("Please choose what to do"))
            #expect(
                try await portal.count(
                    "SELECT COUNT(*) FROM contract WHERE archived_at IS NOT NULL AND custom_id LIKE 'K-%'") == 1)
        }
    }
}
