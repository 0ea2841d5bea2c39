import PortalDatabase
import PortalKit
import PortalValues

/// What is known of a client, checked.
struct ClientFacts: Sendable, Equatable {
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
}

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
    private(set) var customID: String
    private(set) var facts: ClientFacts
    private(set) var company: CompanyRef?
    private(set) var commercial: Commercial?
    let version: Int
    let createdAt: Instant
    let updatedAt: Instant
    let archivedAt: Instant?

    var isArchived: Bool { archivedAt != nil }

    /// The client as it would be with other facts.
    func changed(_ facts: ClientFacts, company: CompanyRef?, commercial: Commercial?) -> Client {
        var other = self
        other.customID = facts.customID?.text ?? customID
        other.facts = facts
        other.company = company
        other.commercial = commercial
        return other
    }

    init(_ row: Row) throws {
        id = try row.get("id")
        customID = try row.get("custom_id")
        var facts = ClientFacts()
        facts.civility = try row.get("civility")
        facts.firstName = try row.get("first_name")
        facts.lastName = try row.get("last_name")
        facts.employeeRole = try row.get("employee_role")
        facts.email = try row.get("email")
        let telephone: String = try row.get("telephone")
        facts.telephone = telephone.isEmpty ? nil : PhoneNumber(stored: telephone)
        self.facts = facts
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
        client.id, client.custom_id, client.civility, client.first_name, client.last_name, client.employee_role, client.email,
        client.telephone, client.company_id, company.custom_id AS company_custom_id, company.name AS company_name,
        client.commercial_id, commercial.first_name AS commercial_first_name, commercial.last_name AS commercial_last_name,
        account.username AS commercial_username, client.version, client.created_at, client.updated_at, client.archived_at
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
        func filled(_ text: String) -> String? { text.isEmpty ? nil : text }
        return [
            change("client_id") { $0.customID }, change("civility") { $0.facts.civility?.rawValue },
            change("first_name") { $0.facts.firstName }, change("last_name") { $0.facts.lastName },
            change("employee_role") { filled($0.facts.employeeRole) }, change("email") { filled($0.facts.email) },
            change("telephone") { $0.facts.telephone?.e164 },
            change("company_id") { $0.company.map { "\($0.name) (\($0.customID))" } },
            change("commercial") { $0.commercial?.username },
        ].filter { $0.before != $0.after }
    }
}
