import PortalDatabase
import PortalKit
import PortalTemplates
import PortalValues

/// One line of the list.
struct ClientRow: Model {
    let url, name, email, company, telephone, commercial: String
    let createdAt: Instant

    static let columns: SQL = """
        client.custom_id, client.first_name, client.last_name, client.email, client.telephone, client.created_at,
        company.name AS company_name, commercial.first_name AS commercial_first_name, commercial.last_name AS commercial_last_name
        """
    static let joins: SQL = """
         LEFT JOIN company ON company.id = client.company_id
        LEFT JOIN person AS commercial ON commercial.id = client.commercial_id
        """

    init(_ row: Row, base: String) throws {
        url = base + Escape.query(try row.get("custom_id"))
        name = "\(try row.get("first_name", as: String.self)) \(try row.get("last_name", as: String.self))"
        email = try row.get("email")
        company = try row.get("company_name", as: String?.self) ?? ""
        let number: String = try row.get("telephone")
        telephone = number.isEmpty ? "" : PhoneNumber(stored: number).shown
        if let last = try row.get("commercial_last_name", as: String?.self) {
            commercial = "\(try row.get("commercial_first_name", as: String.self)) \(last)"
        } else {
            commercial = ""
        }
        createdAt = try row.get("created_at")
    }

    init(sample name: String, company: String) {
        url = "/clients/LEFEVRE-ZOE"
        self.name = name
        email = "zoe.lefevre@example.org"
        self.company = company
        telephone = "02 40 12 34 56"
        commercial = "Camille Dubois"
        createdAt = Instant(seconds: 1_795_000_000)
    }

    static let fields: [Field<ClientRow>] = [
        .text("url") { $0.url }, .text("name") { $0.name }, .text("email") { $0.email },
        .text("company") { $0.company },
        .text("telephone") { $0.telephone }, .text("commercial") { $0.commercial },
        .instant("createdAt") { $0.createdAt },
    ]
}
