import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTestSupport
import PortalValues
import Testing

@testable import Events

/// Weeks, months and days as the calendar counts them.
@Suite struct CalendarTests {
    @Test(arguments: [
        // Six weeks: the first is a Saturday, the last a Sunday or later.
        ("2026-08", "2026-07-27", 6, "2026-07", "2026-09"), ("2026-11", "2026-10-26", 6, "2026-10", "2026-12"),
        // Four: February that begins on a Monday.
        ("2027-02", "2027-02-01", 4, "2027-01", "2027-03"), ("2028-02", "2028-01-31", 5, "2028-01", "2028-03"),
        ("2026-12", "2026-11-30", 5, "2026-11", "2027-01"), ("2027-01", "2026-12-28", 5, "2026-12", "2027-02"),
    ])
    func `a month is whole weeks from Monday to Sunday`(
        text: String, monday: String, count: Int, previous: String, next: String
    ) throws {
        let month = try #require(CalendarMonth(typed: text))
        #expect(month.text == text && month.weeks.count == count)
        #expect(month.weeks.first?.monday == Day(iso: monday))
        #expect(month.weeks.allSatisfy { $0.monday.weekday == 1 })
        #expect(month.weeks.last.map { $0.days.contains(month.last) } == true)
        #expect(month.previous?.text == previous && month.next?.text == next)
    }

    @Test(arguments: [
        ("2026-W53", "2026-12-28"), ("2020-W53", "2020-12-28"), ("2027-W01", "2027-01-04"), ("2026-W01", "2025-12-29"),
        ("2024-W01", "2024-01-01"), ("2026-W47", "2026-11-16"),
    ])
    func `a week is numbered as in ISO 8601`(text: String, monday: String) throws {
        let week = try #require(CalendarWeek(typed: text))
        #expect(week.text == text && week.monday == Day(iso: monday))
        for day in week.list { #expect(CalendarWeek(containing: day) == week) }
        #expect(week.next?.previous == week)
    }

    @Test func `weeks follow each other without a gap through all years`() throws {
        var week = try #require(CalendarWeek(typed: "1970-W01"))
        var count = 1
        while let next = week.next {
            #expect(next.monday == week.monday.adding(days: 7) && CalendarWeek(typed: next.text) == next)
            #expect(next.number == week.number + 1 || next.number == 1)
            week = next
            count += 1
        }
        #expect(week.year == 2199 && count == 12_001)
    }

    @Test(arguments: [
        "month=2026-13", "month=2026-00", "month=26-11", "month=2026-1", "month=1969-12", "month=2200-01", "month=abc",
        "week=2027-W53", "week=2026-W00", "week=2026-W54", "week=2026-47", "week=2026-w47", "week=2200-W01",
        "month=2026-11-01", "view=theirs", "month=%D9%A2%D9%A0%D9%A2%D9%A6-11",
    ])
    func `what no link of ours says is refused`(query: String) async throws {
        try await EventsPortal.run { portal in
            let page = try await portal.signedIn("support").get("/events/calendar?\(query)")
            #expect(page.status == 400)
        }
    }

    @Test func `a day has as many hours as its clocks show`() throws {
        let zone = try #require(PortalTestZone.paris)
        func hours(_ text: String) throws -> Int64 {
            let day = try #require(Day(iso: text))
            let period = zone.period(day...day)
            return (period.upperBound.seconds - period.lowerBound.seconds) / 3600
        }
        #expect(try hours("2026-03-29") == 23 && hours("2026-10-25") == 25 && hours("2026-06-01") == 24)
        // Where clocks go forward at midnight, the day begins at one.
        let cairo = try #require(Zone("Africa/Cairo"))
        let friday = try #require(Day(iso: "2026-04-24"))
        #expect(cairo.local(cairo.start(of: friday)) == (friday, 3600))
    }

    @Test(arguments: TestEngine.tested)
    func `an event stands on each of its days, and not on the one that begins as it ends`(engine: TestEngine)
        async throws
    {
        try await EventsPortal.run(on: engine) { portal in
            let zone = try #require(PortalTestZone.paris)
            let friday = try #require(Day(iso: "2027-10-29"))
            // From Friday evening over the longer night to Sunday, midnight: 53 hours.
            let start = try #require(zone.instant(day: friday, secondOfDay: 20 * 3600))
            try await portal.plan("LONG", .confirmed, support: "support", at: start, hours: 53)
            let browser = try await portal.signedIn("support")
            func count(_ path: String) async throws -> Int {
                let page = try await browser.get(path)
                #expect(page.status == 200)
                return page.body.components(separatedBy: "href=\"/events/LONG\"").count - 1
            }
            #expect(try await count("/events/calendar?week=2027-W43") == 3)
            #expect(try await count("/events/calendar?week=2027-W44") == 0)
            #expect(try await count("/events/calendar?month=2027-10") == 3)
            // November begins with that week's Monday.
            #expect(try await count("/events/calendar?month=2027-11") == 0)
            #expect(try await count("/events/calendar?month=2027-10&view=mine") == 3)
            #expect(try await count("/events/calendar?month=2027-10&view=unassigned") == 0)
            let week = try await browser.get("/events/calendar?week=2027-W43")
            #expect(week.shows("from 20:00") && week.shows("the whole day") && week.shows("until 00:00"))
            #expect(
                try await portal.signedIn("commercial2").get("/events/calendar?month=2027-10&view=mine").status == 200)
        }
    }

    @Test func `a day with many events leads to the rest`() async throws {
        try await EventsPortal.run { portal in
            for number in 1...6 { try await portal.plan("M-\(number)") }
            let month = CalendarMonth(containing: EventsPortal.start.utc.day)
            let page = try await portal.signedIn("support").get("/events/calendar?month=\(month.text)")
            #expect(page.shows("2 more") && page.shows("/events/M-4\"") && !page.shows("/events/M-5\""))
        }
    }
}
