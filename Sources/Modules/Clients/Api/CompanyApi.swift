import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension ClientsModule {
    /// Companies as programs see them.
    private static let companyResource = ApiResource(
        "companies", ApiShape("Company", CompanyFacts.apiFields + history), scope: company,
        sorts: CompanyList.sorts.map(\.name),
        filters: [
            .init(ListFilter.parameter, tr("A condition in the language of filters.")),
            .init("state", tr("archived shows those put away."), choices: ["archived"]),
        ],
        one: { "SELECT \(sql: Company.columns) FROM company WHERE company.id = \($0)" },
        key: { try $0.get("custom_id") }, write: write)

    private static let history = [
        ApiField("version", tr("Version"), .integer), ApiField("creation_date", tr("Since"), .instant),
        ApiField("last_update_date", tr("Last changed"), .instant),
        ApiField("archived_at", tr("Archived"), .instant, isOptional: true),
    ]

    private static func write(_ row: Row, _ json: inout JSONWriter) throws {
        try json.object { json in
            try CompanyFacts.write(row, &json)
            json.field("version", try row.get("version", as: Int.self))
            json.field("creation_date", try row.get("created_at", as: Instant.self))
            json.field("last_update_date", try row.get("updated_at", as: Instant.self))
            json.field("archived_at", try row.get("archived_at", as: Instant?.self))
        }
    }

    var companyApi: [Route] {
        let resource = Self.companyResource
        return [
            resource.list(tr("The companies that you may see.")) { visit, db in
                let list = try CompanyList(visit, db)
                return ApiList(
                    list.query, fault: list.filter.fault,
                    rows: """
                        SELECT \(sql: Company.columns)
                        FROM (SELECT company.id FROM \(sql: list.tables) WHERE \(sql: list.condition)\(sql: list.query.slice)) AS page
                        CROSS JOIN company WHERE company.id = page.id\(sql: list.query.order)
                        """, total: list.total)
            },
            resource.show(tr("One company.")),
            resource.create(.may(.create, Self.company), tr("Enters a company.")) { visit, db in
                try enter(try visit.form() as CompanyForm, visit, db).id
            },
            resource.remove(resource.on(.delete), tr("Deletes a company that no client belongs to.")) { visit, id, db in
                try delete(try storedCompany(id, db), visit, db)
            },
            resource.act(
                "archiveCompany", "archive", resource.on(.update), tr("Puts a company away; nothing is lost.")
            ) { visit, id, db in try archive(true, try storedCompany(id, db), visit, db) },
            resource.act("restoreCompany", "restoration", resource.on(.update), tr("Takes a company back.")) {
                visit, id, db in try archive(false, try storedCompany(id, db), visit, db)
            },
        ]
            + resource.change(
                resource.on(.update), tr("Changes some of a company’s fields."),
                tr("Replaces all of a company’s fields."),
                form: { _, id, db in
                    let company = try storedCompany(id, db)
                    return CompanyForm(company.facts, version: company.version).fields
                }
            ) { visit, id, db in
                _ = try save(try visit.form() as CompanyForm, over: try storedCompany(id, db), visit, db)
            }
    }

    private func storedCompany(_ id: Int64, _ db: any Connection) throws -> Company {
        guard let company = try Companies.find(id, db) else { throw Failure.notFound }
        return company
    }
}
