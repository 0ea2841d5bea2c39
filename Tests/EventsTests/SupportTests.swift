import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Accounts
@testable import Events

/// Who runs an event.
@Suite struct SupportTests {
    @Test(arguments: TestEngine.tested)
    func `only people of the support department are chosen, and chosen again, and let go`(engine: TestEngine)
        async throws
    {
        try await EventsPortal.run(on: engine) { portal in
            try await portal.plan("A")
            let browser = try await portal.signedIn("management")
            func assign(_ person: String) async throws -> TestPage {
                let version = try #require(try await portal.event("A")).version
                return try await browser.post("/events/A/support", ["support": person, "version": String(version)])
            }
            for nobody in ["commercial", "management", "member", "admin", "nobody-at-all", "' OR 1=1"] {
                #expect(try await assign(nobody).status == 422, "\(nobody)")
            }
            #expect(try await portal.event("A")?.support == nil)
            #expect(try await assign("SUPPORT").status == 303)
            #expect(try await portal.event("A")?.support?.username == "support")
            #expect(try await assign("support2").status == 303)
            #expect(try await portal.event("A")?.support?.username == "support2")
            #expect(try await assign("").status == 303)
            #expect(try await portal.event("A")?.support == nil)
            let page = try await browser.get("/events/A")
            #expect(page.shows("Théo Marchand") && page.shows("Léa Rousseau") && !page.shows("value=\"member\""))
            try await portal.application.database.write { db in
                try People.disable(true, try People.find(username: "support2", db) ?? -1, now: .tested(), db)
            }
            #expect(try await assign("support2").status == 422)
        }
    }

    @Test func `who runs an event changes only while it is planned or confirmed`() async throws {
        try await EventsPortal.run { portal in
            let browser = try await portal.signedIn("management")
            for state in EventState.allCases {
                let id = "S-\(state.rawValue)"
                let event = try await portal.plan(id, state, support: "support")
                for person in ["support2", ""] {
                    let version = String(try await portal.event(id)?.version ?? event.version)
                    let page = try await browser.post("/events/\(id)/support", ["support": person, "version": version])
                    #expect(page.status == (state == .planned || state == .confirmed ? 303 : 409), "\(state)")
                }
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `of two who assign at once, one is told`(engine: TestEngine) async throws {
        try await EventsPortal.run(on: engine) { portal in
            let one = try await portal.signedIn("management")
            let two = try await portal.signedIn("management")
            for number in 1...5 {
                let event = try await portal.plan("A-\(number)")
                let version = String(event.version)
                async let first = one.post("/events/A-\(number)/support", ["support": "support", "version": version])
                async let second = two.post("/events/A-\(number)/support", ["support": "support2", "version": version])
                let statuses = try await [first.status, second.status]
                #expect(statuses.sorted() == [303, 409])
                let stored = try await portal.event("A-\(number)")?.support?.username
                #expect(stored == (statuses[0] == 303 ? "support" : "support2"))
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `conflicts of one person are shown, and only real ones`(engine: TestEngine) async throws {
        try await EventsPortal.run(on: engine) { portal in
            let start = EventsPortal.start
            try await portal.plan("HERE", support: "support", at: start, hours: 4)
            try await portal.plan("INSIDE", .confirmed, support: "support", at: start.adding(seconds: 3600), hours: 1)
            try await portal.plan(
                "LONG", support: "support", at: start.adding(seconds: -59 * 86_400), hours: 60 * 24 - 1)
            try await portal.plan("BEFORE", support: "support", at: start.adding(seconds: -4 * 3600), hours: 4)
            try await portal.plan("AFTER", support: "support", at: start.adding(seconds: 4 * 3600), hours: 4)
            try await portal.plan("OFF", .cancelled, support: "support", at: start, hours: 4)
            try await portal.plan("OTHERS", support: "support2", at: start, hours: 4)
            let away = try await portal.plan("AWAY", support: "support", at: start, hours: 4)
            let browser = try await portal.signedIn("management")
            #expect(try await browser.post("/events/AWAY/archive").status == 303)
            let page = try await browser.get("/events/HERE")
            #expect(page.shows("At the same time"))
            for (id, isShown) in [
                ("INSIDE", true), ("LONG", true), ("BEFORE", false), ("AFTER", false), ("OFF", false),
                ("OTHERS", false),
                (away.customID, false),
            ] { #expect(page.shows("href=\"/events/\(id)\"") == isShown, "\(id)") }
            #expect(try await !browser.get("/events/OTHERS").shows("At the same time"))
            // What is over has no conflicts any more.
            try await portal.plan("OVER", .done, support: "support", at: start, hours: 2)
            #expect(try await !browser.get("/events/OVER").shows("At the same time"))
            // Assigning says so at once.
            let free = try await portal.plan("FREE", at: start, hours: 2)
            let answer = try await browser.post(
                "/events/FREE/support", ["support": "support", "version": String(free.version)])
            #expect(answer.status == 303)
            #expect(try await browser.get("/events/FREE").shows("Théo Marchand has 4 other events at the same time."))
        }
    }
}
