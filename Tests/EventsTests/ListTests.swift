import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Events

/// The list, its filters, its export, and what the demonstration fills it with.
@Suite struct ListTests {
    @Test(arguments: TestEngine.tested)
    func `every order, tab and filter of the list answers, and what none of our links says is refused`(
        engine: TestEngine
    ) async throws {
        try await EventsPortal.run(on: engine) { portal in
            let browser = try await portal.signedIn("support")
            for sort in ["start", "title", "contract"] {
                for way in ["asc", "desc"] {
                    #expect(try await browser.get("/events?sort=\(sort)&way=\(way)").status == 200)
                }
            }
            for state in EventState.allCases {
                let page = try await browser.get("/events?state=\(state.rawValue)")
                #expect(page.status == 200 && page.shows("<tbody>"), "the demonstration has events in state \(state)")
            }
            for view in ["mine", "unassigned"] {
                #expect(try await browser.get("/events?view=\(view)").shows("<tbody>"), "\(view)")
            }
            for period in ["coming", "past"] {
                #expect(try await browser.get("/events?period=\(period)").shows("<tbody>"), "\(period)")
            }
            for wrong in ["state=flying", "view=theirs", "period=never", "sort=secret"] {
                #expect(try await browser.get("/events?\(wrong)").status == 400)
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a tab shows what is mine, or what waits`(engine: TestEngine) async throws {
        try await EventsPortal.run(on: engine) { portal in
            try await portal.plan("MINE-A", support: "support")
            try await portal.plan("FREE-A", of: "commercial2")
            try await portal.plan("DONE-A", .done, of: "commercial2")
            func shown(_ person: String, _ view: String) async throws -> [String] {
                let page = try await portal.signedIn(person).get("/events?q=-a&view=\(view)")
                return ["MINE-A", "FREE-A", "DONE-A"].filter { page.shows("/events/\($0)\"") }
            }
            #expect(try await shown("support", "mine") == ["MINE-A"])
            #expect(try await shown("commercial", "mine") == ["MINE-A"])
            #expect(try await shown("commercial2", "mine") == ["FREE-A", "DONE-A"])
            #expect(try await shown("support", "unassigned") == ["FREE-A"])
            #expect(try await shown("management", "") == ["MINE-A", "FREE-A", "DONE-A"])
            let home = try await portal.signedIn("management").get("/")
            #expect(home.shows("wait for somebody to run them") && !home.shows("of yours this week"))
            try await portal.application.database.write { db in
                _ = try db.run("UPDATE event SET support_id = NULL WHERE custom_id <> 'MINE-A'")
            }
            let support = try await portal.signedIn("support")
            #expect(try await support.get("/").shows("None of your events this week"))
            try await portal.plan("WEEK-A", support: "support", at: .tested())
            let week = try await support.get("/")
            #expect(week.shows("1 event of yours this week") && !week.shows("None of your events this week"))
            #expect(try await !portal.signedIn("support").get("/").shows("to run"))
            #expect(try await !portal.signedIn("member").get("/").shows("/events/calendar"))
        }
    }

    @Test(arguments: TestEngine.tested)
    func `the filter language reaches the event and all around it, in both languages`(engine: TestEngine) async throws {
        try await EventsPortal.run(on: engine) { portal in
            let event = try await portal.plan("TARGET", .confirmed, support: "support")
            let browser = try await portal.signedIn("support")
            let client = event.contract.clientCustomID
            for filter in [
                "event_id = target", "id_evenement = TARGET", "title = Essai and town = Nantes",
                "titre ~ essai et ville ~ NANT",
                "state = confirmed and attendees = 0 and event_id = target", "etat = confirmé et id_evenement = target",
                "start = 2027-12-28", "debut entre 27/12/2027 et 29/12/2027", "end >= 2027-12-28",
                "support = me and event_id = target", "support = moi et id_evenement = target",
                "support.last_name ~ march and start >= 2027-12",
                "contract_id = C-TARGET", "contract.title = Accord and start >= 2027-12",
                "contrat.montant = 1000 et debut >= 2027-12",
                "contract.state = signed and contract.contract_id = C-TARGET",
                "client.client_id = '\(client)' and start >= 2027-12",
                "contract.client.client_id = '\(client)' and start >= 2027-12",
                "commercial = commercial and start >= 2027-12",
                "postal_code = '01000' and start >= 2027-12 sort by contract_id limit 5",
                "not (client.company.town ~ zzzz) and start >= 2027-12",
                "start >= 2027-12 tri debut décroissant limite 1",
            ] {
                let page = try await browser.get("/events?filter=" + Escape.query(filter))
                #expect(page.status == 200 && page.shows("/events/TARGET\""), "\(filter)")
                #expect(page.body.components(separatedBy: "href=\"/events/TARGET\"").count == 2, "\(filter)")
            }
            for filter in ["support is none and event_id = target", "start < 2027-01 and title = Essai"] {
                #expect(
                    try await !browser.get("/events?filter=" + Escape.query(filter)).shows("/events/TARGET\""),
                    "\(filter)")
            }
            for wrong in ["tovn = Nantes", "state = flying", "start = 2027-02-30", "(title = x", "attendees = many"] {
                let page = try await browser.get("/events?filter=" + Escape.query(wrong))
                #expect(page.status == 422 && !page.shows("<tbody>"), "\(wrong)")
            }
            // Whoever may not see clients learns nothing of them through an event.
            try await portal.application.database.write { db in
                guard let role = try Roles.find("Support", db) else { throw Failure.notFound }
                try Roles.revoke(Grant(.read, "client"), from: role.id, now: .tested(), db)
            }
            let hidden = try await browser.get("/events?filter=" + Escape.query("client.client_id = '\(client)'"))
            #expect(hidden.status == 422)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `an export holds what the list holds, and no formula`(engine: TestEngine) async throws {
        try await EventsPortal.run(on: engine) { portal in
            let event = try await portal.plan("EXPORTED", .confirmed, support: "support")
            try await portal.plan("LEFT-OUT")
            let browser = try await portal.signedIn("support")
            #expect(
                try await browser.post("/events/EXPORTED/edit", event.form(["title": "=1+1", "notes": "Deux\nlignes"]))
                    .status == 303)
            let page = try await browser.get("/events/export.csv?state=confirmed&q=exported")
            #expect(page.status == 200 && page.headers[values: .contentType] == ["text/csv; charset=utf-8"])
            #expect(page.shows("EXPORTED") && page.shows("'=1+1") && page.shows("01000") && page.shows("C-EXPORTED"))
            #expect(!page.shows("LEFT-OUT"))
            #expect(try await browser.get("/events/export.csv?filter=oops").status == 422)
        }
    }

    @Test func `the demonstration may run again and adds nothing, and has a conflict and somebody missing`()
        async throws
    {
        try await EventsPortal.run { portal in
            let before = try await portal.count("SELECT COUNT(*) FROM event")
            let grants = try await portal.count("SELECT COUNT(*) FROM permission")
            #expect(before == 24)
            try await portal.application.database.write { db in
                try EventsModule().demonstrate(.init(passwordHash: "", scale: 1, now: .tested()), db)
            }
            #expect(try await portal.count("SELECT COUNT(*) FROM event") == before)
            #expect(try await portal.count("SELECT COUNT(*) FROM permission") == grants)
            let clashes = try await portal.count(
                """
                SELECT COUNT(*) FROM event AS a JOIN event AS b ON b.support_id = a.support_id AND b.id > a.id
                WHERE a.starts_at < b.ends_at AND b.starts_at < a.ends_at AND a.state <> 'cancelled' AND b.state <> 'cancelled'
                """)
            #expect(clashes > 0)
            #expect(
                try await portal.count("SELECT COUNT(*) FROM event WHERE support_id IS NULL AND state = 'planned'") > 0)
        }
    }
}
