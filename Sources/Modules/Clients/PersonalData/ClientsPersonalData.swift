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
                    withheld: Set(ClientFacts.factColumns + ["company_id"])
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
                    guard let client = try Clients.find(id, db) else { return nil }
                    let facts = client.facts
                    var words = PersonalWords()
                    words.add(first: facts.firstName, last: facts.lastName)
                    words.add(email: facts.email)
                    words.add(telephone: facts.telephone?.e164 ?? "")
                    return DataSubject(.client, id: id, name: facts.name, path: Self.path(client), words: words)
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

    var personalDataRoutes: [Route] {
        PersonalDataController.routes(
            below: "/clients/{client}", .mayOn(.delete, Self.client, path: "client"), subject)
    }

    private func subject(_ context: RequestContext) throws(Failure) -> PersonalDataController {
        PersonalDataController(.client, try context.element("client"), listPath: "/clients", listTitle: tr("Clients"))
    }
}

extension Clients {
    /// Takes the person out of a client: what is left is a number that contracts refer to.
    static func anonymise(_ erasure: Erasure, _ db: any Connection) throws {
        guard let old = try find(erasure.subject.id, db) else { return }
        // Made of nothing, so that no fact that somebody adds one day is forgotten here.
        var facts = ClientFacts()
        let customID = try CustomID.propose(erasure.customID, in: "client", db)
        facts.customID = customID
        facts.firstName = erasure.first
        facts.lastName = erasure.last
        try db.run(
            """
            UPDATE client SET \(sql: facts.assignments), company_id = NULL, sort_name = \(facts.sortName),
                sort_company = \(CompanyRef.sortNone), archived_at = COALESCE(archived_at, \(erasure.now)), version = version + 1, updated_at = \(erasure.now)
            WHERE id = \(old.id)
            """)
        try WordIndex.client.set(SearchWords([customID.text, erasure.pseudonym]).all, of: old.id, db)
        try ClientTally.move(old, to: old.commercial?.id, isArchived: true, db)
    }
}
