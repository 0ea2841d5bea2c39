import Accounts
import Clients
import Foundation
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTestSupport
import PortalValues

@testable import Contracts

/// The portal of these tests: demonstration people and clients, and contracts of Camille's (`commercial`) clients.
enum ContractsPortal {
    static let modules: [any Module] = [AccountsModule(), ClientsModule(), ContractsModule()]

    static func run(on engine: TestEngine = .sqlite, _ body: @Sendable (TestPortal) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "contracts-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await TestPortal.run(modules, on: engine, configure: { $0.dataDirectory = folder }, body)
    }
}

extension TestPortal {
    /// A contract over 1,000.00 of a client whom this commercial looks after, brought to a state.
    @discardableResult
    func enter(
        _ id: String, _ state: ContractState = .draft, of username: String = "commercial", cents: Int64 = 100_000
    )
        async throws -> Contract
    {
        try await application.database.write { db in
            let row = try db.row(
                """
                SELECT client.id, client.custom_id FROM client JOIN account ON account.person_id = client.commercial_id
                WHERE account.username_key = \(username) AND client.archived_at IS NULL ORDER BY client.id LIMIT 1
                """)
            guard let row else { throw Failure.notFound }
            let client = ClientRef(id: try row.get("id"), customID: try row.get("custom_id"), name: "")
            var facts = ContractFacts(client: client)
            facts.customID = try CustomID(typed: id)
            facts.title = "Essai"
            facts.amount = Money(cents: cents)
            let contract = try Contracts.insert(facts, now: .tested(), db)
            let names = [ContractAction.send, .sign, .start, .complete, .close]
            let way = state == .cancelled ? [.cancel] : names.prefix(ContractState.way.firstIndex(of: state) ?? 0)
            for name in way {
                guard let now = try Contracts.find(contract, db) else { throw Failure.notFound }
                if name == .sign {
                    try Contracts.sign(now, Signature(signatory: "Zoé Essai", day: Day(number: 20_000)), db)
                }
                _ = try ContractsModule.workflow.step(
                    now.subject, try name.transition(from: now.state), reason: "", by: ActorRef(id: nil, name: "essai"),
                    now: .tested(), db)
            }
            guard let stored = try Contracts.find(contract, db) else { throw Failure.notFound }
            return stored
        }
    }

    /// A contract as it is stored now.
    func contract(_ key: String) async throws -> Contract? {
        try await application.database.read { db in
            try db.element(key, of: ContractsModule.contract).flatMap { try Contracts.find($0, db) }
        }
    }
}

extension TestBrowser {
    /// Settles an amount.
    func settle(_ id: String, _ amount: String) async throws -> TestPage {
        try await post(
            "/contracts/\(id)/settlements", ["day": "2026-01-05", "amount": amount, "method": "transfer", "note": ""])
    }
}
