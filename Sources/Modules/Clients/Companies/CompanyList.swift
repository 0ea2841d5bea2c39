import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// Which companies a list shows, in which order: from its address, within what the visitor may see.
struct CompanyList {
    static let sorts = [
        SortColumn("name", tr("Company"), by: ["company.sort_name", "company.id"]),
        SortColumn("town", tr("Town"), by: ["company.sort_town", "company.sort_name", "company.id"]),
        SortColumn("created", tr("Since"), by: ["company.created_at", "company.id"], first: .descending),
    ]
    static let filters = ["state", ListFilter.parameter]

    let query: ListQuery
    let isArchived: Bool
    /// What was typed into the filter box.
    let filter: ListFilter
    let tables: SQL
    let condition: SQL

    /// Reads the address. Throws 400 for what no form of ours sends.
    init(_ visit: Visit, _ db: any Connection) throws {
        filter = try ListFilter(visit, CompanyFilter.catalogue(visit), id: "company.id", db)
        query = try ListQuery(visit, sorts: Self.sorts).following(filter)
        let state = query.filter("state")
        guard state.isEmpty || state == "archived" else { throw Failure.badRequest(.parameter("state")) }
        isArchived = state == "archived"
        var conditions: [SQL] = [
            isArchived ? "company.archived_at IS NOT NULL" : "company.archived_at IS NULL",
            visit.visible(.read, ClientsModule.company),
        ]
        var tables: SQL = "company"
        if let search = try WordIndex.company.search(SearchWords.typedOrDialled(query.q), db) {
            tables = search.tables
            conditions.append(search.condition)
        } else {
            // Something was typed that no word can hold: it finds nothing, rather than everything.
            if !query.q.tidied.isEmpty { conditions.append("1 = 0") }
        }
        (self.tables, condition) = filter.narrow(
            tables, where: conditions.joined(separator: " AND "), table: "company", query)
    }

    func total(_ db: any Connection) throws -> ListTotal {
        try query.total(" FROM \(sql: tables) WHERE \(sql: condition)", db)
    }

    /// The rows of this page; each counts the clients that the visitor may see.
    func rows(_ visit: Visit, _ db: any Connection) throws -> [CompanyItem] {
        let visible = visit.visible(.read, ClientsModule.client)
        return try db.rows(
            """
            SELECT \(sql: Company.columns), (SELECT COUNT(*) FROM client WHERE client.company_id = company.id
                AND client.archived_at IS NULL AND \(sql: visible)) AS clients
            FROM (SELECT company.id FROM \(sql: tables) WHERE \(sql: condition)\(sql: query.slice)) AS page
            CROSS JOIN company WHERE company.id = page.id\(sql: query.order)
            """
        ).map { CompanyItem(company: try Company($0), clients: try $0.get("clients")) }
    }

    /// All of them, for an export.
    var everything: SQL {
        "SELECT \(sql: Company.columns) FROM \(sql: tables) WHERE \(sql: condition)\(sql: query.order)"
    }
}
