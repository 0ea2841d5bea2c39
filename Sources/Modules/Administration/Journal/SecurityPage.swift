import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// The security log, newest first.
struct SecurityPage: Page {
    let query, from, until, clearUrl: String
    let chosen: Int
    let kinds: [Choice]
    let rows: [SecurityRow]
    let count: Message
    let pager: PagerView?

    static let template = "administration/security.html"
    static let fields: [Field<SecurityPage>] = [
        .text("query") { $0.query }, .text("from") { $0.from }, .text("until") { $0.until },
        .text("clearUrl") { $0.clearUrl }, .number("chosen") { $0.chosen }, .list("kinds") { $0.kinds },
        .list("rows") { $0.rows },
        .message("count") { $0.count }, .optionalModel("pager") { $0.pager },
    ]
    static var sample: SecurityPage {
        SecurityPage(
            query: "zlefevre", from: "2026-11-01", until: "", clearUrl: "/administration/audit/security", chosen: 1,
            kinds: kinds(.refused), rows: [.sample], count: counted(1), pager: nil)
    }

    static func counted(_ count: Int) -> Message { trn("%(count)s event", "%(count)s events", count) }

    static func kinds(_ chosen: SecurityKind?) -> [Choice] {
        [Choice("", trc("audit filter", "All kinds"), selected: chosen == nil)]
            + SecurityKind.allCases.map { Choice($0.rawValue, $0.title, selected: $0 == chosen) }
    }
}

extension AdministrationModule {
    /// Who signed in, who failed to, who was refused what: `q` (by user name), `kind`, `from` and `until` (days, both included), `page`.
    func showSecurity(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let list = try ListQuery(context, sorts: [SortColumn("at", tr("When"), by: ["id"], first: .descending)])
        func request(_ name: String) -> String? { list.filter(name).isEmpty ? nil : list.filter(name) }
        var filter = SecurityFilter()
        filter.name = list.q.tidied.isEmpty ? nil : list.q.tidied
        if let kind = request("kind") {
            guard let known = SecurityKind(rawValue: kind) else { throw Failure.badRequest(.parameter("kind")) }
            filter.kind = known
        }
        filter.from = try AuditQuery.start(request("from"), "from", after: 0, context)
        filter.until = try AuditQuery.start(request("until"), "until", after: 1, context)
        let total = try list.total(filter.source, db)
        let pager = try list.pager(total, SecurityPage.counted)
        let filters = ["kind", "from", "until"]
        return .page(
            SecurityPage(
                query: list.q, from: list.filter("from"), until: list.filter("until"),
                clearUrl: list.clearUrl(filters: filters), chosen: list.chosen(filters: filters),
                kinds: SecurityPage.kinds(filter.kind),
                rows: try SecurityLog.page(filter, limit: list.size, offset: list.offset, db),
                count: total.words(SecurityPage.counted), pager: pager))
    }
}
