import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Contracts

/// Who may do what, right by right: each line both allowed and refused.
@Suite struct RightsTests {
    private static let people = ["commercial", "commercial2", "management", "support", "member"]

    @Test(arguments: [
        ("/contracts", ["commercial", "commercial2", "management", "support"]),
        ("/contracts/A", ["commercial", "commercial2", "management", "support"]),
        ("/contracts/new", ["management"]), ("/contracts/A/edit", ["commercial", "management"]),
        ("/contracts/A/delete", ["management"]), ("/contracts/A/cancellation", ["commercial", "management"]),
        ("/contracts/SENT/signature", ["commercial", "management"]),
        ("/contracts/SIGNED/amendments/new", ["commercial", "management"]),
    ])
    func `a page opens for whom it is, and for nobody else`(path: String, allowed: [String]) async throws {
        try await ContractsPortal.run { portal in
            try await portal.enter("A")
            try await portal.enter("SENT", .sent)
            try await portal.enter("SIGNED", .signed)
            for person in Self.people {
                let status = try await portal.signedIn(person).get(path).status
                #expect(status == (allowed.contains(person) ? 200 : 403), "\(person) \(path)")
            }
            #expect(try await portal.visitor.get(path).location?.hasPrefix("/login") == true)
        }
    }

    @Test(arguments: [
        ("/contracts/new", ["management"]), ("/contracts/A/edit", ["commercial", "management"]),
        ("/contracts/A/archive", ["commercial", "management"]),
        ("/contracts/A/restoration", ["commercial", "management"]), ("/contracts/A/copies", ["management"]),
        ("/contracts/A/delete", ["management"]), ("/contracts/A/signature", ["commercial", "management"]),
        ("/contracts/A/settlements", ["commercial", "management"]),
        ("/contracts/A/settlements/1/cancellation", ["commercial", "management"]),
        ("/contracts/A/amendments/new", ["commercial", "management"]),
        ("/contracts/A/amendments/1/withdrawal", ["commercial", "management"]),
        ("/contracts/A/amendments/1/signature", ["commercial", "management"]),
    ])
    func `a change is made by whom it is allowed, and by nobody else`(path: String, allowed: [String]) async throws {
        try await ContractsPortal.run { portal in
            for person in Self.people {
                // A new one each time: some of these changes go through.
                let id = "R-\(person)"
                try await portal.enter(id)
                let status = try await portal.signedIn(person).post(path.replacing("/A", with: "/\(id)")).status
                #expect((status == 403) == !allowed.contains(person), "\(person) \(path) \(status)")
                #expect(status < 500)
            }
        }
    }

    @Test func `a contract follows its client to another commercial`() async throws {
        try await ContractsPortal.run { portal in
            let contract = try await portal.enter("A")
            let two = try await portal.signedIn("commercial2")
            #expect(try await two.get("/contracts/A/edit").status == 403)
            let handed = try await portal.signedIn("management").post(
                "/clients/\(contract.client.customID)/commercial", ["commercial": "commercial2"])
            #expect(handed.status == 303)
            #expect(try await two.get("/contracts/A/edit").status == 200)
            #expect(try await portal.signedIn("commercial").get("/contracts/A/edit").status == 403)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a list shows exactly what may be read`(engine: TestEngine) async throws {
        try await ContractsPortal.run(on: engine) { portal in
            try await portal.enter("MINE-1")
            try await portal.enter("THEIRS-1", of: "commercial2")
            let commercial = try await portal.signedIn("commercial")
            try await portal.application.database.write { db in
                guard let role = try Roles.find("Commercial", db) else { throw Failure.notFound }
                for held in try Roles.permissions(of: role.id, db)
                where held.grant.scope == "contract" && held.grant.action == .read {
                    try Roles.revoke(held.grant, from: role.id, now: .tested(), db)
                }
                try Roles.grant(
                    Grant(.read, "contract", .relation("own")), to: role.id, in: Scopes(ContractsModule().scopes), db)
            }
            let page = try await commercial.get("/contracts?sort=client&size=1")
            #expect(page.status == 200)
            #expect(try await commercial.get("/contracts?q=mine").shows("/contracts/MINE-1\""))
            #expect(try await !commercial.get("/contracts?q=theirs").shows("/contracts/THEIRS-1\""))
            #expect(try await commercial.get("/contracts/THEIRS-1").status == 403)
            #expect(try await commercial.get("/contracts/MINE-1").status == 200)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `every order and filter of the list answers, and what none of our links says is refused`(engine: TestEngine)
        async throws
    {
        try await ContractsPortal.run(on: engine) { portal in
            let browser = try await portal.signedIn("support")
            for sort in ["created", "number", "client", "amount"] {
                for way in ["asc", "desc"] {
                    #expect(try await browser.get("/contracts?sort=\(sort)&way=\(way)").status == 200)
                }
            }
            for state in ContractState.allCases {
                let page = try await browser.get("/contracts?state=\(state.rawValue)")
                #expect(page.status == 200 && page.shows("<tbody>"), "the demonstration has contracts in every state")
            }
            #expect(try await browser.get("/contracts?commercial=commercial2").shows("<tbody>"))
            #expect(try await browser.get("/contracts?commercial=-").status == 200)
            for wrong in ["state=flying", "commercial=nobody-at-all", "client=nobody-at-all", "sort=secret"] {
                #expect(try await browser.get("/contracts?\(wrong)").status == 400)
            }
        }
    }

    @Test func `the demonstration may run again and adds nothing`() async throws {
        try await ContractsPortal.run { portal in
            let before = try await portal.count("SELECT COUNT(*) FROM contract")
            let grants = try await portal.count("SELECT COUNT(*) FROM permission")
            #expect(before == 42)
            try await portal.application.database.write { db in
                try ContractsModule().demonstrate(.init(passwordHash: "", scale: 1, now: .tested()), db)
            }
            #expect(try await portal.count("SELECT COUNT(*) FROM contract") == before)
            #expect(try await portal.count("SELECT COUNT(*) FROM permission") == grants)
        }
    }
}
