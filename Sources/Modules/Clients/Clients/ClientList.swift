import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// Which clients a list shows, in which order: from its address, within what the visitor may see.
struct ClientList {
    static let sorts = [
        SortColumn("name", tr("Client"), by: ["client.sort_name", "client.id"]),
        SortColumn("company", tr("Company"), by: ["client.sort_company", "client.sort_name", "client.id"]),
        SortColumn("created", tr("Since"), by: ["client.created_at", "client.id"], first: .descending),
    ]
    /// The filters beside search and order.
    static let filters = ["state", "commercial", "company", ListFilter.parameter]
    /// Stands for nobody in the filter; no user name is that short.
    static let nobody = "-"

    let query: ListQuery
    let isArchived: Bool
    /// The chosen commercial; nil for all of them, an id of nil for nobody.
    let commercial: (id: Int64?, username: String)?
    /// The chosen company.
    let company: CompanyRef?
    let counts: [ClientTally.Count]
    /// What was typed into the filter box.
    let filter: ListFilter
    let tables: SQL
    let condition: SQL
    /// Whether the tally knows how many there are.
    private let isTallied: Bool

    /// Reads the address. Throws 400 for what no form of ours sends.
    init(_ context: RequestContext, _ db: any Connection) throws {
        let filter = try ListFilter(context, ClientFilter.catalogue(context), id: "client.id", db)
        let query = try ListQuery(context, sorts: Self.sorts).following(filter)
        let state = query.filter("state")
        guard state.isEmpty || state == "archived" else { throw Failure.badRequest(.parameter("state")) }
        let isArchived = state == "archived"
        let commercial = try Self.commercial(query.filter("commercial"), db)
        let company = try Self.company(query.filter("company"), db)

        let visible = context.visible(.read, ClientsModule.client)
        var conditions: [SQL] = [isArchived ? "client.archived_at IS NOT NULL" : "client.archived_at IS NULL", visible]
        if let commercial {
            conditions.append(commercial.id.map { "client.commercial_id = \($0)" } ?? "client.commercial_id IS NULL")
        }
        if let company { conditions.append("client.company_id = \(company.id)") }
        let terms = SearchWords.typedOrDialled(query.q)
        let isSearch = !query.q.tidied.isEmpty
        var tables: SQL = "client"
        if let search = try WordIndex.client.search(terms, db) {
            tables = search.tables
            conditions.append(search.condition)
        } else {
            // Something was typed that no word can hold: it finds nothing, rather than everything.
            if isSearch { conditions.append("1 = 0") }
        }
        (self.tables, condition) = filter.narrow(
            tables, where: conditions.joined(separator: " AND "), table: "client", query)
        isTallied = !isSearch && company == nil && !filter.isActive && context.may(.read, ClientsModule.client)
        counts = try ClientTally.all(db)
        self.query = query
        self.filter = filter
        self.isArchived = isArchived
        self.commercial = commercial
        self.company = company
    }

    private static func commercial(_ typed: String, _ db: any Connection) throws -> (id: Int64?, username: String)? {
        if typed.isEmpty { return nil }
        if typed == nobody { return (nil, nobody) }
        let key = typed.lowercased()
        guard let row = try db.row("SELECT person_id, username FROM account WHERE username_key = \(key)") else {
            throw Failure.badRequest(.parameter("commercial"))
        }
        return (try row.get("person_id", as: Int64.self), try row.get("username"))
    }

    private static func company(_ typed: String, _ db: any Connection) throws -> CompanyRef? {
        if typed.isEmpty { return nil }
        let key = CustomID.key(typed)
        guard let row = try db.row("SELECT id, custom_id, name FROM company WHERE custom_id_key = \(key)") else {
            throw Failure.badRequest(.parameter("company"))
        }
        return CompanyRef(id: try row.get("id"), customID: try row.get("custom_id"), name: try row.get("name"))
    }

    /// How many clients there are in all.
    func total(_ db: any Connection) throws -> ListTotal {
        guard isTallied else { return try query.total(" FROM \(sql: tables) WHERE \(sql: condition)", db) }
        let counted = commercial.map { chosen in counts.filter { $0.commercial?.id == chosen.id } } ?? counts
        return ListTotal(counted.reduce(0) { $0 + (isArchived ? $1.archived : $1.active) })
    }

    /// The rows of this page.
    func rows(_ db: any Connection) throws -> [Row] {
        // The page is found in an index first; only its own rows are then read whole.
        try db.rows(
            """
            SELECT client.custom_id, client.first_name, client.last_name, client.email, client.telephone, client.employee_role,
                client.created_at, company.name AS company_name, commercial.first_name AS commercial_first_name,
                commercial.last_name AS commercial_last_name
            FROM (SELECT client.id FROM \(sql: tables) WHERE \(sql: condition)\(sql: query.slice)) AS page CROSS JOIN client
            LEFT JOIN company ON company.id = client.company_id
            LEFT JOIN person AS commercial ON commercial.id = client.commercial_id
            WHERE client.id = page.id\(sql: query.order)
            """)
    }

    /// All of them, for an export.
    var everything: SQL {
        "SELECT \(sql: Client.columns) FROM \(sql: tables)\(sql: Client.joins) WHERE \(sql: condition)\(sql: query.order)"
    }
}
