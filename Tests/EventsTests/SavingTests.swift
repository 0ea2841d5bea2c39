import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTestSupport
import PortalValues
import Testing

@testable import Contracts
@testable import Events

/// Plans, changes, archives and deletions.
@Suite struct SavingTests {
    @Test(arguments: TestEngine.tested)
    func `an event is planned on a signed contract, without anybody to run it, and found by all its words`(
        engine: TestEngine
    ) async throws {
        try await EventsPortal.run(on: engine) { portal in
            let contract = try await portal.agree("GRAND-ACCORD")
            let browser = try await portal.signedIn("commercial")
            let answer = try await browser.post(
                "/events/new", EventsPortal.form("grand-accord", ["notes": "Trois **salles** <script>"]))
            #expect(answer.status == 303)
            let path = try #require(answer.location)
            let event = try #require(try await portal.event(String(path.dropFirst("/events/".count))))
            #expect(event.customID == "2027-BAL-MASQUE" && event.state == .planned && event.support == nil)
            #expect(event.contract.id == contract && event.facts.place.postalCode == "01000")
            // Two in the afternoon in Paris, in winter.
            #expect(event.facts.starts == Instant(iso: "2027-03-01T13:00:00Z"))
            let page = try await browser.get(path)
            #expect(page.shows("<strong>salles</strong>") && !page.shows("<script>") && page.shows("01000"))
            for q in ["masque", "halle", "nantes+bal", "2027-BAL", "grand+accord"] {
                #expect(try await browser.get("/events?q=\(q)").shows("Bal masqué"), "\(q)")
            }
            let client = event.contract.client.folded.replacing(" ", with: "+")
            #expect(try await browser.get("/events?q=\(client)+bal").shows("Bal masqué"))
            for q in ["masque+nulle", "!!!"] { #expect(try await !browser.get("/events?q=\(q)").shows("Bal masqué")) }
            #expect(try await browser.get("/contracts/GRAND-ACCORD").shows("href=\"\(path)\""))
        }
    }

    @Test func `first comes whose contract it is, then whether it is signed, then what was typed`() async throws {
        try await EventsPortal.run { portal in
            let browser = try await portal.signedIn("commercial")
            let wrong = ["ends": "2020-01-01T10:00"]
            let words: [ContractState: String] = [
                .draft: "not signed", .sent: "not signed", .completed: "is completed", .closed: "is completed",
                .cancelled: "is cancelled",
            ]
            for state in ContractState.allCases {
                let (mine, theirs) = ("M-\(state.rawValue)", "T-\(state.rawValue)")
                try await portal.agree(mine, state)
                try await portal.agree(theirs, state, of: "commercial2")
                let status = try await browser.post("/events/new", EventsPortal.form(theirs, wrong)).status
                #expect(status == 403, "\(state)")
                let page = try await browser.post("/events/new", EventsPortal.form(mine, wrong))
                #expect(page.status == (words[state] == nil ? 422 : 409), "\(state)")
                #expect(page.shows(words[state] ?? "The end must lie after the start."), "\(state)")
                #expect(
                    try await browser.get("/events/new?contract=\(mine)").status == (words[state] == nil ? 200 : 409))
                #expect(try await browser.get("/events/new?contract=\(theirs)").status == 403)
            }
            let unknown = try await browser.post("/events/new", EventsPortal.form("NOWHERE"))
            #expect(unknown.status == 422 && unknown.shows("There is no such contract."))
            #expect(try await browser.get("/events/new?contract=NOWHERE").status == 404)
            #expect(try await browser.get("/events/new").shows("M-signed"))
            #expect(try await !browser.get("/events/new").shows("T-signed"))
        }
    }

    @Test(arguments: [
        ("starts", "", "Please fill this in."), ("starts", "2027-02-30T10:00", "This day does not exist."),
        ("starts", "30/02/2027 10:00", "This day does not exist."),
        ("starts", "2027-03-01", "Give the day and the time"),
        ("starts", "2027-03-01T24:00", "This time does not exist."),
        ("starts", "2027-03-01T10:60", "This time does not exist."),
        ("starts", "2026-03-29T02:30", "the clocks go forward"), ("ends", "2027-03-28T02:00", "the clocks go forward"),
        ("starts", "9999-12-31T10:00", "Choose a year"),
        ("ends", "2027-03-01T14:00", "The end must lie after the start."),
        ("ends", "2027-02-28T14:00", "The end must lie after the start."),
        ("ends", "2027-04-30T15:01", "at most 60 days"),
        ("attendees", "", "Please fill this in."), ("attendees", "-1", "A whole number"),
        ("attendees", "1000001", "A whole number"), ("attendees", "2147483648", "A whole number"),
        ("attendees", "99999999999999999999999999", "A whole number"), ("attendees", "1.5", "A whole number"),
        ("attendees", "١٢", "A whole number"), ("title", "  ", "Please fill this in."),
        ("title", String(repeating: "x", count: 126), "At most 125"), ("place", "", "Please fill this in."),
        ("postal_code", "4400;", "Letters, digits"), ("notes", String(repeating: "x", count: 2501), "At most 2,500"),
        ("event_id", "calendar", "reserved"), ("event_id", "FEED", "reserved"), ("event_id", "new", "reserved"),
        ("event_id", "a/b", "slash"), ("event_id", "taken", "Another event already has this identifier."),
    ])
    func `what cannot be is a field error, and nothing is stored`(field: String, typed: String, fault: String)
        async throws
    {
        try await EventsPortal.run { portal in
            let event = try await portal.plan("TAKEN")
            try await portal.plan("B", support: "support")
            let before = try await portal.count("SELECT COUNT(*) FROM event")
            let page = try await portal.signedIn("commercial").post(
                "/events/new", EventsPortal.form(event.contract.customID, [field: typed]))
            #expect(page.status == 422 && page.shows("field-\(field)-error") && page.shows(fault))
            #expect(try await portal.count("SELECT COUNT(*) FROM event") == before)
            let stored = try #require(try await portal.event("B"))
            let edited = try await portal.signedIn("support").post("/events/B/edit", stored.form([field: typed]))
            #expect(edited.status == 422)
            #expect(try await portal.event("B")?.version == stored.version)
        }
    }

