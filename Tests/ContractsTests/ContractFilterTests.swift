import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Contracts

/// The filter box above the list of contracts, and the export.
@Suite struct ContractFilterTests {
    /// Four contracts: three of Camille's client, one of Paul's.
    private static func contracts(_ portal: TestPortal) async throws -> TestBrowser {
        try await portal.application.database.write { db in
            for table: SQL in ["contract_amendment", "contract_settlement", "contract_scan", "contract"] {
                try db.run("DELETE FROM \(sql: table)")
            }
        }
        try await portal.enter("F-DRAFT", .draft, cents: 45_000)
        try await portal.enter("F-SENT", .sent, cents: 127_545)
        try await portal.enter("F-SIGNED", .signed, of: "commercial2", cents: 450_000)
        try await portal.enter("F-GONE", .cancelled, cents: 90_000)
        #expect(try await portal.signedIn("management").settle("F-SIGNED", "250").status == 303)
        return try await portal.signedIn("support")
    }

    static let questions: [(String, Set<String>)] = [
        ("status = sent", ["F-SENT"]), ("statut = envoyé", ["F-SENT"]),
        ("etat != brouillon", ["F-SENT", "F-SIGNED", "F-GONE"]),
        ("signed = yes", ["F-SIGNED"]), ("signe = non", ["F-DRAFT", "F-SENT", "F-GONE"]),
        ("montant = 1275,45", ["F-SENT"]), ("full_amount_to_pay >= 1 275.45", ["F-SENT", "F-SIGNED"]),
        ("reste_a_payer = 4250", ["F-SIGNED"]), ("remaining = 0", ["F-GONE"]), ("regle > 0", ["F-SIGNED"]),
        ("contract_id in (f-draft, f-gone)", ["F-DRAFT", "F-GONE"]), ("contract_id ~ sign", ["F-SIGNED"]),
        ("title = Essai and commercial = commercial2", ["F-SIGNED"]), ("commercial != commercial", ["F-SIGNED"]),
        ("signed_on is none", ["F-DRAFT", "F-SENT", "F-GONE"]), ("signataire ~ ZOE", ["F-SIGNED"]),
        ("creation_date = today limit 4", ["F-DRAFT", "F-SENT", "F-SIGNED", "F-GONE"]),
        ("client.commercial = commercial2 or status = draft", ["F-SIGNED", "F-DRAFT"]),
        ("sort by amount desc limit 1", ["F-SIGNED"]), ("sort by client_id, amount limit 1 offset 4", []),
    ]

    @Test(arguments: TestEngine.tested)
    func `a filter narrows the contracts, on both engines`(engine: TestEngine) async throws {
        try await ContractsPortal.run(on: engine) { portal in
            let browser = try await Self.contracts(portal)
            for (filter, expected) in Self.questions {
                let page = try await browser.get("/contracts?filter=" + Escape.query(filter))
                #expect(page.status == 200, "\(filter)")
                #expect(Self.shown(page) == expected, "\(filter)")
                // A list that is cut can still be put into each of its orders.
                let sorted = try await browser.get("/contracts?sort=client&filter=" + Escape.query(filter))
                #expect(Self.shown(sorted) == expected, "\(filter)")
            }
        }
    }

    @Test func `the export follows the filter, and a wrong one shows nothing`() async throws {
        try await ContractsPortal.run { portal in
            let browser = try await Self.contracts(portal)
            let export = try await browser.get("/contracts/export.csv?filter=" + Escape.query("signed = yes"))
            #expect(export.status == 200)
            #expect(export.body.contains("F-SIGNED") && export.body.contains("4500") && !export.body.contains("F-SENT"))
            let wrong = try await browser.get("/contracts?filter=" + Escape.query("statu = sent"))
            #expect(wrong.status == 422)
            #expect(Self.shown(wrong).isEmpty && wrong.shows("status"))
            #expect(try await browser.get("/contracts/export.csv?filter=" + Escape.query("statu = sent")).status == 422)
        }
    }

    @Test func `who may not see a contract does not find it by a filter either`() async throws {
        try await ContractsPortal.run { portal in
            _ = try await Self.contracts(portal)
            let member = try await portal.signedIn("member")
            #expect(try await member.get("/contracts?filter=" + Escape.query("amount > 0")).status == 403)
            #expect(try await member.get("/contracts/export.csv").status == 403)
        }
    }

    private static func shown(_ page: TestPage) -> Set<String> {
        Set(["F-DRAFT", "F-SENT", "F-SIGNED", "F-GONE"].filter { page.body.contains(">\($0)<") })
    }
}
