import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension AdministrationModule {
    func showMails(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let list = try ListQuery(
            context,
            sorts: [
                SortColumn("created", trc("mail", "Written"), by: ["id"], first: .descending),
                SortColumn("recipient", trc("mail", "To"), by: ["recipient", "id"]),
            ])
        let request = list.filter("state")
        let state = MailState(rawValue: request)
        guard request.isEmpty || state != nil else { throw Failure.badRequest(.parameter("state")) }
        let source: SQL =
            " FROM mail WHERE \(sql: state?.condition ?? "1 = 1") AND \(sql: list.matches("LOWER(recipient)"))"
        let total = try list.total(source, db)
        let mayChange = context.may(.update, .settings)
        let rows = try db.rows(
            """
            SELECT id, recipient, recipient_name, subject, message, sent_at, failed_at, created_at, attempts\(sql: source)\(sql: list.slice)
            """
        ).map { row in
            let state = MailState(sentAt: try row.get("sent_at"), failedAt: try row.get("failed_at"))
            let id: Int64 = try row.get("id")
            return MailsPage.Entry(
                recipient: try row.get("recipient"), name: try row.get("recipient_name"),
                subject: try row.get("subject"),
                message: try row.get("message", as: String?.self) ?? "", state: state.words, stateKind: state.kind,
                createdAt: try row.get("created_at"), attempts: try row.get("attempts"),
                redeliveryUrl: mayChange && state == .failed
                    ? context.url("/administration/mails/\(id)/redelivery") : "")
        }
        func count(_ state: MailState) throws -> Int {
            try db.value("SELECT COUNT(*) AS n FROM mail WHERE \(sql: state.condition)", as: Int.self) ?? 0
        }
        return .page(
            MailsPage(
                query: list.q, clearUrl: list.clearUrl(filters: ["state"]), chosen: list.chosen(filters: ["state"]),
                sent: try count(.sent),
                waiting: try count(.waiting),
                failed: try count(.failed),
                states: [Choice("", tr("All e-mails"), selected: state == nil)]
                    + MailState.allCases.map { Choice($0.rawValue, $0.words, selected: $0 == state) },
                heads: list.heads, rows: rows, count: total.words(MailsPage.counted),
                pager: try list.pager(total, MailsPage.counted)))
    }

    /// Puts a mail that was given up back on its way.
    func redeliverMail(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        guard let id = Int64(context.parameter("mail")),
            let recipient = try db.value("SELECT recipient FROM mail WHERE id = \(id)", as: String.self)
        else { throw Failure.notFound }
        guard try Outbox.retry(id, now: context.now, db) else {
            return HandlerResponse.seeOther("/administration/mails").noticing(.info, tr("This e-mail has not failed."))
        }
        try context.record("redeliver", "mail", id: id, label: recipient, db)
        return HandlerResponse.seeOther("/administration/mails").noticing(.good, tr("The e-mail is on its way again."))
    }
}
