import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension ContractsModule {
    func listContracts(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        try savedFilters.opening(context, db) ?? page(ContractList(context, db), context, db)
    }

    /// The filters that are kept for the list of contracts.
    var savedFilters: SavedFilterController {
        SavedFilterController("/contracts", tr("Contracts"), Self.contract, id: "contract.id") {
            ContractFilter.catalogue($0)
        }
    }

    /// The contracts of the list, whatever its pages, as a file for a spreadsheet.
    func exportContracts(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let list = try ContractList(context, db)
        return list.filter.fault == nil ? try ContractExport.file(list, context, db) : try page(list, context, db)
    }

    /// The list of contracts as pages show it.
    func contractList(_ base: String = "") -> RecordList<Row> {
        RecordList(
            "/contracts", tr("Contracts"),
            .init(
                search: tr("Search for a contract"), hint: tr("Identifier, subject, client"),
                notFound: tr("No contract found"), showAll: tr("Show all contracts"), empty: tr("No contract yet"),
                emptyHelp: tr("Contracts that you draft appear here."), new: tr("New contract"),
                counted: { trn("%(count)s contract", "%(count)s contracts", $0) }),
            examples: ContractFilter.examples,
            columns: [
                ListColumn("number", tr("Contract"), from: .phone) { row, cell in
                    let number: String = try row.get("custom_id")
                    try cell.link(base + Escape.query(number)) { $0.text(try row.get("title", as: StoredText.self)) }
                    cell.line { $0.text(number) }
                },
                ListColumn("client", tr("Client")) { row, cell in
                    cell.text(try row.get("client_first_name", as: StoredText.self))
                    cell.text(" ")
                    cell.text(try row.get("client_last_name", as: StoredText.self))
                    guard let last = try row.get("commercial_last_name", as: StoredText?.self) else { return }
                    try cell.line { cell in
                        cell.text(try row.get("commercial_first_name", as: StoredText.self))
                        cell.text(" ")
                        cell.text(last)
                    }
                },
                ListColumn("state", tr("State"), from: .phone) { row, cell in
                    let state: ContractState = try row.get("state")
                    cell.chip(state.title, state.kind)
                },
                ListColumn("amount", tr("Amount"), from: .phone, look: .number) { row, cell in
                    cell.money(try row.get("total_cents"))
                },
                ListColumn("remaining", tr("Remaining"), look: .number) { row, cell in
                    let state: ContractState = try row.get("state")
                    if state == .cancelled { return cell.none() }
                    cell.money(
                        Contract.remaining(
                            of: try row.get("total_cents"), settled: try row.get("settled_cents"), in: state))
                },
                ListColumn("signed", tr("Signed on"), from: .laptop, look: .line, isUsual: false) { row, cell in
                    if let day = try row.get("signed_on", as: Day?.self) { cell.day(day) } else { cell.none() }
                },
                ListColumn("created", tr("Created"), from: .laptop, look: .line) { row, cell in
                    cell.day(of: try row.get("created_at"))
                },
            ], id: { try $0.get("custom_id") }, bulk: bulkActions)
    }

    /// What can be done to several contracts at once.
    private func bulkActions(_ context: RequestContext, _ db: any Connection) throws -> [BulkAction] {
        BulkAction.archiving(Self.contract, context) { isArchived, id, context, db in
            guard let contract = try Contracts.find(id, db) else { throw Failure.notFound }
            try archive(isArchived, contract, context, db)
            return contract.isArchived != isArchived
        }
    }

    /// The list's page. Where its filter is wrong it says so, and shows nothing else.
    private func page(_ list: ContractList, _ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        var around = RecordList<Row>.Around()
        around.filters = [
            ListSelect("state", tr("State"), list.states),
            ListSelect("commercial", tr("Commercial"), try list.commercials(db)),
        ]
        var chosen = ""
        if let client = list.client {
            around.kept = [("client", client.customID)]
            around.note = tr("Only the contracts of %(client)s", ["client": .text(client.name)])
            chosen = "?client=" + Escape.query(client.customID)
        }
        if context.may(.create, Self.contract) {
            around.newUrl = context.url("/contracts/new" + chosen)
            around.importUrl = context.url("/contracts/import")
        }
        return try contractList(context.url("/contracts/")).page(
            list.query, list.filter, saved: savedFilters, around: around, total: { try list.total(db) },
            rows: { try list.rows(db) }, context, db)
    }
}
