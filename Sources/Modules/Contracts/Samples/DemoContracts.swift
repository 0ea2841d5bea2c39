import Clients
public import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalValues

extension ContractsModule {
    /// The rights of an event company's roles over contracts, and contracts in every state for the clients of the demonstration: 42,
    /// or half as many as the demonstration asks for.
    public func demonstrate(_ demonstration: Demonstration, _ db: any Connection) throws {
        for (name, grants) in DemoContracts.grants { try demonstration.role(name, grants, in: scopes, db) }
        guard try db.row("SELECT id FROM contract LIMIT 1") == nil else { return }
        let clients = try DemoContracts.clients(max(42, demonstration.scale / 2), db)
        for (number, client) in clients.enumerated() {
            try DemoContracts.enter(number, client, now: demonstration.now, db)
        }
    }
}

/// Invented contracts, and who may do what with them.
enum DemoContracts {
    static let grants: [(role: String, grants: [Grant])] = [
        (
            "Commercial",
            [
                Grant(.read, "contract"), Grant(.update, "contract", .relation("own")),
                Grant(.sign, "contract", .relation("own")),
            ]
        ),
        (
            "Management",
            [
                Grant(.read, "contract"), Grant(.create, "contract"), Grant(.update, "contract"),
                Grant(.sign, "contract"), Grant(.delete, "contract"),
            ]
        ),
        ("Support", [Grant(.read, "contract")]),
    ]

    /// In French, as an association writes them.
    private static let titles = [
        "Gala d’hiver", "Séminaire de rentrée", "Soirée des anciens", "Repas de fin d’année", "Concert à la Halle",
        "Lancement de produit", "Journée portes ouvertes", "Mariage au château", "Festival d’été",
        "Tournoi interentreprises",
    ]

    /// Clients of somebody, by their order; the same one again where there are few.
    static func clients(_ count: Int, _ db: any Connection) throws -> [ClientRef] {
        let all = try db.rows(
            """
            SELECT client.id, client.custom_id, client.first_name, client.last_name, p.first_name AS commercial_first_name,
                p.last_name AS commercial_last_name
            FROM client JOIN person AS p ON p.id = client.commercial_id WHERE client.archived_at IS NULL
            ORDER BY client.id LIMIT 100
            """
        ).map { row in
            ClientRef(
                id: try row.get("id"), customID: try row.get("custom_id"),
                name: "\(try row.get("first_name", as: String.self)) \(try row.get("last_name", as: String.self))",
                commercial:
                    "\(try row.get("commercial_first_name", as: String.self)) \(try row.get("commercial_last_name", as: String.self))"
            )
        }
        return all.isEmpty ? [] : (0..<count).map { all[$0 % all.count] }
    }

    static func enter(_ number: Int, _ client: ClientRef, now: Instant, _ db: any Connection) throws {
        let states = ContractState.allCases
        let goal = states[number % states.count]
        var facts = ContractFacts(client: client)
        facts.title = titles[number % titles.count]
        facts.amount = Money(cents: Int64(80_000 + number * 37_250 % 900_000))
        let then = now.adding(seconds: -86_400 * Int64(330 - number * 23 % 320))
        let id = try Contracts.insert(facts, now: then, db)
        try Audit.record(
            by: .portal("demo"), at: then, action: "create", entity: "contract", id: id, label: facts.title, db)
        let who = ActorRef(id: nil, name: client.commercial)
        let reached = ContractState.way.firstIndex(of: goal)
        // A cancelled one was sent before.
        for name in [ContractAction.send, .sign, .start, .complete, .close].prefix(reached ?? 1) {
            try take(name, id, by: who, at: then.adding(seconds: 86_400), db)
        }
        if goal == .cancelled { try take(.cancel, id, by: who, reason: "Budget refusé", at: now, db) }
        guard goal.isFirm || goal == .closed, let contract = try Contracts.find(id, db) else { return }
        try schedule(contract, from: then, db)
        // What is done is paid; before that, a third in advance.
        let isPaid = goal == .closed || goal == .completed
        let amount = isPaid ? contract.total : Money(cents: contract.total.cents / 3)
        let settlement = SettlementFacts(
            day: then.adding(seconds: 5 * 86_400).utc.day, amount: amount, method: .transfer,
            note: isPaid ? "" : "Acompte")
        if try Contracts.settle(contract, amount, now: then.adding(seconds: 5 * 86_400), db) {
            try Settlement.insert(settlement, of: id, by: who, now: then.adding(seconds: 5 * 86_400), db)
        }
        guard number % 14 == 3, let total = contract.total.adding(Money(cents: 45_000)) else { return }
        _ = try Amendment.insert(
            AmendmentFacts(reason: "Une heure de plus avec l’orchestre", amount: total), of: id, by: who, now: now, db)
    }

    /// A third in advance, the rest three months later.
    private static func schedule(_ contract: Contract, from then: Instant, _ db: any Connection) throws {
        let deposit = Money(cents: contract.total.cents / 3)
        guard let rest = contract.total.subtracting(deposit) else { return }
        for (days, amount, label) in [(Int64(5), deposit, "Acompte"), (90, rest, "Solde")] {
            let line = InstalmentFacts(
                dueOn: then.adding(seconds: days * 86_400).utc.day, amount: amount, label: label)
            try line.insert(of: contract.id, db)
        }
    }

    private static func take(
        _ name: ContractAction, _ id: Int64, by who: ActorRef, reason: String = "", at moment: Instant,
        _ db: any Connection
    ) throws {
        guard let contract = try Contracts.find(id, db) else { return }
        let transition = try name.transition(from: contract.state)
        if name == .sign {
            try Contracts.sign(contract, Signature(signatory: contract.client.name, day: moment.utc.day), db)
        }
        _ = try ContractsModule.workflow.step(contract.subject, transition, reason: reason, by: who, now: moment, db)
    }
}
