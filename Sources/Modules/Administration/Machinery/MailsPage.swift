import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// The outbox: what went out, what waits, and what was given up.
struct MailsPage: Page {
    let query, clearUrl: String
    let chosen: Int
    let sent, waiting, failed: Int
    let states: [Choice]
    let heads: [SortHeader]
    let rows: [Entry]
    let count: Message
    let pager: PagerView?

    /// One mail. Its words are not shown: links in it may still open something.
    struct Entry: Model {
        let recipient, name, subject, message: String
        let state: Message
        let stateKind: String
        let createdAt: Instant
        let attempts: Int
        /// Where sending it again is posted to; empty where it was not given up, or for whoever may not.
        let redeliveryUrl: String

        static let fields: [Field<Entry>] = [
            .text("recipient") { $0.recipient }, .text("name") { $0.name }, .text("subject") { $0.subject },
            .text("message") { $0.message }, .message("state") { $0.state }, .text("stateKind") { $0.stateKind },
            .instant("createdAt") { $0.createdAt }, .number("attempts") { $0.attempts },
            .text("redeliveryUrl") { $0.redeliveryUrl },
        ]
    }

    static let template = "administration/mails.html"
    static let fields: [Field<MailsPage>] = [
        .text("query") { $0.query }, .text("clearUrl") { $0.clearUrl }, .number("chosen") { $0.chosen },
        .number("sent") { $0.sent },
        .number("waiting") { $0.waiting }, .number("failed") { $0.failed }, .list("states") { $0.states },
        .list("heads") { $0.heads }, .list("rows") { $0.rows }, .message("count") { $0.count },
        .optionalModel("pager") { $0.pager },
    ]
    static var sample: MailsPage {
        MailsPage(
            query: "zoe", clearUrl: "/administration/mails", chosen: 1, sent: 120, waiting: 2, failed: 1,
            states: [Choice("failed", MailState.failed.words, selected: true)], heads: [],
            rows: [
                Entry(
                    recipient: "zoe@example.org", name: "Zoé Lefèvre", subject: "Choose a new password",
                    message: "no such mailbox",
                    state: MailState.failed.words, stateKind: "bad", createdAt: Instant(seconds: 1_795_000_000),
                    attempts: 9,
                    redeliveryUrl: "/administration/mails/4/redelivery")
            ], count: counted(1), pager: nil)
    }

    static func counted(_ count: Int) -> Message { trn("%(count)s e-mail", "%(count)s e-mails", count) }
}

/// How a mail stands.
enum MailState: String, CaseIterable {
    case waiting, failed, sent

    var words: Message {
        switch self {
        case .waiting: trc("mail", "Waiting")
        case .failed: trc("mail", "Failed")
        case .sent: trc("mail", "Sent")
        }
    }

    /// A condition over the table of mails.
    var condition: SQL {
        switch self {
        case .waiting: "sent_at IS NULL AND failed_at IS NULL"
        case .failed: "failed_at IS NOT NULL"
        case .sent: "sent_at IS NOT NULL"
        }
    }

    init(sentAt: Instant?, failedAt: Instant?) { self = sentAt != nil ? .sent : failedAt != nil ? .failed : .waiting }

    var kind: String {
        switch self {
        case .waiting: "warn"
        case .failed: "bad"
        case .sent: "good"
        }
    }
}
