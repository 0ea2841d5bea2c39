import PortalDatabase
import PortalFiles
import PortalKit
import PortalLanguage
import PortalValues

/// What a visitor asks of the audit log: `q` (who, by user name), `entity`, `action`, `from` and `until` (days, both included), `page`.
struct AuditQuery {
    let list: ListQuery
    let filter: AuditFilter

    /// Reads the address. Throws 400 for a day that is none.
    init(_ context: RequestContext) throws {
        let list = try ListQuery(context, sorts: [SortColumn("at", tr("When"), by: ["id"], first: .descending)])
        var filter = AuditFilter()
        func request(_ name: String) -> String? { list.filter(name).isEmpty ? nil : list.filter(name) }
        filter.actorName = list.q.tidied.isEmpty ? nil : list.q.tidied
        filter.entity = request("entity")
        filter.action = request("action")
        filter.from = try Self.start(request("from"), "from", after: 0, context)
        filter.until = try Self.start(request("until"), "until", after: 1, context)
        self.list = list
        self.filter = filter
    }

    /// The beginning of a day on the organisation's clock, or of the day after it.
    static func start(_ text: String?, _ name: String, after days: Int, _ context: RequestContext) throws -> Instant? {
        guard let text else { return nil }
        guard let day = Day(iso: text)?.adding(days: days) else { throw Failure.badRequest(.parameter(name)) }
        let zone = context.language.formats.zone
        // Where summer time begins at midnight, the day begins an hour later.
        return zone.instant(day: day, secondOfDay: 0) ?? zone.instant(day: day, secondOfDay: 3600)
    }
}

extension AdministrationModule {
    func showAudit(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let query = try AuditQuery(context)
        let list = query.list
        let total = try list.total(query.filter.source, db)
        let pager = try list.pager(total, AuditPage.counted)
        let entries = try Audit.page(query.filter, limit: list.size, offset: (list.page - 1) * list.size, db)
        let kinds = try Audit.kinds(db)
        let histories = context.application.histories
        let filters = ["entity", "action", "from", "until"]
        return .page(
            AuditPage(
                query: list.q, from: list.filter("from"), until: list.filter("until"),
                clearUrl: list.clearUrl(filters: filters), chosen: list.chosen(filters: filters),
                exportUrl: list.url(path: context.url("/administration/audit.csv")),
                entities: histories.entityChoices(kinds, selected: query.filter.entity),
                actions: histories.actionChoices(kinds, selected: query.filter.action),
                rows: entries.map { AuditPage.Entry($0, histories.words(of: $0.entity)) },
                count: total.words(AuditPage.counted),
                pager: pager))
    }

    /// Every line that the filters let through, oldest first, with the digests, so that a copy can be checked against the log.
    func exportAudit(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let query = try AuditQuery(context)
        var file = try CSVFile(in: context.application.temporaryDirectory, language: context.language)
        let titles = [
            tr("Number"), tr("When"), tr("Who"), tr("Address"), tr("Action"), tr("Kind"), tr("What"), tr("Changes"),
            tr("Digest"),
        ]
        try file.add(titles.map { .text(context.language.text($0)) })
        try Audit.forEach(query.filter, db) { entry in
            try file.add([
                .number(entry.id), .instant(entry.at), .text(entry.actor.name), .text(entry.actor.address),
                .text(entry.action),
                .text(entry.entity), .text(entry.label),
                .text(
                    entry.changes.map { "\($0.field): \($0.before ?? "–") → \($0.after ?? "–")" }.joined(
                        separator: "\n")),
                .text(entry.hash),
            ])
        }
        return .file(try file.finish(name: context.language.text(trc("file", "audit-log"))))
    }
}
