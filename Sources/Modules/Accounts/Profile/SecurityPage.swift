import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates

/// What happened to one's own account, newest first.
struct OwnSecurityPage: Page {
    let rows: [SecurityRow]
    let pager: PagerView?

    static let template = "accounts/security.html"
    static let fields: [Field<OwnSecurityPage>] = [
        .list("rows") { $0.rows }, .optionalModel("pager") { $0.pager },
    ]
    static var sample: OwnSecurityPage { OwnSecurityPage(rows: [.sample], pager: nil) }
}

extension AccountsModule {
    func showSecurity(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        guard let person = context.actor.id else { throw Failure.signIn }
        let list = try ListQuery(context, sorts: [SortColumn("at", tr("When"), by: ["id"], first: .descending)])
        let filter = SecurityFilter.own(person)
        let total = try list.total(filter.source, db)
        let pager = try list.pager(total) { trn("%(count)s event", "%(count)s events", $0) }
        let rows = try SecurityLog.page(filter, limit: list.size, offset: list.offset, db)
        return .page(OwnSecurityPage(rows: rows, pager: pager))
    }
}
