import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Contracts

/// Signatures, and the papers that prove them.
@Suite struct SignatureTests {
    @Test(arguments: [
        (["signatory": "", "day": "2026-02-01"], "Please fill this in."),
        (["signatory": "Zoé", "day": ""], "Please fill this in."),
        (["signatory": "Zoé", "day": "2026-02-30"], "This day does not exist."),
        (["signatory": "Zoé", "day": "2999-01-01"], "This day lies in the future."),
    ])
    func `a signature has a signatory and a day that has come`(form: [String: String], fault: String) async throws {
        try await ContractsPortal.run { portal in
            try await portal.enter("A", .sent)
            let page = try await portal.signedIn("commercial").post("/contracts/A/signature", form)
            #expect(page.status == 422 && page.shows(fault))
            #expect(try await portal.contract("A")?.state == .sent)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `what is signed is kept, and shown`(engine: TestEngine) async throws {
        try await ContractsPortal.run(on: engine) { portal in
            try await portal.enter("A", .sent)
            let browser = try await portal.signedIn("commercial")
            let version = try #require(try await browser.get("/contracts/A/signature").field("version"))
            let form = ["signatory": "Zoé d’Été", "day": "01/02/2026", "version": version]
            #expect(try await browser.post("/contracts/A/signature", form).status == 303)
            let contract = try #require(try await portal.contract("A"))
            #expect(contract.signatory == "Zoé d’Été" && contract.signedOn?.description == "2026-02-01")
            #expect(try await browser.get("/contracts/A").shows("Zoé d’Été"))
        }
    }

    @Test func `nobody signs over nothing, or over something else than they read`() async throws {
        try await ContractsPortal.run { portal in
            try await portal.enter("Z", .sent, cents: 0)
            let browser = try await portal.signedIn("commercial")
            let form = ["signatory": "Zoé", "day": "2026-02-01"]
            let page = try await browser.post("/contracts/Z/signature", form)
            #expect(page.status == 409 && page.shows("over nothing"))
            let stored = try await portal.enter("A", .sent)
            #expect(
                try await browser.post(
                    "/contracts/A/signature", form.merging(["version": String(stored.version - 1)]) { one, _ in one }
                ).status == 409)
        }
    }

    private static let pdf = Array("%PDF-1.7\nun contrat signé\n%%EOF\n".utf8)

    @Test(arguments: TestEngine.tested)
    func `a scan is for whoever may read the contract, at that moment`(engine: TestEngine) async throws {
        try await ContractsPortal.run(on: engine) { portal in
            try await portal.enter("A", .signed)
            let commercial = try await portal.signedIn("commercial")
            let support = try await portal.signedIn("support")
            #expect(try await commercial.upload("/contracts/A/scans", [("../x/signé.pdf", Self.pdf)]).status == 303)
            let id = try await portal.count("SELECT id FROM contract_scan")
            let path = "/contracts/A/scans/\(id)"
            let file = try await support.get(path)
            #expect(file.status == 200 && file.body.utf8.elementsEqual(Self.pdf))
            #expect(file.headers[values: .contentType] == ["application/pdf"])
            #expect(try await portal.visitor.get(path).status == 303)
            #expect(try await portal.signedIn("member").get(path).status == 403)
            // Another contract does not hand it out.
            try await portal.enter("B", .signed)
            #expect(try await support.get("/contracts/B/scans/\(id)").status == 404)
            try await portal.application.database.write { db in
                guard let role = try Roles.find("Support", db) else { throw Failure.notFound }
                for held in try Roles.permissions(of: role.id, db) where held.grant.scope == "contract" {
                    try Roles.revoke(held.grant, from: role.id, now: .tested(), db)
                }
            }
            #expect(try await support.get(path).status == 403)
        }
    }

    @Test func `only papers are taken, of open contracts, signed ones of signed contracts, by who works on them`()
        async throws
    {
        try await ContractsPortal.run { portal in
            for state in ContractState.allCases { try await portal.enter("S-\(state.rawValue)", state) }
            let browser = try await portal.signedIn("commercial")
            for state in ContractState.allCases {
                let path = "/contracts/S-\(state.rawValue)/scans"
                let signed = try await browser.upload(path, [("a.pdf", Self.pdf)], fields: ["kind": "signed"])
                #expect(signed.status == (state.isFirm ? 303 : 409), "\(state)")
                let other = try await browser.upload(path, [("b.pdf", Self.pdf)], fields: ["kind": "other"])
                #expect(other.status == (state.isLocked ? 409 : 303), "\(state)")
            }
            let unknown = try await browser.upload(
                "/contracts/S-signed/scans", [("a.pdf", Self.pdf)], fields: ["kind": "sealed"])
            #expect(unknown.status == 400)
            let page = Array("<!doctype html><script>alert(1)</script>".utf8)
            #expect(try await browser.upload("/contracts/S-signed/scans", [("a.pdf", page)]).status == 422)
            #expect(try await browser.upload("/contracts/S-signed/scans", []).status == 422)
            let large = Self.pdf + [UInt8](repeating: 0, count: 10 << 20)
            #expect(try await browser.upload("/contracts/S-signed/scans", [("a.pdf", large)]).status == 413)
            for person in ["support", "commercial2"] {
                let other = try await portal.signedIn(person)
                #expect(try await other.upload("/contracts/S-signed/scans", [("a.pdf", Self.pdf)]).status == 403)
            }
            #expect(try await portal.count("SELECT COUNT(*) FROM contract_scan") == 8)
            let folder = portal.application.configuration.dataDirectory
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/contracts").count == 8)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/tmp").isEmpty)
        }
    }
}
