import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates

/// The list of contracts.
struct ContractListPage: Page {
    let query, action, sort, way: String
    let client: ClientRef?
    let states, commercials: [Choice]
    let clearUrl, exportUrl, newUrl: String
    let heads: [SortHeader]
    let rows: [ContractRow]
    /// Nothing in the sample only: a pager comes from a list.
    let pager: PagerView?
    let filter: FilterView

    static let template = "contracts/list.html"
    static let fields: [Field<ContractListPage>] = [
        .text("query") { $0.query }, .text("action") { $0.action }, .text("sort") { $0.sort }, .text("way") { $0.way },
        .text("clientId") { $0.client?.customID ?? "" }, .text("clientName") { $0.client?.name ?? "" },
        .list("states") { $0.states }, .list("commercials") { $0.commercials }, .text("clearUrl") { $0.clearUrl },
        .text("exportUrl") { $0.exportUrl }, .text("newUrl") { $0.newUrl }, .list("heads") { $0.heads },
        .list("rows") { $0.rows },
        .optionalModel("pager") { $0.pager }, .model("filter") { $0.filter },
    ]
    static var sample: ContractListPage {
        ContractListPage(
            query: "gala", action: "/contracts", sort: "", way: "",
            client: ClientRef(id: 1, customID: "LEFEVRE-ZOE", name: "Zoé Lefèvre"), states: [], commercials: [],
            clearUrl: "/contracts", exportUrl: "/contracts/export.csv", newUrl: "/contracts/new", heads: [],
            rows: [
                ContractRow(sample: "Gala d’hiver", .sent), ContractRow(sample: "Repas de fin d’année", .completed),
            ],
            pager: nil, filter: .sample)
    }
}

extension ContractsModule {
    func listContracts(_ visit: Visit, _ db: any Connection) throws -> Reply {
        try savedFilters.opening(visit, db) ?? page(ContractList(visit, db), visit, db)
    }

    /// The filters that are kept for the list of contracts.
    var savedFilters: SavedFilterDesk {
        SavedFilterDesk("/contracts", tr("Contracts"), Self.contract, id: "contract.id") {
            ContractFilter.catalogue($0)
        }
    }

    /// The contracts of the list, whatever its pages, as a file for a spreadsheet.
    func exportContracts(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let list = try ContractList(visit, db)
        return list.filter.fault == nil ? try ContractExport.file(list, visit, db) : try page(list, visit, db)
    }

    /// The list's page. Where its filter is wrong it says so, and shows nothing else.
    private func page(_ list: ContractList, _ visit: Visit, _ db: any Connection) throws -> Reply {
        let query = list.query
        let saved = try savedFilters.view(list.filter, visit, db)
        let pager = try query.pager(list.total(db)) { trn("%(count)s contract", "%(count)s contracts", $0) }
        var newUrl = visit.may(.create, Self.contract) ? visit.url("/contracts/new") : ""
        if !newUrl.isEmpty, let client = list.client { newUrl += "?client=" + Escape.query(client.customID) }
        return .page(
            ContractListPage(
                query: query.q, action: visit.url("/contracts"), sort: query.filter("sort"), way: query.filter("way"),
                client: list.client, states: list.states, commercials: try list.commercials(db),
                clearUrl: saved.clear(query.clearUrl(filters: ContractList.filters)),
                exportUrl: query.url(path: visit.url("/contracts/export.csv")), newUrl: newUrl, heads: query.heads,
                rows: try list.rows(visit, db), pager: pager,
                filter: FilterView(list.filter, examples: ContractFilter.examples, saved: saved)),
            status: list.filter.status)
    }
}
