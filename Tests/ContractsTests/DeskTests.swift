import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTestSupport
import PortalValues
import Testing

@testable import Contracts

/// What waits on the home page, and the chart.
@Suite struct DeskTests {
    private static func emptied(_ portal: TestPortal) async throws {
        try await portal.application.database.write { db in
            for table: SQL in ["contract_amendment", "contract_settlement", "contract_scan", "contract"] {
                try db.run("DELETE FROM \(sql: table)")
            }
        }
    }

    private static func run(on engine: TestEngine = .sqlite, _ body: @Sendable (TestPortal) async throws -> Void)
        async throws
    {
        try await TestPortal.run(ContractsPortal.modules + [DeskProbe()], on: engine, body)
    }

    @Test(arguments: TestEngine.tested)
    func `each sees what waits for them: signatures of their clients, and late money`(engine: TestEngine) async throws {
        try await Self.run(on: engine) { portal in
            try await Self.emptied(portal)
            try await portal.enter("MINE", .sent)
            try await portal.enter("OTHERS", .sent, of: "commercial2")
            try await portal.enter("DONE", .completed)
            try await portal.enter("FUTURE", .signed)
            let commercial = try await portal.signedIn("commercial")
            for (day, amount) in [("2027-12-01", "600")] {
                let line = ["due_on": day, "amount": amount, "label": ""]
                #expect(try await commercial.post("/contracts/FUTURE/schedule", line).status == 303)
            }
            func names(_ person: String) async throws -> [[String]] {
                try await portal.signedIn(person).get("/desk").body.split(separator: "\n").filter {
                    $0.hasPrefix("waiting")
                }
                .map { $0.split(separator: " ").dropFirst().map(String.init) }
            }
            #expect(try await names("commercial") == [["MINE"], ["DONE"]])
            #expect(try await names("management") == [["MINE", "OTHERS"], ["DONE"]])
            #expect(try await names("support") == [])
            // What was due yesterday and did not come is late.
            let late = ["due_on": "2026-01-01", "amount": "100", "label": ""]
            #expect(try await commercial.post("/contracts/FUTURE/schedule", late).status == 303)
            #expect(try await names("commercial").last == ["DONE", "FUTURE"])
            #expect(try await commercial.settle("FUTURE", "100").status == 303)
            #expect(try await names("commercial").last == ["DONE"])
        }
    }

    @Test func `the chart adds up the last twelve months, and is for those who work on contracts`() async throws {
        try await Self.run { portal in
            try await Self.emptied(portal)
            let today = portal.application.clock().utc.day
            try await portal.enter("NOW", .signed, cents: 10_000)
            try await portal.enter("THEN", .signed, cents: 5_000)
            try await portal.enter("LONG-AGO", .signed, cents: 99_900)
            try await portal.enter("GONE", .cancelled, cents: 77_700)
            try await portal.application.database.write { db in
                try db.run("UPDATE contract SET signed_on = \(today)")
                let then = today.adding(days: -300), before = today.adding(days: -400)
                try db.run("UPDATE contract SET signed_on = \(then) WHERE custom_id = 'THEN'")
                try db.run("UPDATE contract SET signed_on = \(before) WHERE custom_id = 'LONG-AGO'")
            }
            func bars(_ person: String) async throws -> [Int] {
                try await portal.signedIn(person).get("/desk").body.split(separator: "\n").filter {
                    $0.hasPrefix("bar")
                }
                .compactMap { Int($0.split(separator: " ").last ?? "") }
            }
            let seen = try await bars("management")
            #expect(seen.count == 12 && seen.last == 10_000 && seen.filter { $0 == 5_000 }.count == 1)
            #expect(seen.reduce(0, +) == 15_000)
            #expect(try await bars("support") == [])
            try await Self.emptied(portal)
            #expect(try await bars("management") == [])
        }
    }
}

/// Shows what a home page would.
private struct DeskProbe: Module {
    static let id = "desk"
    var title: Message { .verbatim("Desk") }
    var summary: Message { .verbatim("Desk") }
    var routes: [Route] {
        [
            .get("/desk", .everyone) { context, db in
                let waiting = try ContractsModule().waiting(context, db).map { card in
                    "waiting " + card.lines.map { $0.url.split(separator: "/").last ?? "" }.joined(separator: " ")
                }
                let bars = try ContractsModule().charts(context, db).flatMap(\.bars).map { "bar \($0.amount.cents)" }
                return .text((waiting + bars).joined(separator: "\n"))
            }
        ]
    }
}
