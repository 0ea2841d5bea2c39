import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension ClientsModule {
    func listCompanies(_ visit: Visit, _ db: any Connection) throws -> Reply {
        try savedCompanies.opening(visit, db) ?? page(CompanyList(visit, db), visit, db)
    }

    /// The filters that are kept for the list of companies.
    var savedCompanies: SavedFilterDesk {
        SavedFilterDesk("/companies", tr("Companies"), Self.company, id: "company.id") { CompanyFilter.catalogue($0) }
    }

    func exportCompanies(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let list = try CompanyList(visit, db)
        guard list.filter.fault == nil else { return try page(list, visit, db) }
        let file = try CSVFile.export(
            list.everything, name: visit.language.text(trc("file", "companies")), titles: CompanyFacts.titles,
            in: visit.house.temporaryDirectory, language: visit.language, db
        ) { row in try CompanyFacts(row).cells(in: visit.language) }
        return .file(file)
    }

    func showCompany(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let company = try company(visit, db)
        let facts = company.facts
        var clients: [ClientRow] = []
        var count: Message?
        if visit.maySome(.read, Self.client) {
            let condition: SQL = """
                client.company_id = \(company.id) AND client.archived_at IS NULL AND \(sql: visit.visible(.read, Self.client))
                """
            let number = try db.value("SELECT COUNT(*) FROM client WHERE \(sql: condition)", as: Int.self) ?? 0
            count = trn("%(count)s client", "%(count)s clients", number)
            clients = try db.rows(
                """
                SELECT \(sql: ClientRow.columns) FROM client\(sql: ClientRow.joins) WHERE \(sql: condition)
                ORDER BY client.sort_name, client.id LIMIT 20
                """
            ).map { try ClientRow($0, base: visit.url("/clients/")) }
        }
        let key = Escape.query(company.customID)
        return .page(
            CompanyPage(
                name: facts.name, customID: company.customID, siret: facts.siret?.shown ?? "",
                isSiren: facts.siret?.nic == nil,
                activity: facts.activity?.plain ?? "", founded: facts.founded, headcount: facts.headcount?.title,
                address: facts.address.lines, createdAt: company.createdAt, updatedAt: company.updatedAt,
                archivedAt: company.archivedAt, url: visit.url(Self.path(company.ref)),
                mayEdit: try visit.may(.update, Self.company, on: company.id, db),
                mayDelete: try visit.may(.delete, Self.company, on: company.id, db), clients: clients,
                clientCount: count,
                clientsUrl: count == nil ? "" : visit.url("/clients?company=" + key),
                newClientUrl: visit.may(.create, Self.client) ? visit.url("/clients/new?company_id=" + key) : "",
                history: try HistoryEntry.of(
                    company.id, createdAt: company.createdAt, words: .company, db)))
    }

    func archiveCompany(_ visit: Visit, _ db: any Connection) throws -> Reply {
        try archive(true, visit, db).noticing(.good, tr("The company is archived. Nothing is lost."))
    }

    func restoreCompany(_ visit: Visit, _ db: any Connection) throws -> Reply {
        try archive(false, visit, db).noticing(.good, tr("The company is back in the list."))
    }

    private func archive(_ isArchived: Bool, _ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let company = try company(visit, db)
        try archive(isArchived, company, visit, db)
        return Reply.seeOther(Self.path(company.ref))
    }

    /// Puts a company away, or takes it back; nothing where that is done already.
    func archive(_ isArchived: Bool, _ company: Company, _ visit: Visit, _ db: any Connection) throws {
        if company.isArchived != isArchived {
            try Companies.archive(company, isArchived, now: visit.now, db)
            try visit.record(
                isArchived ? "archive" : "restore", "company", id: company.id, label: company.facts.name, db)
        }
    }

    /// The company that the path names.
    func company(_ visit: Visit, _ db: any Connection) throws -> Company {
        guard let company = try Companies.find(try visit.element("company"), db) else { throw Failure.notFound }
        return company
    }
}
