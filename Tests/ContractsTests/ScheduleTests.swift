import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Contracts

/// When a contract is to be paid.
@Suite struct ScheduleTests {
    /// The contracts of these tests, beside those of the demonstration.
    private static let ours: SQL = "contract_id IN (SELECT id FROM contract WHERE custom_id IN ('A', 'B', 'C'))"

    private static func add(_ browser: TestBrowser, _ amount: String, _ day: String = "2027-01-15", to id: String = "A")
        async throws -> TestPage
    {
        try await browser.post("/contracts/\(id)/schedule", ["due_on": day, "amount": amount, "label": "Acompte"])
    }

    @Test(arguments: TestEngine.tested)
    func `lines are amounts or shares of the contract, to the cent, and never ask for more than it`(engine: TestEngine)
        async throws
    {
        try await ContractsPortal.run(on: engine) { portal in
            try await portal.enter("A", .signed, cents: 100_001)
            let browser = try await portal.signedIn("commercial")
            #expect(try await Self.add(browser, "33,33 %").status == 303)
            #expect(try await portal.count("SELECT cents FROM contract_instalment WHERE \(sql: Self.ours)") == 33_330)
            #expect(try await Self.add(browser, "500", "2027-02-15").status == 303)
            let page = try await Self.add(browser, "166,72", "2027-03-15")
            #expect(page.status == 422 && page.shows("field-amount-error") && page.field("amount") == "166,72")
            #expect(try await Self.add(browser, "166,71", "2027-03-15").status == 303)
            #expect(try await Self.add(browser, "0,01").status == 422)
            #expect(
                try await portal.count("SELECT SUM(cents) FROM contract_instalment WHERE \(sql: Self.ours)") == 100_001)
        }
    }

    @Test func `settlements pay the lines in the order of their days`() async throws {
        try await ContractsPortal.run { portal in
            try await portal.enter("A", .signed)
            let browser = try await portal.signedIn("commercial")
            for (amount, day) in [("500", "2027-03-01"), ("200", "2020-02-01"), ("300", "2020-01-01")] {
                #expect(try await Self.add(browser, amount, day).status == 303)
            }
            #expect(try await browser.settle("A", "400").status == 303)
            guard let contract = try await portal.contract("A") else { throw Failure.notFound }
            let today = try #require(Day(iso: "2026-11-21"))
            let lines = try await portal.application.database.read {
                try Schedule(of: contract, today: today, $0).lines
            }
            #expect(lines.map(\.paid.cents) == [30_000, 10_000, 0])
            #expect(lines.map(\.state) == [.paid, .late, .due])
        }
    }

    @Test(arguments: ["", "0", "-5", "0 %", "101 %", "-3 %", "%", "dix", "99999999999999999999 %", "1e3"])
    func `what is no amount and no share is a field error`(typed: String) async throws {
        try await ContractsPortal.run { portal in
            try await portal.enter("A", .draft)
            let page = try await Self.add(try await portal.signedIn("commercial"), typed)
            #expect(page.status == 422 && page.shows("field-amount-error"))
            #expect(try await portal.count("SELECT COUNT(*) FROM contract_instalment WHERE \(sql: Self.ours)") == 0)
        }
    }

    @Test func `a locked contract, a stranger and a line of another contract are refused`() async throws {
        try await ContractsPortal.run { portal in
            try await portal.enter("A", .signed)
            try await portal.enter("B", .signed)
            try await portal.enter("C", .cancelled)
            let browser = try await portal.signedIn("commercial")
            #expect(try await Self.add(browser, "10", "2026-02-30").status == 422)
            #expect(try await Self.add(browser, "10").status == 303)
            #expect(try await Self.add(browser, "10", to: "C").status == 409)
            #expect(try await browser.get("/contracts/C/schedule").status == 409)
            let line = try await portal.count("SELECT id FROM contract_instalment WHERE \(sql: Self.ours)")
            #expect(try await browser.post("/contracts/B/schedule/\(line)/removal").status == 404)
            for person in ["commercial2", "support", "member"] {
                let other = try await portal.signedIn(person)
                #expect(try await Self.add(other, "10").status == 403)
                #expect(try await other.get("/contracts/A/schedule").status == 403)
                #expect(try await other.post("/contracts/A/schedule/\(line)/removal").status == 403)
            }
            #expect(try await browser.post("/contracts/A/schedule/\(line)/removal").status == 303)
            #expect(try await portal.count("SELECT COUNT(*) FROM contract_instalment WHERE \(sql: Self.ours)") == 0)
        }
    }
}
