import PortalDatabase
import PortalKit
import PortalLanguage
import PortalMail
import PortalValues

/// What is known of a client, checked; the company and who looks after the client belong to the stored ``Client``.
struct ClientFacts: RecordFacts, Equatable {
    /// Nil: one is proposed.
    var customID: CustomID?
    var civility: Civility?
    var firstName = ""
    var lastName = ""
    /// The client's trade.
    var employeeRole = ""
    var email = ""
    var telephone: PhoneNumber?

    var name: String { "\(firstName) \(lastName)" }
    var sortName: String { "\(lastName) \(firstName)".folded }

    /// The identifier to propose where none was typed.
    var proposal: String { CustomID.readable([lastName, firstName]) }

    /// The words by which the client is found.
    func words(customID: String, company: String) -> SearchWords {
        SearchWords([lastName, firstName, company, customID], whole: [email, telephone?.e164 ?? ""])
    }

    static let fields: [RecordField<ClientFacts>] = [
        .customID("client_id", \.customID),
        .choice("civility", ["civilite"], tr("Title"), \.civility, column: .in("client", "civility")),
        .text(
            "first_name", ["prenom"], tr("First name"), \.firstName, column: .in("client", "first_name"), most: 150,
            isNeeded: true),
        .text(
            "last_name", ["nom"], tr("Last name"), \.lastName, column: .in("client", "last_name"), most: 75,
            isNeeded: true),
        .text(
            "employee_role", ["fonction", "metier", "trade"], tr("Trade"), \.employeeRole,
            column: .in("client", "employee_role"), most: 100),
        .text(
            "email", ["courriel", "mail", "e_mail"], tr("E-mail"), \.email, column: .in("client", "email"), most: 130,
            api: .email
        ) { typed throws(TextError) in
            if typed.isEmpty { return "" }
            guard let address = MailAddress(parsing: typed)?.text else {
                throw TextError(tr("This is not an e-mail address."))
            }
            return try Words.line(address, most: 130)
        },
        .value(
            "telephone", tr("Telephone"), \.telephone, most: 60, filters: PhoneNumber.filters,
            storage: PhoneNumber.storage
        ) { row, json in json.field("telephone", filled: try row.get("telephone")) },
    ]

    static let otherFields: [(name: String, label: Message)] = [
        ("company_id", tr("Company")), ("commercial", tr("Commercial")),
    ]
}

/// What a browser (or a line of a file) says of a client. The company is named by its identifier or its name, the commercial by user name.
typealias ClientForm = RecordForm<ClientFacts>

/// The company of a client, as far as a client's page shows it.
struct CompanyRef: Sendable, Equatable {
    let id: Int64
    let customID: String
    let name: String

    /// Where clients without a company stand in the order: behind all letters.
    static let sortNone = "~"
}

/// Somebody who looks after clients.
struct Commercial: Sendable, Equatable {
    let id: Int64
    let username: String
    let name: String
}

/// A client as stored.
struct Client: Sendable {
    let id: Int64
    private(set) var facts: ClientFacts
    private(set) var company: CompanyRef?
    private(set) var commercial: Commercial?
    let version: Int
    let createdAt: Instant
    let updatedAt: Instant
    let archivedAt: Instant?

    var customID: String { facts.customID?.text ?? "" }
    var isArchived: Bool { archivedAt != nil }

    /// As a form shows it.
    var form: ClientForm {
        ClientForm(
            facts, version: version,
            others: ["company_id": company?.customID ?? "", "commercial": commercial?.username ?? ""])
    }

    /// The client as it would be with other facts.
    func changed(_ facts: ClientFacts, company: CompanyRef?, commercial: Commercial?) -> Client {
        var other = self
        other.facts = facts
        other.company = company
        other.commercial = commercial
        return other
    }

    init(_ row: Row) throws {
        id = try row.get("id")
        facts = try ClientFacts(row)
        company = try row.get("company_id", as: Int64?.self).map { id in
            CompanyRef(id: id, customID: try row.get("company_custom_id"), name: try row.get("company_name"))
        }
        commercial = try row.get("commercial_id", as: Int64?.self).map { id in
            Commercial(
                id: id, username: try row.get("commercial_username", as: String?.self) ?? "",
                name:
                    "\(try row.get("commercial_first_name", as: String.self)) \(try row.get("commercial_last_name", as: String.self))"
            )
        }
        version = try row.get("version")
        createdAt = try row.get("created_at")
        updatedAt = try row.get("updated_at")
        archivedAt = try row.get("archived_at")
    }

    static let columns: SQL = """
        client.id, \(sql: ClientFacts.columns(of: "client")), client.company_id, company.custom_id AS company_custom_id,
        company.name AS company_name, client.commercial_id, commercial.first_name AS commercial_first_name,
        commercial.last_name AS commercial_last_name, account.username AS commercial_username, client.version,
        client.created_at, client.updated_at, client.archived_at
        """
    static let joins: SQL = """
         LEFT JOIN company ON company.id = client.company_id
        LEFT JOIN person AS commercial ON commercial.id = client.commercial_id
        LEFT JOIN account ON account.person_id = client.commercial_id
        """
}

extension AuditChange {
    /// The fields that differ between two states of a client; nil before it was entered, or after it was deleted.
    static func between(_ before: Client?, _ after: Client?) -> [AuditChange] {
        func change(_ field: String, _ read: (Client) -> String?) -> AuditChange {
            AuditChange(field: field, before: before.flatMap(read), after: after.flatMap(read))
        }
        let others = [
            change("company_id") { $0.company.map { "\($0.name) (\($0.customID))" } },
            change("commercial") { $0.commercial?.username },
        ].filter { $0.before != $0.after }
        return ClientFacts.changes(from: before?.facts, to: after?.facts) + others
    }
}

extension Commercial {
    /// Whoever has signed in.
    init?(_ person: Actor.Person?) {
        guard let person else { return nil }
        self.init(id: person.id, username: person.username, name: person.name)
    }
}
