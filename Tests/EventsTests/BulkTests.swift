import Foundation
import PortalKit
import PortalTestSupport
import Testing

@testable import Events

/// What is done to several events of a list at once.
@Suite struct BulkTests {
    @Test(arguments: TestEngine.tested)
    func `ticked events get somebody who runs them, and go to the archives, where their state allows it`(
        engine: TestEngine
    ) async throws {
        try await EventsPortal.run(on: engine) { portal in
            try await portal.plan("E-1")
            try await portal.plan("E-2", .done)
            let browser = try await portal.signedIn("management")
            func choose(_ action: String, _ picked: [String]) async throws -> TestPage {
                let form = [("_token", UUID().uuidString), ("action", action), ("back", "/events?sort=start")]
                let done = try await browser.send("/events/selection", form: form + picked.map { ("pick", $0) })
                #expect(done.status == 303 && done.location == "/events?sort=start")
                return try await browser.get("/events?sort=start")
            }
            // Who runs what is over does not change any more.
            let assigned = try await choose("assign support", ["E-1", "E-2"])
            #expect(assigned.shows("1 record was changed") && assigned.shows("This could not be done to: E-2"))
            #expect(try await portal.event("E-1")?.support?.username == "support")
            #expect(try await choose("assign support", ["E-1"]).shows("Nothing has changed."))
            #expect(try await choose("archive", ["E-1", "E-2"]).shows("2 records were changed"))
            #expect(try await choose("restore", ["E-1"]).shows("1 record was changed"))
            let support = try await portal.signedIn("support")
            let list = try await support.get("/events?sort=start")
            #expect(list.status == 200 && !list.shows("name=\"pick\""))
            let form = [("_token", UUID().uuidString), ("action", "archive"), ("pick", "E-1")]
            _ = try await support.send("/events/selection", form: form)
            #expect(try await portal.event("E-1")?.isArchived == false)
        }
    }
}
