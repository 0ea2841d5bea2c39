import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// The audit log, newest first.
struct AuditPage: Page {
    let query, from, until, clearUrl: String
    let chosen: Int
    let exportUrl: String
    let entities, actions: [Choice]
    let rows: [Entry]
    let count: Message
    let pager: PagerView?

    /// One line.
    struct Entry: Model {
        let id: Int
        let at: Instant
        let who: Message
        let address, label: String
        let action, entity: Message
        let changes: [HistoryChange]

        static let fields: [Field<Entry>] = [
            .number("id") { $0.id }, .instant("at") { $0.at }, .message("who") { $0.who },
            .text("address") { $0.address },
            .text("label") { $0.label }, .message("action") { $0.action }, .message("entity") { $0.entity },
            .list("changes") { $0.changes },
        ]
    }

    static let template = "administration/audit.html"
    static let fields: [Field<AuditPage>] = [
        .text("query") { $0.query }, .text("from") { $0.from }, .text("until") { $0.until },
        .text("clearUrl") { $0.clearUrl }, .number("chosen") { $0.chosen },
        .text("exportUrl") { $0.exportUrl }, .list("entities") { $0.entities }, .list("actions") { $0.actions },
        .list("rows") { $0.rows }, .message("count") { $0.count }, .optionalModel("pager") { $0.pager },
    ]
    static var sample: AuditPage {
        AuditPage(
            query: "admin", from: "2026-11-01", until: "2026-11-21", clearUrl: "/administration/audit", chosen: 2,
            exportUrl: "/administration/audit.csv?q=admin",
            entities: [Choice("person", tr("Person"), selected: true)],
            actions: [Choice("update", trc("history", "Changed"), selected: true)],
            rows: [
                Entry(
                    id: 7, at: Instant(seconds: 1_795_000_000), who: .verbatim("admin"), address: "127.0.0.1",
                    label: "Zoé Lefèvre",
                    action: trc("history", "Changed"), entity: tr("Person"),
                    changes: [
                        HistoryChange(
                            label: tr("Last name"), before: .verbatim("Lefevre"), after: .verbatim("Lefèvre"))
                    ])
            ], count: counted(1), pager: nil)
    }

    static func counted(_ count: Int) -> Message { trn("%(count)s line", "%(count)s lines", count) }
}

extension AuditPage.Entry {
    init(_ entry: AuditEntry, _ words: HistoryWords) {
        self.init(
            id: Int(entry.id), at: entry.at, who: entry.actor.words,
            address: entry.actor.address == AuditActor.commandLine ? "" : entry.actor.address, label: entry.label,
            action: words.told(entry.action).what, entity: words.title,
            changes: HistoryChange.all(entry.changes, words))
    }
}
