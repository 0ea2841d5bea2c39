public import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalValues

extension SubjectName {
    /// A client.
    public static let client: SubjectName = "client"
}

/// What this module holds of people.
extension ClientsModule {
    /// Years without contact after which a client is proposed to be erased.
    public static let contactYears = RetentionPeriod.setting(
        "clients.retention.contact", title: tr("Erase clients after so many years without contact"),
        help: tr("Proposed, never done by itself. Recommended by the CNIL: 3 years after the last contact."), years: 3)

    /// The period.
    public var settings: [any AnySetting] { [Self.contactYears] }

    /// Clients; whoever looks after them.
    public var personalData: [PersonalTable] {
        [
            .nothing("company", tr("Companies, which are no persons; who works there is a client.")),
            .nothing("company_word", tr("The words by which companies are found.")),
            .holds(
                "client",
                PersonalHolding(
                    of: [.client], tr("Identity, contact details and trade"),
                    purpose: tr("Preparing and carrying out contracts with clients"), basis: .contract,
                    period: .years(Self.contactYears), fate: .anonymised,
                    because: tr("Contracts and their accounts stay readable, under a pseudonym."),
                    rows: { subject, _ in "id = \(subject.id)" },
                    erase: { erasure, db in try Clients.anonymise(erasure, db) }),
                .reference(
                    of: [.person], tr("Clients looked after"), purpose: tr("Knowing who looks after which client"),
                    period: .years(Self.contactYears),
                    withheld: Set(ClientFacts.factColumns).subtracting(["commercial_id"])
                ) { subject, _ in "commercial_id = \(subject.id)" }),
            .nothing("client_word", tr("The words by which clients are found: made anew with the client.")),
            .nothing("client_tally", tr("How many clients each commercial has.")),
        ]
    }

    /// Clients, whom those erase who may delete them.
    public var subjects: [SubjectKind] {
        [
            SubjectKind(
                .client, title: trc("personal data", "Client"), scope: Self.client, action: .delete,
                rules: [
                    RetentionRule(Self.contactYears, reason: tr("No contact since"), hasContacts: true) {
                        "SELECT client.id AS id, client.updated_at AS since FROM client WHERE client.updated_at < \($0)"
                    }
                ],
                find: { id, db in
                    guard let client = try Self.clients.find(id, db) else { return nil }
                    let facts = client.facts
                    var words = PersonalWords()
                    words.add(first: facts.firstName, last: facts.lastName)
                    words.add(email: facts.email)
                    words.add(telephone: facts.telephone?.e164 ?? "")
                    return DataSubject(
                        .client, id: id, name: facts.name, path: Self.clients.path(client.customID), words: words)
                })
        ]
    }

    /// Whoever still looks after clients hands them over first.
    public func obstacles(erasing subject: DataSubject, _ db: any Connection) throws -> [ErasureObstacle] {
        guard subject.kind == .person else { return [] }
        let count = try db.value(
            "SELECT COUNT(*) FROM client WHERE commercial_id = \(subject.id) AND archived_at IS NULL", as: Int.self)
        guard let count, count > 0 else { return [] }
        let name = subject.words.usernames.sorted().first ?? ""
        return [
            ErasureObstacle(
                trn(
                    "They look after %(count)s client: hand this client over first.",
                    "They look after %(count)s clients: hand them over first.", count),
                path: "/clients?commercial=" + Escape.query(name))
        ]
    }
}
