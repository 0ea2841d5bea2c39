import Foundation
import HTTPTypes
import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Contracts

@Suite struct ContractApiTests {
    @Test(arguments: TestEngine.tested)
    func `a contract goes from the draft to the end`(engine: TestEngine) async throws {
        try await ContractsPortal.run(on: engine) { portal in
            let client = try await portal.enter("OLD").client.customID
            let gestion = try await portal.program("management")
            let made = try await gestion.send(
                .post, "/api/v1/contracts",
                #"{"contract_id": "CONTRAT456", "title": "Gala", "client": "\#(client)", "amount": "1275.45"}"#)
            #expect(made.status == 201 && made.json["state"] as? String == "draft")
            #expect(made.json["amount"] as? String == "1275.45" && made.json["currency"] as? String == "EUR")
            #expect(
                made.json["commercial"] as? String == "commercial" && made.json["remaining"] as? String == "1275.45")
            let path = "/api/v1/contracts/CONTRAT456"
            let camille = try await portal.program("commercial")
            func move(_ name: String) async throws -> TestPage {
                try await camille.send(.post, path + "/transitions", #"{"name": "\#(name)"}"#)
            }
            #expect(try await move("start").code == "invalid_transition")
            #expect(try await move("send").json["state"] as? String == "sent")
            let sign = #"{"signatory": "Zoé Lefèvre", "day": "2026-01-05"}"#
            #expect(try await camille.send(.post, path + "/signature", sign).code == "reauth_required")
            let signed = try await camille.confirmed(.post, path + "/signature", sign, [:])
            #expect(signed.json["state"] as? String == "signed" && signed.json["signed_on"] as? String == "2026-01-05")
            let paid = try await camille.send(
                .post, path + "/settlements", #"{"day": "2026-01-06", "amount": "275.45", "method": "card"}"#)
            #expect(paid.json["remaining"] as? String == "1000.00" && paid.tag != signed.tag)
            let much = try await camille.send(
                .post, path + "/settlements", #"{"day": "2026-01-06", "amount": "1000.01", "method": "card"}"#)
            #expect(much.status == 422 && much.faults == ["amount"])
            let list = try await camille.get(path + "/settlements").list
            #expect(list.count == 1 && list[0]["amount"] as? String == "275.45" && list[0]["note"] is NSNull)
            _ = try await camille.send(.post, path + "/amendments", #"{"reason": "Plus", "amount": "1500"}"#)
            #expect(try await camille.get(path).json["total"] as? String == "1275.45", "a draft binds nobody")
            let amended = try await camille.confirmed(.post, path + "/amendments/1/signature", sign, [:])
            #expect(amended.json["total"] as? String == "1500.00" && amended.json["amount"] as? String == "1275.45")
            for name in ["start", "complete", "close"] { #expect(try await move(name).status == 200) }
            let locked = try await camille.change(.patch, path, #"{"title": "Autre"}"#)
            #expect(locked.status == 409 && locked.code == "contract_locked")
            #expect(try await move("cancel").code == "reauth_required")
        }
    }

    @Test func `a settlement is cancelled by its opposite, an amendment withdrawn, once each`() async throws {
        try await ContractsPortal.run { portal in
            try await portal.enter("A", .signed)
            let program = try await portal.program("commercial")
            let path = "/api/v1/contracts/A"
            _ = try await program.send(
                .post, path + "/settlements", #"{"day": "2026-01-06", "amount": "10", "method": "cash"}"#)
            let id = try #require(try await program.get(path + "/settlements").list.first?["id"] as? String)
            #expect(
                try await program.send(.post, path + "/settlements/\(id)/cancellation").json["settled"] as? String
                    == "0.00")
            #expect(try await program.send(.post, path + "/settlements/\(id)/cancellation").status == 409)
            #expect(try await program.send(.post, path + "/settlements/x/cancellation").status == 404)
            _ = try await program.send(.post, path + "/amendments", #"{"reason": "r", "amount": "10"}"#)
            #expect(try await program.send(.post, path + "/amendments/1/withdrawal").status == 200)
            #expect(try await program.send(.post, path + "/amendments/1/withdrawal").status == 404)
        }
    }

    @Test func `before the signature there is nothing to settle, after it no amount to change`() async throws {
        try await ContractsPortal.run { portal in
            try await portal.enter("D")
            try await portal.enter("S", .signed)
            let program = try await portal.program("commercial")
            let early = try await program.send(
                .post, "/api/v1/contracts/D/settlements", #"{"day": "2026-01-06", "amount": "10", "method": "cash"}"#)
            #expect(early.status == 409 && early.code == "contract_unsigned")
            let late = try await program.change(.patch, "/api/v1/contracts/S", #"{"amount": "5.00"}"#)
            #expect(late.status == 409 && late.code == "conflict")
            let title = try await program.change(.patch, "/api/v1/contracts/S", #"{"title": "Autre"}"#)
            #expect(title.status == 200 && title.json["amount"] as? String == "1000.00")
        }
    }

    @Test(arguments: ["-1", "1e3", "12,5", "99999999999999", "1.234", "NaN", ""])
    func `an amount that is none is refused`(amount: String) async throws {
        try await ContractsPortal.run { portal in
            let client = try await portal.enter("A").client.customID
            let page = try await portal.program("management").send(
                .post, "/api/v1/contracts", #"{"title": "t", "client": "\#(client)", "amount": "\#(amount)"}"#)
            #expect(page.status == 422 && page.faults == ["amount"])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a list holds contracts with their amounts, and is narrowed by state and client`(engine: TestEngine)
        async throws
    {
        try await ContractsPortal.run(on: engine) { portal in
            let client = try await portal.enter("NEWEST", .sent).client.customID
            let program = try await portal.program("support")
            let all = try await program.get("/api/v1/contracts?limit=500")
            #expect(all.list.count == 43 && all.header("X-Total-Count") == "43")
            let sent = try await program.get("/api/v1/contracts?state=sent&client=\(Escape.query(client))&sort=-number")
            #expect(sent.list.contains { $0["contract_id"] as? String == "NEWEST" })
            #expect(sent.list.allSatisfy { $0["state"] as? String == "sent" && $0["client"] as? String == client })
            #expect(try await program.get("/api/v1/contracts?state=flying").status == 400)
        }
    }

    /// Method, path, body, and who gets through.
    static let matrix: [(method: HTTPRequest.Method, path: String, body: String, allowed: [String])] = [
        (.get, "", "", ["commercial", "management", "support"]),
        (.get, "/OWN", "", ["commercial", "management", "support"]),
        (.get, "/OTHER", "", ["commercial", "management", "support"]),
        (.get, "/OTHER/settlements", "", ["commercial", "management", "support"]),
        (.post, "", #"{"title": "t", "client": "CLIENT", "amount": "1"}"#, ["management"]),
        (.patch, "/OWN", #"{"title": "t"}"#, ["commercial", "management"]),
        (.patch, "/OTHER", #"{"title": "t"}"#, ["management"]),
        (.put, "/OTHER", #"{"title": "t", "client": "CLIENT", "amount": "1"}"#, ["management"]),
        (.post, "/OWN/transitions", #"{"name": "send"}"#, ["commercial", "management"]),
        (.post, "/OTHER/transitions", #"{"name": "send"}"#, ["management"]),
        (.post, "/OTHER/transitions", #"{"name": "cancel"}"#, ["management"]),
        (.post, "/OTHER/archive", "", ["management"]), (.delete, "/OWN", "", ["management"]),
        (.delete, "/OTHER", "", ["management"]),
    ]

    @Test(arguments: TestEngine.tested)
    func `each department gets through where it may, and nowhere else`(engine: TestEngine) async throws {
        try await ContractsPortal.run(on: engine) { portal in
            for (number, line) in Self.matrix.enumerated() {
                for person in ["commercial", "management", "support", "member"] {
                    let own = "OWN-\(number)-\(person)"
                    let other = "OTHER-\(number)-\(person)"
                    let client = try await portal.enter(own).client.customID
                    try await portal.enter(other, of: "commercial2")
                    let path =
                        "/api/v1/contracts"
                        + line.path.replacing("/OWN", with: "/\(own)").replacing("/OTHER", with: "/\(other)")
                    let page = try await portal.program(person).confirmed(
                        line.method, path, line.body.replacing("CLIENT", with: client))
                    #expect(
                        (page.status < 300) == line.allowed.contains(person),
                        "\(person) \(line.method) \(path) \(page.status)")
                    if !line.allowed.contains(person) { #expect(page.status == 403 && page.code == "forbidden") }
                }
                let nobody = try await portal.stranger().change(line.method, "/api/v1/contracts" + line.path, line.body)
                #expect(nobody.status == 401, "\(line.path)")
            }
        }
    }
}
