public import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// Whose time is over: proposals, decided one by one.
struct RetentionPage: Page {
    let rows: [Row]
    let count: Message
    let pager: PagerView?

    /// One proposal.
    struct Row: Model {
        let name, url, postponeUrl: String
        let kind, reason, period: Message
        let since: Instant
        static let fields: [Field<Row>] = [
            .text("name") { $0.name }, .text("url") { $0.url }, .text("postponeUrl") { $0.postponeUrl },
            .message("kind") { $0.kind }, .message("reason") { $0.reason }, .message("period") { $0.period },
            .instant("since") { $0.since },
        ]
    }

    static let template = "administration/retention.html"
    static let fields: [Field<RetentionPage>] = [
        .list("rows") { $0.rows }, .message("count") { $0.count }, .optionalModel("pager") { $0.pager },
    ]
    static var sample: RetentionPage {
        RetentionPage(
            rows: [
                Row(
                    name: "Zoé Lefèvre", url: "/clients/LEFEVRE-ZOE/personal-data",
                    postponeUrl: "/administration/personal-data/client/1/postponement",
                    kind: trc("personal data", "Person"), reason: tr("Not signed in since"),
                    period: trn("%(count)s year", "%(count)s years", 3), since: Instant(seconds: 1_600_000_000))
            ], count: counted(1), pager: nil)
    }

    static func counted(_ count: Int) -> Message {
        trn("%(count)s record is due to be erased", "%(count)s records are due to be erased", count)
    }
}

extension AdministrationModule {
    func showProposals(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let list = try ListQuery(
            context, sorts: [SortColumn("since", tr("Since"), by: ["since", "kind", "subject_id"])])
        let total = try list.total(Retention.source(context), db)
        let proposals = try Retention.page(limit: list.size, offset: (list.page - 1) * list.size, context, db)
        return .page(
            RetentionPage(
                rows: proposals.map { proposal in
                    let kind = proposal.kind.name.rawValue
                    return RetentionPage.Row(
                        name: proposal.subject.name, url: context.url(proposal.subject.dataPath),
                        postponeUrl: context.url(
                            "/administration/personal-data/\(kind)/\(proposal.subject.id)/postponement"),
                        kind: proposal.kind.title, reason: proposal.rule.reason,
                        period: RetentionPeriod.years(proposal.rule.period).words(context.settings),
                        since: proposal.since)
                }, count: total.words(RetentionPage.counted),
                pager: try list.pager(total) { trn("%(count)s record", "%(count)s records", $0) }))
    }

    /// What is due, on the home page of who may decide it.
    public func waiting(_ context: RequestContext, _ db: any Connection) throws -> [WaitingCard] {
        guard context.may(.update, .person) else { return [] }
        let lines = try Retention.page(limit: WaitingCard.most, context, db).map { proposal in
            RelatedLine(
                proposal.subject.name, url: context.url(proposal.subject.dataPath),
                note: context.language.text(
                    tr(
                        "%(reason)s %(day)s",
                        [
                            "reason": .message(proposal.rule.reason),
                            "day": .day(context.language.formats.zone.local(proposal.since).day),
                        ])),
                state: proposal.kind.title, kind: "warn")
        }
        guard !lines.isEmpty else { return [] }
        return [
            WaitingCard(tr("Due to be erased"), lines: lines, moreUrl: context.url("/administration/personal-data"))
        ]
    }
}
