import Contracts
public import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalValues

extension EventsModule {
    /// The rights of an event company's roles over events, and events in every state on the contracts of the demonstration, this month
    /// and the next; two of them at the same time for the same person.
    public func demonstrate(_ demonstration: Demonstration, _ db: any Connection) throws {
        for (name, grants) in DemoEvents.grants { try demonstration.role(name, grants, in: scopes, db) }
        guard try db.row("SELECT id FROM event LIMIT 1") == nil else { return }
        let contracts = try db.rows(
            """
            SELECT id, state FROM contract WHERE state IN ('signed', 'in_progress', 'completed', 'closed') AND archived_at IS NULL
            ORDER BY id LIMIT \(max(200, demonstration.scale))
            """
        ).map { (id: try $0.get("id", as: Int64.self), state: try $0.get("state", as: ContractState.self)) }
        let support = try Supporter.all(db).first
        for (number, contract) in contracts.enumerated() {
            try DemoEvents(number: number, contract: contract.id, of: contract.state, now: demonstration.now)
                .enter(support, db)
        }
    }
}

/// Invented events, and who may do what with them.
struct DemoEvents {
    static let grants: [(role: String, grants: [Grant])] = [
        ("Commercial", [Grant(.read, "event"), Grant(.create, "event", .relation("own"))]),
        (
            "Management",
            [Grant(.read, "event"), Grant(.update, "event"), Grant(.delete, "event"), Grant(.assign, "event")]
        ),
        ("Support", [Grant(.read, "event"), Grant(.update, "event", .relation("assigned"))]),
    ]

    let number: Int
    let contract: Int64
    let state: EventState
    let now: Instant

    /// The next event of a contract, in a state that suits the contract's.
    init(number: Int, contract: Int64, of state: ContractState, now: Instant) {
        self.number = number
        self.contract = contract
        self.now = now
        self.state =
            switch state {
            case .closed: .closed
            case .completed: .done
            case .inProgress: number % 3 == 0 ? .inProgress : .confirmed
            default: number % 5 == 4 ? .cancelled : .planned
            }
    }

    /// In French, as an association writes them.
    private static let titles = [
        "Gala d’hiver", "Séminaire de rentrée", "Soirée des anciens", "Repas de fin d’année", "Concert à la Halle",
        "Lancement de produit", "Journée portes ouvertes", "Mariage au château", "Festival d’été",
        "Tournoi interentreprises",
    ]
    private static let places = [
        EventPlace(name: "Halle Alstom", address: "1 mail du Front populaire", postalCode: "44200", town: "Nantes"),
        EventPlace(
            name: "Salle des fêtes", address: "2 place de l’Église", postalCode: "01000", town: "Bourg-en-Bresse"),
        EventPlace(name: "Château de la Poterie", address: "", postalCode: "44240", town: "La Chapelle-sur-Erdre"),
        EventPlace(name: "Espace Cosmopolis", address: "18 rue Scribe", postalCode: "44000", town: "Nantes"),
    ]

    private var facts: EventFacts {
        // What is over lies behind, what is planned ahead, what goes on around this very moment.
        let day =
            switch state {
            case .closed: -(5 + number % 20)
            case .done: -(1 + number % 6)
            case .inProgress: 0
            case .confirmed: 1 + number % 9
            case .planned, .cancelled: 3 + number * 5 % 38
            }
        let hour = state == .inProgress ? Int(now.utc.microsecondOfDay / 3_600_000_000) - 1 : 8 + number * 3 % 11
        let midnight = Instant(seconds: Int64(now.utc.day.adding(days: day).number) * 86_400)
        var facts = EventFacts()
        facts.title = Self.titles[number % Self.titles.count]
        facts.place = Self.places[number % Self.places.count]
        facts.starts = midnight.adding(seconds: Int64(hour) * 3600)
        // Every sixth lasts until the day after the next.
        facts.ends = facts.starts.adding(seconds: number % 6 == 5 ? 2 * 86_400 : Int64(3 + number % 4) * 3600)
        facts.attendees = 40 + number * 35 % 400
        facts.notes = number % 2 == 0 ? "**Accès** par le quai.\n\n- sono à 9 h\n- traiteur à 11 h" : ""
        return facts
    }

    func enter(_ support: Supporter?, _ db: any Connection) throws {
        let then = now.adding(seconds: -86_400 * Int64(40 - number % 30))
        let id = try Events.insert(facts, contract: contract, now: then, db)
        guard let event = try Events.find(id, db) else { return }
        try Audit.record(
            by: .portal("demo"), at: then, action: "create", entity: "event", id: id, label: event.label, db)
        // Some that are planned still wait for somebody.
        if let support, state != .planned || number % 8 == 0 {
            _ = try Events.assign(event, to: support.id, now: then.adding(seconds: 3600), db)
        }
        let way = EventState.way.firstIndex(of: state) ?? 0
        let names: [EventAction] = [.confirm, .start, .finish, .close]
        for name in state == .cancelled ? [.cancel] : names.prefix(way) {
            guard let current = try Events.find(id, db) else { return }
            let transition = try name.transition(from: current.state)
            _ = try EventsModule.workflow.step(
                current.subject, transition, reason: name == .cancel ? "Salle indisponible" : "",
                by: ActorRef(id: support?.id, name: support?.name ?? "Démonstration"), now: then.adding(seconds: 7200),
                db
            )
        }
    }
}
