import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Accounts
@testable import Events

/// Calendars for programs: their bytes, and who gets them.
@Suite struct FeedTests {
    @Test func `a line is folded at 75 octets, and never inside a character`() throws {
        for unit in ["a", "é", "€", "🎉", "aé€🎉", "e\u{301}"] {
            for length in [10, 36, 37, 74, 75, 76, 80, 150, 151, 400] {
                var calendar = ICalendar()
                let text = "SUMMARY:" + String(repeating: unit, count: length)
                calendar.line(text)
                let lines = calendar.bytes.split(separator: 10).map { Array($0) }
                #expect(lines.allSatisfy { $0.last == 13 && $0.count <= 76 }, "\(unit) \(length)")
                #expect(lines.dropFirst().allSatisfy { $0.first == 32 })
                for line in lines { #expect(String(validating: line, as: UTF8.self) != nil, "\(unit) \(length)") }
                let whole = lines.enumerated().flatMap {
                    $0.offset == 0 ? $0.element.dropLast() : $0.element.dropFirst().dropLast()
                }
                #expect(String(decoding: whole, as: UTF8.self) == text)
            }
        }
    }

    @Test(arguments: [
        ("a;b,c\\d", "a\\;b\\,c\\\\d"), ("un\ndeux", "un\\ndeux"), ("x\r\nBEGIN:VEVENT", "x\\nBEGIN:VEVENT"),
        ("a\u{0}\u{7}b", "ab"), ("« Été » : oui", "« Été » : oui"),
    ])
    func `a text means only itself`(text: String, written: String) {
        #expect(ICalendar.escaped(text) == written)
    }

    @Test(arguments: TestEngine.tested)
    func `an event is a calendar with one entry, whose name stays`(engine: TestEngine) async throws {
        try await EventsPortal.run(on: engine) { portal in
            let event = try await portal.plan("A", support: "support")
            let browser = try await portal.signedIn("support")
            let first = try await browser.get("/events/A/event.ics")
            #expect(first.headers[values: .contentType] == ["text/calendar; charset=utf-8"])
            #expect(first.body.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"))
            #expect(first.body.hasSuffix("END:VEVENT\r\nEND:VCALENDAR\r\n"))
            for line in [
                "UID:\(event.uid)", "DTSTART:20271228T120000Z", "DTEND:20271228T160000Z", "SUMMARY:Essai", "SEQUENCE:0",
                "STATUS:TENTATIVE", "LOCATION:Halle\\, 01000 Nantes", "URL:http://127.0.0.1:8080/events/A",
            ] { #expect(first.shows("\r\n\(line)\r\n"), "\(line)") }
            #expect(first.shows("\r\nDTSTAMP:") && first.shows("\r\nLAST-MODIFIED:"))
            let form = event.form(["event_id": "RENAMED", "notes": "Sono,\nlumière"])
            #expect(try await browser.post("/events/A/edit", form).status == 303)
            let second = try await browser.get("/events/RENAMED/event.ics")
            #expect(second.shows("UID:\(event.uid)\r\n") && second.shows("SEQUENCE:1\r\n"))
            #expect(second.shows("DESCRIPTION:Sono\\,\\nlumière\r\n"))
            let cancel = try await portal.signedIn("management").post("/events/RENAMED/transitions/cancel")
            #expect(cancel.status == 303)
            #expect(try await browser.get("/events/RENAMED/event.ics").shows("STATUS:CANCELLED\r\n"))
        }
    }

    /// Makes an address for somebody; the path that it consists of.
    private static func feed(_ browser: TestBrowser) async throws -> String {
        let page = try await browser.post("/events/feed")
        #expect(page.status == 201)
        let input = try #require(page.body.firstRange(of: "value=\"http://127.0.0.1:8080/events/feed/"))
        let rest = page.body[input.upperBound...].prefix { $0 != "\"" }
        return "/events/feed/" + rest
    }

    @Test(arguments: TestEngine.tested)
    func `a feed shows what its owner runs or looks after, and what they may see at that moment`(engine: TestEngine)
        async throws
    {
        try await EventsPortal.run(on: engine) { portal in
            let mine = try await portal.plan("MINE", support: "support")
            let others = try await portal.plan("OTHERS", of: "commercial2", support: "support2")
            let (support, commercial) = (try await portal.signedIn("support"), try await portal.signedIn("commercial"))
            let (one, two) = (try await Self.feed(support), try await Self.feed(commercial))
            for path in [one, two] {
                let page = try await portal.visitor.get(path)
                #expect(page.status == 200 && page.shows("UID:\(mine.uid)") && !page.shows("UID:\(others.uid)"))
                #expect(page.headers[values: .contentType] == ["text/calendar; charset=utf-8"])
                #expect(page.shows("\r\nX-WR-CALNAME:Events · "))
            }
            let form = ["support": "support", "version": String(others.version)]
            #expect(try await portal.signedIn("management").post("/events/OTHERS/support", form).status == 303)
            #expect(try await portal.visitor.get(one).shows("UID:\(others.uid)"))
            #expect(try await portal.signedIn("management").post("/events/OTHERS/archive").status == 303)
            #expect(try await !portal.visitor.get(one).shows("UID:\(others.uid)"))
            try await portal.application.database.write { db in
                guard let role = try Roles.find("Support", db) else { throw Failure.notFound }
                try Roles.revoke(Grant(.read, "event"), from: role.id, now: .tested(), db)
            }
            let page = try await portal.visitor.get(one)
            #expect(page.status == 200 && !page.shows("BEGIN:VEVENT"))
            #expect(try await portal.visitor.get(two).shows("UID:\(mine.uid)"))
        }
    }

    @Test(arguments: TestEngine.tested)
    func `an address opens nothing once it is ended, replaced, or its owner is gone`(engine: TestEngine) async throws {
        try await EventsPortal.run(on: engine) { portal in
            let browser = try await portal.signedIn("support")
            #expect(try await browser.get("/events/feed").shows("You have no such address yet."))
            let first = try await Self.feed(browser)
            #expect(try await browser.get("/events/feed").shows("never"))
            #expect(try await portal.visitor.get(first).status == 200)
            #expect(try await !browser.get("/events/feed").shows("never"))
            #expect(try await !browser.get("/events/feed").shows(String(first.dropFirst("/events/feed/".count))))
            let second = try await Self.feed(browser)
            #expect(try await portal.visitor.get(first).status == 404)
            #expect(try await portal.visitor.get(second).status == 200)
            #expect(try await portal.count("SELECT COUNT(*) FROM event_feed") == 1)
            #expect(
                try await portal.application.database.read { db in
                    try db.value("SELECT token_hash FROM event_feed", as: String.self)
                }.map { !second.contains($0) } == true)
            #expect(try await browser.post("/events/feed/revocation").status == 303)
            #expect(try await portal.visitor.get(second).status == 404)
            let third = try await Self.feed(browser)
            #expect(try await portal.visitor.get(third).status == 200)
            let person = try await portal.person("support")
            try await portal.application.database.write { try People.disable(true, person, now: .tested(), $0) }
            #expect(try await portal.visitor.get(third).status == 404)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `who changes their password is asked whether the address of the calendar ends too`(engine: TestEngine)
        async throws
    {
        try await EventsPortal.run(on: engine) { portal in
            let browser = try await portal.signedIn("support")
            #expect(!(try await browser.get("/profile")).shows("name=\"end_passes\""))
            let feed = try await Self.feed(browser)
            #expect(try await browser.get("/profile").shows("name=\"end_passes\" value=\"on\" checked"))
            func change(_ old: String, _ new: String, ending: Bool) async throws {
                var form = ["current": old, "password": new, "password2": new]
                if ending { form["end_passes"] = "on" }
                #expect(try await browser.post("/profile/password", form).status == 303)
            }
            try await change(TestPassword.text, "une longue phrase neuve", ending: false)
            #expect(try await portal.visitor.get(feed).status == 200)
            try await change("une longue phrase neuve", "une autre phrase neuve", ending: true)
            #expect(try await portal.visitor.get(feed).status == 404)
            let other = try await Self.feed(browser)
            _ = try await portal.visitor.post("/password/forgotten", ["email": "support@portal.example"])
            _ = try await ResetRequests.job.run(portal.application)
            let text = try await portal.application.database.read {
                try $0.value("SELECT body_text FROM mail ORDER BY id DESC LIMIT 1", as: String.self)
            }
            let start = try #require(text?.firstRange(of: "/password/"))
            let link = String(try #require(text)[start.lowerBound...].prefix { !$0.isWhitespace })
            #expect(try await portal.visitor.get(link).shows("name=\"end_passes\" value=\"on\" checked"))
            let new = ["password": "encore une phrase", "password2": "encore une phrase", "end_passes": "on"]
            #expect(try await portal.visitor.post(link, new).status == 303)
            #expect(try await portal.visitor.get(other).status == 404)
        }
    }

    @Test func `what is no address is none`() async throws {
        try await EventsPortal.run { portal in
            let path = try await Self.feed(try await portal.signedIn("support"))
            let token = path.dropFirst("/events/feed/".count).dropLast(4)
            for wrong in [
                String(token), "\(token).ICS", "\(token).ics.ics", "x.ics", ".ics",
                String(repeating: "A", count: 43) + ".ics",
                "revocation", "\(token.dropLast())A.ics\u{301}",
            ] {
                let status = try await portal.visitor.get("/events/feed/" + Escape.query(wrong)).status
                #expect(status == 404 || status == 405, "\(wrong)")
            }
        }
    }
}
