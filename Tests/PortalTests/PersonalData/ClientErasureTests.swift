import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import portal

/// What becomes of a client: given out as a file, erased by plan, and nowhere afterwards but where the plan said.
@Suite struct ClientErasureTests {
    /// Where a signed contract keeps who signed it, as the plan says.
    static let kept: Set<String> = [
        "contract.signatory", "contract.custom_id", "contract.custom_id_key", "contract_word.word",
    ]

    @Test(arguments: TestEngine.tested)
    func `after an erasure nothing is left but what the plan named, and the contract stays readable`(
        engine: TestEngine
    ) async throws {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            let stage = try await DataStage(portal)
            try await stage.enterClient()
            try await stage.carryOut()
            #expect(try await stage.places(of: DataStage.traces).count > 20)
            let plan = try await stage.admin.get(DataStage.client + "/personal-data")
            #expect(plan.shows("Kept for the accounts") && plan.shows("Deleted") && plan.shows("Anonymised"))
            let done = try await stage.erase(DataStage.client)
            #expect(done.status == 303, "\(done.body)")
            let left = try await stage.places(of: DataStage.traces).subtracting(Self.kept)
            #expect(left == [])
            let page = try await stage.admin.get(done.location ?? "")
            #expect(page.shows("Personal data erased") && !page.shows("/edit\""))
            let contract = try await stage.admin.get("/contracts/QUITTERIE-ZORNHELM-VATRY")
            #expect(contract.status == 200 && contract.shows("900.00") && contract.shows("#1"))
            #expect(try await portal.count("SELECT COUNT(*) FROM contract WHERE custom_id LIKE '%ANON-1%'") == 1)
            #expect(try await portal.count("SELECT COUNT(*) FROM event WHERE notes = '' AND address = ''") > 0)
            #expect(try await stage.verdict().isIntact)
            let names = try await stage.admin.get("/clients?q=zornhelm")
            #expect(!names.shows("Zornhelm</a>"))
        }
    }

    @Test func `the file holds everything, and no secret`() async throws {
        try await TestPortal.run(Composition.modules) { portal in
            let stage = try await DataStage(portal)
            try await stage.enterClient()
            try await stage.carryOut()
            let file = try await stage.admin.get(DataStage.client + "/personal-data/export.json")
            #expect(file.status == 200)
            #expect(file.header("Content-Disposition")?.contains(".json") == true)
            let data = try #require(file.json["data"] as? [[String: Any]])
            let tables = Set(data.compactMap { $0["table"] as? String })
            #expect(
                tables.isSuperset(of: [
                    "client", "contract", "contract_step", "contract_settlement", "event", "event_step", "audit_entry",
                    "mail",
                ]))
            let contracts = data.filter { $0["table"] as? String == "contract" }
            let rows = contracts.flatMap { $0["records"] as? [[String: Any]] ?? [] }
            #expect(rows.count == 2)
            #expect((rows.first?["amount_cents"] as? [String: Any])?["cents"] as? Int == 90_000)
            #expect(rows.first?["client_id"] != nil && rows.first?["custom_id_key"] == nil)
            #expect(!file.body.contains("Théo Marchand"), "others are not given away")
            #expect(try await portal.count("SELECT COUNT(*) FROM audit_entry WHERE action = 'export'") == 1)
        }
    }

    @Test func `a stolen session neither takes the file nor erases`() async throws {
        try await TestPortal.run(Composition.modules) { portal in
            let stage = try await DataStage(portal)
            try await stage.enterClient()
            portal.wait(seconds: 700)
            let file = try await stage.admin.get(DataStage.client + "/personal-data/export.json")
            #expect(file.status == 303 && file.location?.hasPrefix("/confirm") == true)
            #expect(try await stage.erase(DataStage.client).status == 401)
            #expect(try await portal.count("SELECT COUNT(*) FROM erasure") == 0)
        }
    }

    @Test(arguments: ["commercial", "support", "member"])
    func `whoever may not delete a client neither sees the plan, nor takes the file, nor erases`(name: String)
        async throws
    {
        try await TestPortal.run(Composition.modules) { portal in
            let stage = try await DataStage(portal)
            try await stage.enterClient()
            let browser = try await portal.signedIn(name)
            #expect(try await browser.get(DataStage.client + "/personal-data").status == 403)
            #expect(try await browser.get(DataStage.client + "/personal-data/export.json").status == 403)
            let page = try await browser.post(DataStage.client + "/personal-data/erasure", ["plan": "x"])
            #expect(page.status == 403)
            #expect(!(try await browser.get(DataStage.client)).shows("/personal-data"))
        }
    }

    @Test func `a client with a contract that goes on is not erased, and the plan says which`() async throws {
        try await TestPortal.run(Composition.modules) { portal in
            let stage = try await DataStage(portal)
            try await stage.enterClient()
            let noemie = try await Hand("management", .programs, portal)
            let contract = ["contract_id": "OPEN-1", "client": "ZORNHELM-VATRY-QUITTERIE", "amount": "5", "title": "T"]
            #expect(try await noemie.enter("contracts", contract).isDone)
            let page = try await stage.admin.get(DataStage.client + "/personal-data")
            #expect(page.shows("OPEN-1") && page.shows("href=\"/contracts/OPEN-1\"") && page.field("plan") == nil)
            #expect(try await stage.erase(DataStage.client).status == 409)
            #expect(try await portal.count("SELECT COUNT(*) FROM erasure") == 0)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `what came in since the plan was read is not erased unread`(engine: TestEngine) async throws {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            let stage = try await DataStage(portal)
            try await stage.enterClient()
            let read = try await stage.admin.get(DataStage.client + "/personal-data")
            try await stage.carryOut()
            let form = ["plan": read.field("plan") ?? ""]
            let late = try await stage.admin.post(DataStage.client + "/personal-data/erasure", form)
            #expect(late.status == 409 && late.shows("changed since you looked"))
            let again = ["plan": late.field("plan") ?? ""]
            #expect(try await stage.admin.post(DataStage.client + "/personal-data/erasure", again).status == 303)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `twice at once is once, and an erased client is not changed any more`(engine: TestEngine) async throws {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            let stage = try await DataStage(portal)
            try await stage.enterClient()
            let plan = try await stage.admin.get(DataStage.client + "/personal-data").field("plan") ?? ""
            let path = DataStage.client + "/personal-data/erasure"
            async let one = stage.admin.post(path, ["plan": plan])
            async let other = stage.admin.post(path, ["plan": plan])
            let answers = try await [one.status, other.status].sorted()
            #expect(answers[0] == 303 && [404, 409].contains(answers[1]), "\(answers)")
            #expect(try await portal.count("SELECT COUNT(*) FROM erasure") == 1)
            for path in ["edit", "personal-data"] {
                let page = try await stage.admin.get("/clients/ANON-1/" + path)
                #expect(page.status == 409 && page.shows("were erased on"))
            }
            #expect(try await stage.admin.post("/clients/ANON-1/restoration").status == 409)
            #expect(try await stage.admin.post("/clients/ANON-1/commercial", ["commercial": ""]).status == 409)
            #expect(try await stage.admin.get("/clients/ANON-1").status == 200)
            let program = try await portal.program("admin")
            let name = "{\"last_name\": \"Retour\"}"
            #expect(try await program.change(.patch, "/api/v1/clients/ANON-1", name).status == 409)
        }
    }
}
