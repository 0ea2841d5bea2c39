import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension ClientsModule {
    /// The list of clients as pages show it.
    func clientList(_ base: String = "") -> RecordList<Row> {
        RecordList(
            "/clients", tr("Clients"),
            .init(
                search: tr("Search for a client"), hint: tr("Name, company, e-mail, telephone"),
                notFound: tr("No client found"), showAll: tr("Show all clients"), empty: tr("No client yet"),
                emptyHelp: tr("Clients that you add or import appear here."), new: tr("New client"),
                counted: { trn("%(count)s client", "%(count)s clients", $0) }),
            examples: ClientFilter.examples,
            columns: [
                ListColumn("name", tr("Client"), from: .phone) { row, cell in
                    try cell.link(base + Escape.query(row.get("custom_id"))) { cell in
                        cell.text(try row.get("first_name", as: StoredText.self))
                        cell.text(" ")
                        cell.text(try row.get("last_name", as: StoredText.self))
                    }
                    try cell.line { $0.text(try row.get("email", as: StoredText.self)) }
                },
                ListColumn("company", tr("Company"), from: .phone) { row, cell in
                    cell.filled(try row.get("company_name", as: StoredText?.self))
                },
                ListColumn("trade", tr("Trade"), from: .laptop, isUsual: false) { row, cell in
                    cell.filled(try row.get("employee_role", as: StoredText?.self))
                },
                ListColumn("telephone", tr("Telephone"), look: .line) { row, cell in
                    let number: String = try row.get("telephone")
                    cell.filled(number.isEmpty ? "" : PhoneNumber(stored: number).shown)
                },
                ListColumn("commercial", tr("Commercial")) { row, cell in
                    guard let last = try row.get("commercial_last_name", as: StoredText?.self) else {
                        return cell.none()
                    }
                    cell.text(try row.get("commercial_first_name", as: StoredText.self))
                    cell.text(" ")
                    cell.text(last)
                },
                ListColumn("created", tr("Since"), from: .laptop, look: .line) { row, cell in
                    cell.day(of: try row.get("created_at"))
                },
            ], id: { try $0.get("custom_id") }, bulk: bulkActions)
    }

    /// The list's page. Where its filter is wrong it says so, and shows nothing else.
    func page(_ list: ClientList, _ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let chosen = list.commercial?.username ?? ""
        let commercials =
            [Choice("", tr("All commercials"), selected: chosen.isEmpty)]
            + list.counts.compactMap(\.commercial).map {
                Choice($0.username, named: $0.name, selected: $0.username == chosen)
            } + [Choice(ClientList.nobody, tr("No commercial"), selected: chosen == ClientList.nobody)]
        var around = RecordList<Row>.Around()
        around.filters = [
            ListSelect("commercial", tr("Commercial"), commercials),
            ListSelect("state", tr("State"), Choice.states(archived: list.isArchived)),
        ]
        if let company = list.company {
            around.kept = [("company", company.customID)]
            around.note = tr("Only the clients of %(company)s", ["company": .text(company.name)])
        }
        if context.may(.create, Self.client) {
            around.newUrl = context.url("/clients/new")
            around.importUrl = context.url("/clients/import")
        }
        return try clientList(context.url("/clients/")).page(
            list.query, list.filter, saved: savedClients, around: around, total: { try list.total(db) },
            rows: { try list.rows(db) }, context, db)
    }
}
