import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Contracts

/// Amounts, settlements and amendments.
@Suite struct MoneyTests {
    @Test(arguments: ["", "-1", "mille", "1e3", "1.234", "10000000000000000", "9223372036854775807", "1,2,3", "١٢"])
    func `what is no amount is a field error`(typed: String) async throws {
        try await ContractsPortal.run { portal in
            let client = try await portal.enter("A", .signed).client.customID
            let management = try await portal.signedIn("management")
            let before = try await portal.count("SELECT COUNT(*) FROM contract")
            let page = try await management.post(
                "/contracts/new", ["title": "Essai", "client": client, "amount": typed, "contract_id": "N"])
            #expect(page.status == 422 && page.shows("field-amount-error"))
            #expect(try await portal.count("SELECT COUNT(*) FROM contract") == before)
            #expect(try await management.settle("A", typed).status == 422)
            #expect(
                try await management.post("/contracts/A/amendments/new", ["reason": "x", "amount": typed]).status == 422
            )
        }
    }

    @Test(arguments: TestEngine.tested)
    func `what remains is what was agreed less what came in, and never less than nothing`(engine: TestEngine)
        async throws
    {
        try await ContractsPortal.run(on: engine) { portal in
            try await portal.enter("A", .signed)
            let browser = try await portal.signedIn("commercial")
            #expect(try await browser.settle("A", "400,50").status == 303)
            #expect(try await portal.contract("A")?.remaining == Money(cents: 59_950))
            let page = try await browser.settle("A", "599,51")
            #expect(page.status == 422 && page.shows("remains to be paid") && page.field("amount") == "599,51")
            #expect(try await browser.settle("A", "0").status == 422)
            #expect(try await browser.settle("A", "599,50").status == 303)
            #expect(try await portal.contract("A")?.remaining == .zero)
            let form = ["day": "2999-01-01", "amount": "1", "method": "transfer"]
            #expect(try await browser.post("/contracts/A/settlements", form).status == 422)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `of two settlements at once that together are too much, one is refused`(engine: TestEngine) async throws {
        try await ContractsPortal.run(on: engine) { portal in
            try await portal.enter("A", .signed)
            let one = try await portal.signedIn("commercial")
            let two = try await portal.signedIn("management")
            async let first = one.settle("A", "700")
            async let second = two.settle("A", "700")
            #expect(try await [first.status, second.status].sorted() == [303, 422])
            #expect(try await portal.contract("A")?.settled == Money(cents: 70_000))
            #expect(try await portal.count("SELECT COUNT(*) FROM contract_settlement WHERE cents = 70000") == 1)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a mistake is cancelled once, by a counter entry`(engine: TestEngine) async throws {
        try await ContractsPortal.run(on: engine) { portal in
            let stored = try await portal.enter("A", .signed)
            let browser = try await portal.signedIn("commercial")
            #expect(try await browser.settle("A", "700").status == 303)
            let id = try await portal.count("SELECT id FROM contract_settlement WHERE contract_id = \(stored.id)")
            let path = "/contracts/A/settlements/\(id)/cancellation"
            #expect(try await portal.signedIn("support").post(path).status == 403)
            #expect(try await browser.post(path).status == 303)
            #expect(try await browser.post(path).status == 409)
            #expect(try await browser.post("/contracts/A/settlements/\(id + 1)/cancellation").status == 409)
            #expect(try await portal.contract("A")?.settled == .zero)
            #expect(
                try await portal.count("SELECT COUNT(*) FROM contract_settlement WHERE contract_id = \(stored.id)") == 2
            )
            try await portal.enter("B", .signed)
            #expect(try await browser.post("/contracts/B/settlements/\(id)/cancellation").status == 404)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a signed amount changes only through a signed amendment`(engine: TestEngine) async throws {
        try await ContractsPortal.run(on: engine) { portal in
            let stored = try await portal.enter("A", .signed)
            let browser = try await portal.signedIn("commercial")
            let edit = ["title": "Essai", "amount": "2000", "version": String(stored.version)]
            let refused = try await browser.post("/contracts/A/edit", edit)
            #expect(refused.status == 409 && refused.shows("signed amendment"))
            #expect(try await browser.settle("A", "500").status == 303)
            let form = ["reason": "Une heure de plus", "amount": "1500"]
            #expect(try await browser.post("/contracts/A/amendments/new", form).status == 303)
            #expect(try await portal.contract("A")?.total == Money(cents: 100_000))
            let less = ["reason": "Moins", "amount": "499,99"]
            #expect(try await browser.post("/contracts/A/amendments/new", less).status == 422)
            let signature = ["signatory": "Zoé", "day": "2026-02-01"]
            #expect(
                try await portal.signedIn("commercial2").post("/contracts/A/amendments/1/signature", signature).status
                    == 403)
            #expect(try await browser.get("/contracts/A/amendments/1/signature").status == 200)
            #expect(try await browser.post("/contracts/A/amendments/1/signature", signature).status == 303)
            let contract = try #require(try await portal.contract("A"))
            #expect(contract.total == Money(cents: 150_000) && contract.amount == Money(cents: 100_000))
            #expect(contract.remaining == Money(cents: 100_000))
            #expect(try await browser.post("/contracts/A/amendments/1/signature", signature).status == 409)
            #expect(try await browser.post("/contracts/A/amendments/1/withdrawal").status == 409)
        }
    }

    @Test func `an amendment that settlements have overtaken is not signed; a draft is withdrawn`() async throws {
        try await ContractsPortal.run { portal in
            try await portal.enter("A", .signed)
            let browser = try await portal.signedIn("commercial")
            #expect(
                try await browser.post("/contracts/A/amendments/new", ["reason": "Moins", "amount": "600"]).status
                    == 303)
            #expect(try await browser.settle("A", "700").status == 303)
            let signature = ["signatory": "Zoé", "day": "2026-02-01"]
            #expect(try await browser.post("/contracts/A/amendments/1/signature", signature).status == 409)
            #expect(try await portal.contract("A")?.total == Money(cents: 100_000))
            #expect(try await browser.post("/contracts/A/amendments/1/withdrawal").status == 303)
            #expect(try await browser.get("/contracts/A/amendments/1/signature").status == 404)
        }
    }

    @Test func `money comes in only for what is signed and open`() async throws {
        try await ContractsPortal.run { portal in
            let browser = try await portal.signedIn("management")
            for state in ContractState.allCases {
                let id = "M-\(state.rawValue)"
                try await portal.enter(id, state)
                #expect(try await browser.settle(id, "1").status == (state.isFirm ? 303 : 409), "\(state)")
                let form = ["reason": "x", "amount": "2000"]
                let status = try await browser.post("/contracts/\(id)/amendments/new", form).status
                #expect(status == (state.isFirm ? 303 : 409), "\(state)")
            }
        }
    }
}