    @Test(arguments: [
        ("2027-10-31T02:30", "2027-10-31T00:30:00Z"), ("21/11/2026 14h30", "2026-11-21T13:30:00Z"),
        ("2026-07-14 08:05", "2026-07-14T06:05:00Z"), ("2027-03-28T03:00:15", "2027-03-28T01:00:15Z"),
    ])
    func `a time is the organisation's, and the first of two that look alike`(typed: String, utc: String) throws {
        let zone = try #require(PortalTestZone.paris)
        let instant = try WallTime.read(typed, in: zone)
        #expect(instant == Instant(iso: utc))
        // What a form shows of it is read as the same again.
        #expect(try WallTime.read(WallTime.typed(instant, in: zone), in: zone) == instant)
    }

    @Test func `the longest event and the biggest are possible`() async throws {
        try await EventsPortal.run { portal in
            try await portal.agree("A")
            let form = EventsPortal.form(
                "A",
                ["starts": "2027-03-01T14:00", "ends": "2027-04-30T15:00", "attendees": "1 000 000", "event_id": "BIG"])
            #expect(try await portal.signedIn("commercial").post("/events/new", form).status == 303)
            #expect(try await portal.event("BIG")?.facts.attendees == 1_000_000)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a stale form shows both versions, and stores nothing`(engine: TestEngine) async throws {
        try await EventsPortal.run(on: engine) { portal in
            let stored = try await portal.plan("A", support: "support")
            let one = try await portal.signedIn("support")
            let two = try await portal.signedIn("management")
            #expect(try await one.post("/events/A/edit", stored.form(["title": "Un"])).status == 303)
            let page = try await two.post("/events/A/edit", stored.form(["title": "Deux"]))
            #expect(page.status == 409 && page.shows("<td>Un</td>") && page.shows("<td>Deux</td>"))
            #expect(try await portal.event("A")?.title == "Un")
            let version = try #require(page.field("version"))
            #expect(
                try await two.post("/events/A/edit", stored.form(["title": "Deux", "version": version])).status == 303)
            #expect(try await portal.event("A")?.title == "Deux")
        }
    }

    @Test func `an event stays with its contract`() async throws {
        try await EventsPortal.run { portal in
            let stored = try await portal.plan("A", support: "support")
            try await portal.agree("OTHER")
            let browser = try await portal.signedIn("support")
            let page = try await browser.post("/events/A/edit", stored.form(["contract": "OTHER"]))
            #expect(page.status == 422 && page.shows("stays with its contract"))
            #expect(try await portal.event("A")?.contract.customID == "C-A")
        }
    }

    @Test func `in each state as much changes as may, and what took place is not deleted`() async throws {
        try await EventsPortal.run { portal in
            let support = try await portal.signedIn("support")
            let management = try await portal.signedIn("management")
            for state in EventState.allCases {
                let stored = try await portal.plan("E-\(state.rawValue)", state, support: "support")
                let path = "/events/E-\(state.rawValue)"
                let isOver = state == .closed || state == .cancelled
                #expect(try await support.get("\(path)/edit").status == (isOver ? 409 : 200), "\(state)")
                let first = try await support.post("\(path)/edit", stored.form(["title": "Un"])).status
                #expect(first == (isOver ? 409 : 303), "\(state)")
                // Who may also delete still corrects what is closed.
                let now = try #require(try await portal.event("E-\(state.rawValue)"))
                let second = try await management.post("\(path)/edit", now.form(["title": "Deux"])).status
                #expect(second == (state == .cancelled ? 409 : 303), "\(state)")
                let isGone = state == .planned || state == .cancelled
                #expect(try await management.get("\(path)/delete").status == (isGone ? 200 : 409), "\(state)")
                #expect(try await management.post("\(path)/delete").status == (isGone ? 303 : 409), "\(state)")
                #expect(try await (portal.event("E-\(state.rawValue)") == nil) == isGone)
            }
        }
    }

    @Test func `an archived event leaves the list and the calendar, and comes back`() async throws {
        try await EventsPortal.run { portal in
            try await portal.plan("ARCHIVE-ME")
            let browser = try await portal.signedIn("management")
            let month = "/events/calendar?month=" + CalendarMonth(containing: EventsPortal.start.utc.day).text
            #expect(try await browser.get(month).shows("/events/ARCHIVE-ME\""))
            #expect(try await browser.post("/events/ARCHIVE-ME/archive").status == 303)
            #expect(try await !browser.get("/events?q=archive").shows("/events/ARCHIVE-ME\""))
            #expect(try await browser.get("/events?q=archive&state=archived").shows("/events/ARCHIVE-ME\""))
            #expect(try await !browser.get(month).shows("/events/ARCHIVE-ME\""))
            #expect(try await browser.post("/events/ARCHIVE-ME/restoration").status == 303)
            #expect(try await browser.get("/events?q=archive").shows("/events/ARCHIVE-ME\""))
        }
    }
}

/// The zone in which summer begins on 28 March 2027.
enum PortalTestZone {
    static let paris = Zone("Europe/Paris")
}
