import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates

/// The list of contracts.
struct ContractListPage: Page {
    let query, action, sort, way: String
    let client: ClientRef?
    let states, commercials: [Choice]
    let clearUrl, newUrl: String
    let heads: [SortHeader]
    let rows: [ContractRow]
    /// Nothing in the sample only: a pager comes from a list.
    let pager: PagerView?

    static let template = "contracts/list.html"
    static let fields: [Field<ContractListPage>] = [
        .text("query") { $0.query }, .text("action") { $0.action }, .text("sort") { $0.sort }, .text("way") { $0.way },
        .text("clientId") { $0.client?.customID ?? "" }, .text("clientName") { $0.client?.name ?? "" },
        .list("states") { $0.states }, .list("commercials") { $0.commercials }, .text("clearUrl") { $0.clearUrl },
        .text("newUrl") { $0.newUrl }, .list("heads") { $0.heads }, .list("rows") { $0.rows },
        .optionalModel("pager") { $0.pager },
    ]
    static var sample: ContractListPage {
        ContractListPage(
            query: "gala", action: "/contracts", sort: "", way: "",
            client: ClientRef(id: 1, customID: "LEFEVRE-ZOE", name: "Zoé Lefèvre"), states: [], commercials: [],
            clearUrl: "/contracts", newUrl: "/contracts/new", heads: [],
            rows: [
                ContractRow(sample: "Gala d’hiver", .sent), ContractRow(sample: "Repas de fin d’année", .completed),
            ],
            pager: nil)
    }
}

extension ContractsModule {
    func listContracts(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let list = try ContractList(visit, db)
        let query = list.query
        let pager = try query.pager(list.total(db)) { trn("%(count)s contract", "%(count)s contracts", $0) }
        var newUrl = visit.may(.create, Self.contract) ? visit.url("/contracts/new") : ""
        if !newUrl.isEmpty, let client = list.client { newUrl += "?client=" + Escape.query(client.customID) }
        return .page(
            ContractListPage(
                query: query.q, action: visit.url("/contracts"), sort: query.filter("sort"), way: query.filter("way"),
                client: list.client, states: list.states, commercials: try list.commercials(db),
                clearUrl: query.clearUrl(filters: ContractList.filters), newUrl: newUrl, heads: query.heads,
                rows: try list.rows(visit, db), pager: pager))
    }
}
