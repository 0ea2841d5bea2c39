import Accounts
import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Clients

/// Many people who save different things at the same moment.
@Suite(.serialized) struct SideBySideTests {
    @Test(arguments: TestEngine.tested)
    func `thirty-two people who enter and change different clients at once all succeed`(engine: TestEngine) async throws
    {
        try await ClientsPortal.run(on: engine) { portal in
            let people = 32
            let role = try await portal.application.database.write { db in
                guard let role = try Roles.find("Commercial", db) else { throw Failure.notFound }
                for number in 0..<people {
                    let person = try NewPerson(
                        firstName: "Essai", lastName: "Numéro \(number)", email: "essai\(number)@example.org")
                    let id = try People.create(person, now: .tested(), db)
                    try People.openAccount(
                        of: id, username: "essai\(number)", passwordHash: TestPassword.hash, now: .tested(), db)
                    _ = try Roles.give(role.id, to: id, now: .tested(), db)
                }
                return role
            }
            #expect(role.name == "Commercial")
            var browsers: [TestBrowser] = []
            for number in 0..<people { browsers.append(try await portal.signedIn("essai\(number)")) }
            let statuses = try await withThrowingTaskGroup(of: [Int].self) { group in
                for (number, browser) in browsers.enumerated() {
                    group.addTask {
                        var statuses: [Int] = []
                        for turn in 0..<4 {
                            let id = "E-\(number)-\(turn)"
                            let form = ["first_name": "Zoé", "last_name": "Essai \(id)", "client_id": id]
                            statuses.append(try await browser.post("/clients/new", form).status)
                            let page = try await browser.get("/clients/\(id)/edit")
                            let changed = form.merging(
                                ["employee_role": "Traiteur", "version": page.field("version") ?? ""]
                            ) { $1 }
                            statuses.append(try await browser.post("/clients/\(id)/edit", changed).status)
                        }
                        return statuses
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(statuses.count == people * 8)
            #expect(statuses.allSatisfy { $0 == 303 }, "\(Dictionary(grouping: statuses) { $0 }.mapValues(\.count))")
            #expect(
                try await portal.count(
                    "SELECT COUNT(*) FROM client WHERE employee_role = 'Traiteur' AND custom_id LIKE 'E-%'")
                    == people * 4)
            #expect(try await portal.tallies())
            #expect(try await portal.application.database.read { try Audit.verify($0) }.isIntact)
        }
    }
}
