import Clients
import Contracts
public import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalValues

/// What this module holds of people: clients by their contracts, and whoever runs the events.
extension EventsModule {
    /// Events and their steps; feeds.
    public var personalData: [PersonalTable] {
        let purpose = tr("Planning and running events")
        return [
            .holds(
                "event",
                PersonalHolding(
                    of: [.client], tr("Events"), purpose: purpose, basis: .contract,
                    period: .years(ClientsModule.contactYears), fate: .anonymised,
                    because: tr("Title, place and dates stay without names; notes and street are deleted."),
                    entity: "event", withheld: ["uid", "support_id"], rows: Self.ofClient,
                    erase: { erasure, db in try Events.clean(erasure, db) }),
                .reference(
                    of: [.person], tr("Events run"), purpose: purpose, period: .years(ClientsModule.contactYears),
                    withheld: ["notes"]
                ) { subject, _ in "support_id = \(subject.id)" }),
            .holds(
                "event_step",
                PersonalHolding(
                    of: [.client], tr("What became of the events"), purpose: purpose, basis: .contract,
                    period: .years(ClientsModule.contactYears), fate: .anonymised,
                    because: tr("The reasons given are deleted."), withheld: ["person_id", "person_name"],
                    rows: Self.stepsOfClient,
                    erase: { erasure, db in
                        let rows = Self.stepsOfClient(erasure.subject, db.dialect)
                        try db.run("UPDATE event_step SET reason = '' WHERE \(sql: rows)")
                    }),
                PersonalHolding(
                    of: [.person], tr("Steps taken by this person"), purpose: purpose, basis: .interest,
                    period: .years(ClientsModule.contactYears), fate: .anonymised,
                    because: tr("The pseudonym takes the place of the name."), withheld: ["reason"],
                    rows: { subject, _ in "person_id = \(subject.id)" },
                    erase: { erasure, db in
                        try db.run(
                            """
                            UPDATE event_step SET person_name = \(erasure.pseudonym)
                            WHERE person_id = \(erasure.subject.id)
                            """)
                    })),
            .holds(
                "event_feed",
                PersonalHolding(
                    of: [.person], tr("Address of the calendar"), purpose: purpose, basis: .interest,
                    period: .with(tr("as long as the account")), fate: .deleted, withheld: ["id", "person_id"]
                ) { subject, _ in "person_id = \(subject.id)" }),
            .nothing("event_word", tr("The words by which events are found: made anew with the event.")),
        ]
    }

    @Sendable private static func ofClient(_ subject: DataSubject, _ dialect: Dialect) -> SQL {
        "contract_id IN (SELECT id FROM contract WHERE client_id = \(subject.id))"
    }

    @Sendable private static func stepsOfClient(_ subject: DataSubject, _ dialect: Dialect) -> SQL {
        "event_id IN (SELECT id FROM event WHERE \(sql: ofClient(subject, dialect)))"
    }

    /// What is still to come needs its client, and whoever runs it.
    public func obstacles(erasing subject: DataSubject, _ db: any Connection) throws -> [ErasureObstacle] {
        let concerns: SQL
        switch subject.kind {
        case .client: concerns = Self.ofClient(subject, db.dialect)
        case .person: concerns = "support_id = \(subject.id)"
        default: return []
        }
        return try db.rows(
            """
            SELECT custom_id, title FROM event WHERE \(sql: concerns) AND archived_at IS NULL
                AND state IN ('planned', 'confirmed', 'in_progress') ORDER BY starts_at, id LIMIT 20
            """
        ).map { row in
            let title = tr(
                "The event “%(title)s” is not over: end or cancel it, or choose somebody else to run it.",
                ["title": .text(try row.get("title"))])
            return ErasureObstacle(title, path: Self.path(try row.get("custom_id", as: String.self)))
        }
    }

    /// The end of the last event of this client; what is to come counts as well.
    public func lastContact(with kind: SubjectName, _ id: Int64) -> SQL? {
        guard kind == .client else { return nil }
        return """
            SELECT MAX(event.ends_at) AS latest FROM event JOIN contract ON contract.id = event.contract_id
            WHERE contract.client_id = \(id)
            """
    }
}

extension Events {
    /// Takes a client out of the events of their contracts.
    static func clean(_ erasure: Erasure, _ db: any Connection) throws {
        let ids = try db.values(
            """
            SELECT event.id FROM event JOIN contract ON contract.id = event.contract_id
            WHERE contract.client_id = \(erasure.subject.id)
            """, as: Int64.self)
        for id in ids {
            guard let event = try find(id, db) else { continue }
            var facts = event.facts
            facts.title = erasure.cleaned(facts.title)
            facts.place.name = erasure.cleaned(facts.place.name)
            let number = erasure.cleaned(identifier: event.customID)
            let customID = number == event.customID ? number : try CustomID.propose(number, in: "event", db).text
            try db.run(
                """
                UPDATE event SET custom_id = \(customID), custom_id_key = \(CustomID.key(customID)), title = \(facts.title),
                    sort_title = \(facts.title.folded), place = \(facts.place.name), address = '', notes = '',
                    version = version + 1
                WHERE id = \(id)
                """)
            try WordIndex.event.set(Event.words(customID, facts), of: id, db)
        }
    }
}
