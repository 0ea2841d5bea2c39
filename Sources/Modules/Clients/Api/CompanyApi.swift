import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension ClientsModule {
    /// Companies as programs see them.
    private static let companyResource = ApiResource(
        "companies", ApiShape("Company", identity + place + history), scope: company,
        sorts: CompanyList.sorts.map(\.name),
        filters: [
            .init(ListFilter.parameter, tr("A condition in the language of filters.")),
            .init("state", tr("archived shows those put away."), choices: ["archived"]),
        ],
        one: { "SELECT \(sql: Company.columns) FROM company WHERE company.id = \($0)" },
        key: { try $0.get("custom_id") }, write: write)

    private static let identity = [
        ApiField("company_id", tr("Identifier"), .identifier, .kept(needed: false)),
        ApiField("company_name", tr("Name"), .text(most: 130), .kept(needed: true)),
        ApiField("siret", tr("SIREN or SIRET"), .text(most: 20), .kept(needed: false), isOptional: true),
        ApiField("activity", tr("Main activity (APE)"), .text(most: 10), .kept(needed: false), isOptional: true),
        ApiField("founded", tr("Founded on"), .day, .kept(needed: false), isOptional: true),
        ApiField(
            "headcount", tr("Headcount"), .choice(Headcount.allCases.map(\.rawValue)), .kept(needed: false),
            isOptional: true),
    ]

    private static let place = [
        ApiField("address", tr("Street"), .text(most: 150), .kept(needed: false), isOptional: true),
        ApiField("complement", tr("Additional address"), .text(most: 75), .kept(needed: false), isOptional: true),
        ApiField("postal_code", tr("Postal code"), .text(most: 12), .kept(needed: false), isOptional: true),
        ApiField("cedex", trc("address", "CEDEX"), .text(most: 20), .kept(needed: false), isOptional: true),
        ApiField("town", tr("Town"), .text(most: 100), .kept(needed: false), isOptional: true),
        ApiField("region", tr("Region"), .text(most: 75), .kept(needed: false), isOptional: true),
        ApiField("country", tr("Country"), .text(most: 100), .kept(needed: false), isOptional: true),
    ]

    private static let history = [
        ApiField("version", tr("Version"), .integer), ApiField("creation_date", tr("Since"), .instant),
        ApiField("last_update_date", tr("Last changed"), .instant),
        ApiField("archived_at", tr("Archived"), .instant, isOptional: true),
    ]

    private static func write(_ row: Row, _ json: inout JSONWriter) throws {
        let siren = try row.get("siren", as: String?.self)
        let siret = try siren.map { Siret(siren: $0, nic: try row.get("nic")).plain }
        try json.object { json in
            json.field("company_id", try row.get("custom_id", as: StoredText.self))
            json.field("company_name", try row.get("name", as: StoredText.self))
            json.field("siret", siret)
            json.field("activity", try row.get("activity", as: StoredText?.self))
            json.field("founded", try row.get("founded", as: Day?.self))
            json.field("headcount", try row.get("headcount", as: StoredText?.self))
            json.field("address", filled: try row.get("address"))
            json.field("complement", filled: try row.get("complement"))
            json.field("postal_code", filled: try row.get("postal_code"))
            json.field("cedex", filled: try row.get("cedex"))
            json.field("town", filled: try row.get("town"))
            json.field("region", filled: try row.get("region"))
            json.field("country", filled: try row.get("country"))
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
                form: { _, id, db in CompanyForm(try storedCompany(id, db)).fields }
            ) { visit, id, db in
                _ = try save(try visit.form() as CompanyForm, over: try storedCompany(id, db), visit, db)
            }
    }

    private func storedCompany(_ id: Int64, _ db: any Connection) throws -> Company {
        guard let company = try Companies.find(id, db) else { throw Failure.notFound }
        return company
    }
}

extension CompanyForm {
    /// As its page sends it.
    fileprivate var fields: Fields {
        Fields([
            ("company_id", companyID), ("company_name", name), ("siret", siret), ("activity", activity),
            ("founded", founded), ("headcount", headcount), ("address", address), ("complement", complement),
            ("postal_code", postalCode), ("cedex", cedex), ("town", town), ("region", region), ("country", country),
            ("version", version),
        ])
    }
}
