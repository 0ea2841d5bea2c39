import PortalDatabase
import PortalKit
import PortalLanguage

/// One line of the list of companies.
struct CompanyItem {
    let company: Company
    /// How many of its clients the visitor may see.
    let clients: Int
}

extension ClientsModule {
    /// The list of companies as pages show it.
    func companyList(_ base: String = "") -> RecordList<CompanyItem> {
        RecordList(
            "/companies", tr("Companies"),
            .init(
                search: tr("Search for a company"), hint: tr("Name, town, SIREN"), notFound: tr("No company found"),
                showAll: tr("Show all companies"), empty: tr("No company yet"),
                emptyHelp: tr("Companies that you add or import appear here."), new: tr("New company"),
                counted: { trn("%(count)s company", "%(count)s companies", $0) }),
            examples: CompanyFilter.examples,
            columns: [
                ListColumn("name", tr("Company"), from: .phone) { item, cell in
                    cell.link(base + Escape.query(item.company.customID)) { $0.text(item.company.facts.name) }
                },
                ListColumn("town", tr("Town"), from: .phone) { item, cell in
                    let address = item.company.facts.address
                    cell.text([address.postalCode, address.town].filter { !$0.isEmpty }.joined(separator: " "))
                },
                ListColumn("siret", tr("SIREN or SIRET"), look: .line) { item, cell in
                    cell.filled(item.company.facts.siret?.shown ?? "")
                },
                ListColumn("headcount", tr("Headcount")) { item, cell in
                    if let headcount = item.company.facts.headcount {
                        cell.message(headcount.title)
                    } else {
                        cell.none()
                    }
                },
                ListColumn("clients", tr("Clients"), from: .phone, look: .number) { $1.number($0.clients) },
                ListColumn("created", tr("Since"), from: .laptop, look: .line, isUsual: false) { item, cell in
                    cell.day(of: item.company.createdAt)
                },
            ], id: { $0.company.customID }, bulk: bulkCompanyActions)
    }

    /// What can be done to several companies at once.
    private func bulkCompanyActions(_ visit: Visit, _ db: any Connection) -> [BulkAction] {
        guard visit.maySome(.update, Self.company) else { return [] }
        return [("archive", tr("Archive"), true), ("restore", tr("Restore"), false)].map { name, label, isArchived in
            BulkAction(name, label) { key, visit, db in
                guard let id = try db.element(key, of: Self.company), let company = try Companies.find(id, db) else {
                    throw Failure.notFound
                }
                try visit.demand(.update, Self.company, on: id, db)
                try archive(isArchived, company, visit, db)
                return company.isArchived != isArchived
            }
        }
    }

    /// The list's page. Where its filter is wrong it says so, and shows nothing else.
    func page(_ list: CompanyList, _ visit: Visit, _ db: any Connection) throws -> Reply {
        var around = RecordList<CompanyItem>.Around()
        around.filters = [ListSelect("state", tr("State"), Choice.states(archived: list.isArchived))]
        if visit.may(.create, Self.company) {
            around.newUrl = visit.url("/companies/new")
            around.importUrl = visit.url("/companies/import")
        }
        return try companyList(visit.url("/companies/")).page(
            list.query, list.filter, saved: savedCompanies, around: around, total: { try list.total(db) },
            rows: { try list.rows(visit, db) }, visit, db)
    }
}
