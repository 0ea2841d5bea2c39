import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Clients

/// What is done to several records of a list at once.
@Suite struct BulkTests {
    private func apply(_ browser: TestBrowser, _ action: String, _ picked: [String], token: String = UUID().uuidString)
        async throws -> TestPage
    {
        try await browser.send(
            "/clients/selection",
            form: [("_token", token), ("action", action), ("back", "/clients?sort=name")]
                + picked.map { ("pick", $0) })
    }

    @Test(arguments: TestEngine.tested)
    func `ticked clients are archived and taken back, each with a line in the log`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let reader = try await portal.few()
            let browser = try await portal.signedIn("management")
            let page = try await browser.get("/clients?sort=name")
            #expect(page.texts(#/name="pick" value="([^"]*)"/#) == ["C-3", "A-1", "D-4", "B-2"])
            #expect(try await reader.get("/clients").shows("name=\"pick\"") == false, "who may only look ticks nothing")
            let done = try await apply(browser, "archive", ["A-1", "b-2", "A-1"])
            #expect(done.status == 303 && done.location == "/clients?sort=name")
            #expect(try await browser.get("/clients?sort=name").shows("2 records were changed: Archive."))
            #expect(try await reader.names("/clients") == ["Zacharie Abel", "Lefébure Martin"])
            #expect(
                try await portal.count(
                    "SELECT COUNT(*) FROM audit_entry WHERE action = 'archive' AND entity = 'client'")
                    == 2)
            #expect(try await portal.tallies())
            _ = try await apply(browser, "restore", ["A-1", "C-3"])
            #expect(try await browser.get("/clients").shows("1 record was changed: Restore."))
            #expect(try await reader.names("/clients").count == 3)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `what somebody may not do is said by name, and the rest is done`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            try await portal.few()
            let own = try await portal.signedIn("commercial")
            _ = try await apply(own, "archive", ["A-1", "B-2", "NOBODY"])
            let page = try await own.get("/clients")
            #expect(
                page.shows("1 record was changed: Archive.") && page.shows("This could not be done to: B-2, NOBODY"))
            #expect(try await portal.client("B-2")?.isArchived == false)
            // Handing over is not offered to them, and not done.
            #expect(!page.shows("Hand over to"))
            _ = try await apply(own, "assign commercial2", ["C-3"])
            #expect(try await portal.client("C-3")?.facts.commercial?.username == "commercial")
            let manager = try await portal.signedIn("management")
            _ = try await apply(manager, "assign commercial2", ["C-3", "D-4"])
            #expect(try await portal.client("C-3")?.facts.commercial?.username == "commercial2")
            #expect(try await portal.client("D-4")?.facts.commercial?.username == "commercial2")
            #expect(try await portal.tallies())
            let member = try await portal.signedIn("member")
            #expect(try await apply(member, "archive", ["D-4"]).status == 403)
        }
    }

    @Test func `nothing ticked, nothing chosen and too much are said`() async throws {
        try await ClientsPortal.run { portal in
            try await portal.few()
            let browser = try await portal.signedIn("management")
            _ = try await apply(browser, "archive", [])
            #expect(try await browser.get("/clients").shows("Please select at least one line first."))
            for odd in ["", "delete", "assign member"] {
                _ = try await apply(browser, odd, ["A-1"])
                #expect(try await browser.get("/clients").shows("Please choose what to do"), "\(odd)")
            }
            #expect(try await apply(browser, "archive", (0..<201).map { "X-\($0)" }).status == 400)
            #expect(try await portal.client("A-1")?.isArchived == false)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `the same selection sent twice at once is done once`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            try await portal.few()
            let browser = try await portal.signedIn("management")
            let token = UUID().uuidString
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await apply(browser, "archive", ["A-1", "B-2", "C-3"], token: token).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.allSatisfy { $0 == 303 })
            #expect(try await portal.count("SELECT COUNT(*) FROM audit_entry WHERE action = 'archive'") == 3)
            #expect(try await portal.tallies())
        }
    }
}
