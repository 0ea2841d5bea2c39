import Accounts
import Clients
import Foundation
import Home
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTestSupport
import PortalValues

@testable import Contracts
@testable import Events

/// The portal of these tests: demonstration people, clients and contracts, and events on contracts of their own.
enum EventsPortal {
    static let modules: [any Module] = [
        HomeModule(), AccountsModule(), ClientsModule(), ContractsModule(), EventsModule(),
    ]
    /// Long after the demonstration's own events.
    static let start = Instant(seconds: 1_829_995_200)

    static func run(on engine: TestEngine = .sqlite, _ body: @Sendable (TestPortal) async throws -> Void) async throws {
        try await TestPortal.run(modules, on: engine) { portal in
            try await portal.application.database.write { db in
                let new = try NewPerson(
                    firstName: "Léa", lastName: "Rousseau", email: "lea@portal.example", emailVerified: true,
                    language: nil)
                let id = try People.create(new, now: .tested(), db)
                try People.openAccount(
                    of: id, username: "support2",
                    passwordHash: try db.value(
                        "SELECT password_hash FROM account WHERE username_key = 'support'", as: String.self) ?? "",
                    now: .tested(), db)
                guard let role = try Roles.find("Support", db) else { throw Failure.notFound }
                try Roles.give(role.id, to: id, now: .tested(), db)
            }
            try await body(portal)
        }
    }

    /// What a browser sends to plan an event.
    static func form(_ contract: String, _ changes: [String: String] = [:]) -> [String: String] {
        [
            "contract": contract, "title": "Bal masqué", "place": "Halle", "town": "Nantes", "postal_code": "01000",
            "starts": "2027-03-01T14:00", "ends": "2027-03-01T18:30", "attendees": "120",
        ].merging(changes) { _, new in new }
    }
}

extension TestPortal {
    /// The internal id of somebody.
    func person(_ username: String) async throws -> Int64 {
        try await application.database.read { db in
            guard let id = try People.find(username: username, db) else { throw Failure.notFound }
            return id
        }
    }

    /// A contract of a client whom this commercial looks after, in a state.
    @discardableResult
    func agree(_ id: String, _ state: ContractState = .signed, of username: String = "commercial") async throws -> Int64
    {
        try await application.database.write { db in
            let row = try db.row(
                """
                SELECT client.id, client.custom_id FROM client JOIN account ON account.person_id = client.commercial_id
                WHERE account.username_key = \(username) AND client.archived_at IS NULL ORDER BY client.id LIMIT 1
                """)
            guard let row else { throw Failure.notFound }
            var facts = ContractFacts(
                client: ClientRef(id: try row.get("id"), customID: try row.get("custom_id"), name: ""))
            facts.customID = try CustomID(typed: id)
            facts.title = "Accord"
            facts.amount = Money(cents: 100_000)
            let contract = try Contracts.insert(facts, now: .tested(), db)
            try db.run(
                """
                UPDATE contract SET state = \(state), signatory = 'Zoé Essai', signed_on = \(Day(number: 20_000))
                WHERE id = \(contract)
                """)
            return contract
        }
    }

    /// An event on a new contract of this commercial's, in a state, run by somebody or by nobody.
    @discardableResult
    func plan(
        _ id: String, _ state: EventState = .planned, of username: String = "commercial", support: String? = nil,
        at start: Instant = EventsPortal.start, hours: Int64 = 4
    ) async throws -> Event {
        let contract = try await agree("C-" + id, of: username)
        let person: Int64? = if let support { try await self.person(support) } else { nil }
        return try await application.database.write { db in
            var facts = EventFacts()
            facts.customID = try CustomID(typed: id)
            facts.title = "Essai"
            facts.place = EventPlace(name: "Halle", postalCode: "01000", town: "Nantes")
            facts.starts = start
            facts.ends = start.adding(seconds: hours * 3600)
            let event = try Events.insert(facts, contract: contract, now: .tested(), db)
            try db.run("UPDATE event SET state = \(state), support_id = \(person) WHERE id = \(event)")
            guard let stored = try Events.find(event, db) else { throw Failure.notFound }
            return stored
        }
    }

    /// An event as it is stored now.
    func event(_ key: String) async throws -> Event? {
        try await application.database.read { db in
            try db.element(key, of: EventsModule.event).flatMap { try Events.find($0, db) }
        }
    }

    /// One number from the database.
    func count(_ sql: SQL) async throws -> Int {
        try await application.database.read { try $0.value(sql, as: Int.self) ?? 0 }
    }
}

extension Event {
    /// The form that changes this event, with some fields typed anew.
    func form(_ changes: [String: String] = [:]) -> [String: String] {
        var form = EventsPortal.form("", ["title": title, "version": String(version), "event_id": customID])
        form["contract"] = nil
        return form.merging(changes) { _, new in new }
    }
}
