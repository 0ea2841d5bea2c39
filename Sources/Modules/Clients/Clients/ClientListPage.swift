import PortalKit
import PortalLanguage
import PortalTemplates

/// The list of clients.
struct ClientListPage: Page {
    let query, action, sort, way: String
    let company: CompanyRef?
    let states, commercials: [Choice]
    let clearUrl, exportUrl, newUrl: String
    let heads: [SortHeader]
    let rows: [ClientRow]
    /// Nothing in the sample only: a pager comes from a list.
    let pager: PagerView?
    /// Whether search or filters leave anything out.
    let isNarrowed: Bool
    let filter: FilterView

    static let template = "clients/list.html"
    static let fields: [Field<ClientListPage>] = [
        .text("query") { $0.query }, .text("action") { $0.action }, .text("sort") { $0.sort }, .text("way") { $0.way },
        .text("companyId") { $0.company?.customID ?? "" }, .text("companyName") { $0.company?.name ?? "" },
        .list("states") { $0.states }, .list("commercials") { $0.commercials }, .text("clearUrl") { $0.clearUrl },
        .text("exportUrl") { $0.exportUrl }, .text("newUrl") { $0.newUrl }, .list("heads") { $0.heads },
        .list("rows") { $0.rows }, .optionalModel("pager") { $0.pager }, .flag("isNarrowed") { $0.isNarrowed },
        .model("filter") { $0.filter },
    ]
    static var sample: ClientListPage {
        ClientListPage(
            query: "lefevre", action: "/clients", sort: "", way: "",
            company: CompanyRef(id: 1, customID: "HALLES", name: "Les Halles d’Été"), states: [], commercials: [],
            clearUrl: "/clients", exportUrl: "/clients/export.csv", newUrl: "/clients/new", heads: [],
            rows: [
                ClientRow(sample: "Zoé Lefèvre", company: "Les Halles d’Été"),
                ClientRow(sample: "Jean Œuvrard", company: ""),
            ],
            pager: nil, isNarrowed: true, filter: .sample)
    }
}
