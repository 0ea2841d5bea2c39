import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Events

/// Who may do what, right by right: each line both allowed and refused.
@Suite struct RightsTests {
    private static let people = ["commercial", "commercial2", "management", "support", "support2", "member"]
    private static let readers = ["commercial", "commercial2", "management", "support", "support2"]

    @Test(arguments: [
        ("/events", readers), ("/events/A", readers), ("/events/A/event.ics", readers), ("/events/calendar", readers),
        ("/events/export.csv", readers), ("/events/feed", readers), ("/events/new", ["commercial", "commercial2"]),
        ("/events/new?contract=C-A", ["commercial"]), ("/events/A/edit", ["management", "support"]),
        ("/events/A/delete", ["management"]), ("/events/A/cancellation", ["management"]),
    ])
    func `a page opens for whom it is, and for nobody else`(path: String, allowed: [String]) async throws {
        try await EventsPortal.run { portal in
            try await portal.plan("A", support: "support")
            for person in Self.people {
                let status = try await portal.signedIn(person).get(path).status
                #expect(status == (allowed.contains(person) ? 200 : 403), "\(person) \(path)")
            }
            #expect(try await portal.visitor.get(path).location?.hasPrefix("/login") == true)
        }
    }

    @Test(arguments: [
        ("/events/A/edit", ["management", "support"]), ("/events/A/support", ["management"]),
        ("/events/A/archive", ["management"]), ("/events/A/restoration", ["management"]),
        ("/events/A/delete", ["management"]), ("/events/A/transitions/confirm", ["management", "support"]),
        ("/events/A/transitions/start", ["management", "support"]),
        ("/events/A/transitions/finish", ["management", "support"]),
        ("/events/A/transitions/close", ["management"]), ("/events/A/transitions/cancel", ["management"]),
    ])
    func `a change is made by whom it is allowed, and by nobody else`(path: String, allowed: [String]) async throws {
        try await EventsPortal.run { portal in
            for person in Self.people {
                // A new one each time: some of these changes go through.
                let id = "R-\(person)"
                try await portal.plan(id, support: "support")
                let status = try await portal.signedIn(person).post(path.replacing("/A", with: "/\(id)")).status
                #expect((status == 403) == !allowed.contains(person), "\(person) \(path) \(status)")
                #expect(status < 500)
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `only the client's own commercial plans an event`(engine: TestEngine) async throws {
        try await EventsPortal.run(on: engine) { portal in
            try await portal.agree("MINE")
            for person in Self.people {
                let answer = try await portal.signedIn(person).post("/events/new", EventsPortal.form("MINE"))
                #expect(answer.status == (person == "commercial" ? 303 : 403), "\(person)")
            }
            #expect(try await portal.count("SELECT COUNT(*) FROM event WHERE title = 'Bal masqué'") == 1)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `support changes what it was assigned, as that is stored, and gives nothing away`(engine: TestEngine)
        async throws
    {
        try await EventsPortal.run(on: engine) { portal in
            let mine = try await portal.plan("MINE", support: "support")
            let other = try await portal.plan("OTHER", support: "support2")
            let free = try await portal.plan("FREE")
            let browser = try await portal.signedIn("support")
            #expect(try await browser.post("/events/MINE/edit", mine.form(["title": "Mieux"])).status == 303)
            for event in [other, free] {
                let path = "/events/\(event.customID)"
                #expect(try await browser.post("\(path)/edit", event.form(["title": "Volé"])).status == 403)
                // Nor by naming oneself in the same breath.
                let greedy = event.form(["title": "Volé", "support": "support"])
                #expect(try await browser.post("\(path)/edit", greedy).status == 403)
                #expect(try await browser.post("\(path)/support", ["support": "support"]).status == 403)
                #expect(try await portal.event(event.customID)?.title == "Essai")
                #expect(try await portal.event(event.customID)?.support == event.support)
            }
            // No hand-over to a colleague either, neither by itself nor within a change.
            #expect(try await browser.post("/events/MINE/support", ["support": "support2"]).status == 403)
            let now = try #require(try await portal.event("MINE"))
            let handing = now.form(["title": "Cadeau", "support": "support2"])
            #expect(try await browser.post("/events/MINE/edit", handing).status == 400)
            #expect(try await portal.event("MINE")?.support?.username == "support")
            #expect(try await portal.event("MINE")?.title == "Mieux")
        }
    }

    @Test func `what was taken away between the form and its sending is refused`() async throws {
        try await EventsPortal.run { portal in
            let event = try await portal.plan("A", support: "support")
            let browser = try await portal.signedIn("support")
            #expect(try await browser.get("/events/A/edit").status == 200)
            let form = ["support": "", "version": String(event.version)]
            #expect(try await portal.signedIn("management").post("/events/A/support", form).status == 303)
            #expect(try await browser.post("/events/A/edit", event.form(["title": "Tard"])).status == 403)
            #expect(try await portal.event("A")?.title == "Essai")
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a new department reads nothing until it is told to, and then changes only what is assigned`(
        engine: TestEngine
    ) async throws {
        try await EventsPortal.run(on: engine) { portal in
            try await portal.plan("A")
            let event = try await portal.plan("B")
            let browser = try await portal.signedIn("member")
            let management = try await portal.signedIn("management")
            let member = try await portal.person("member")
            let role = try await portal.application.database.write { db in
                let role = try Roles.create("Design", position: 500, colour: "pink", now: .tested(), db)
                try Roles.give(role, to: member, now: .tested(), db)
                return role
            }
            #expect(try await browser.get("/events").status == 403)
            // Whoever may not change what is assigned to them cannot be assigned anything.
            let choice = ["support": "member", "version": String(event.version)]
            #expect(try await management.post("/events/B/support", choice).status == 422)
            try await portal.application.database.write { db in
                for grant in [Grant(.read, "event"), Grant(.update, "event", .relation("assigned"))] {
                    try Roles.grant(grant, to: role, in: Scopes(EventsModule().scopes), db)
                }
            }
            #expect(try await browser.get("/events").status == 200)
            #expect(try await browser.get("/events/B/edit").status == 403)
            #expect(try await management.post("/events/B/support", choice).status == 303)
            #expect(try await browser.get("/events/B/edit").status == 200)
            #expect(try await browser.get("/events/A/edit").status == 403)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `list, calendar, search, filter and export show exactly what may be read`(engine: TestEngine) async throws {
        try await EventsPortal.run(on: engine) { portal in
            try await portal.plan("MINE-1")
            try await portal.plan("THEIRS-1", of: "commercial2")
            try await portal.application.database.write { db in
                guard let role = try Roles.find("Commercial", db) else { throw Failure.notFound }
                for held in try Roles.permissions(of: role.id, db)
                where held.grant.scope == "event" && held.grant.action == .read {
                    try Roles.revoke(held.grant, from: role.id, now: .tested(), db)
                }
                try Roles.grant(
                    Grant(.read, "event", .relation("own")), to: role.id, in: Scopes(EventsModule().scopes), db)
            }
            let browser = try await portal.signedIn("commercial")
            for path in [
                "/events", "/events?filter=attendees+%3D+0", "/events/calendar?month=2027-12",
                "/events/calendar?week=2027-W52",
            ] {
                let page = try await browser.get(path)
                #expect(page.status == 200 && !page.shows("THEIRS-1"), "\(path)")
            }
            #expect(try await browser.get("/events?q=mine").shows("/events/MINE-1\""))
            #expect(try await !browser.get("/events?q=theirs").shows("/events/THEIRS-1\""))
            let calendar = try await browser.get("/events/calendar?month=2027-12")
            #expect(calendar.shows("/events/MINE-1\"") == portal.isInDecember)
            let export = try await browser.get("/events/export.csv")
            #expect(export.shows("MINE-1") && !export.shows("THEIRS-1"))
            #expect(try await browser.get("/events/THEIRS-1").status == 403)
            #expect(try await browser.get("/events/THEIRS-1/event.ics").status == 403)
            // A contract's page names only the events that one may read.
            #expect(try await browser.get("/contracts/C-MINE-1").shows("/events/MINE-1\""))
            #expect(try await !browser.get("/contracts/C-THEIRS-1").shows("/events/THEIRS-1\""))
        }
    }
}

extension TestPortal {
    /// Whether the usual event of these tests is in December 2027.
    var isInDecember: Bool { CalendarMonth(containing: EventsPortal.start.utc.day).text == "2027-12" }
}
