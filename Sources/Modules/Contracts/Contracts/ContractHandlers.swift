import Clients
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension ContractsModule {
    func showContract(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let contract = try contract(context, db)
        var form = SettlementForm(Fields())
        form.day = context.today.description
        form.method = SettlementMethod.transfer.rawValue
        return .page(try contractPage(contract, form, FieldErrors(), context, db))
    }

    /// The contract's page, with a settlement as it was typed.
    func contractPage(
        _ contract: Contract, _ form: SettlementForm, _ errors: FieldErrors, _ context: RequestContext,
        _ db: any Connection
    ) throws -> ContractPage {
        func may(_ action: Action) throws -> Bool { try context.may(action, Self.contract, on: contract.id, db) }
        let (mayUpdate, maySign, mayDelete) = (try may(.update), try may(.sign), try may(.delete))
        let url = context.url(Self.path(contract))
        let state = contract.state
        var rights = ContractPage.Rights()
        rights.edit = mayUpdate && !state.isLocked
        rights.archive = mayUpdate
        rights.copy = context.may(.create, Self.contract)
        rights.delete = mayDelete && state == .draft
        rights.schedule = mayUpdate && !state.isLocked
        rights.settle = mayUpdate && state.isFirm && contract.remaining > .zero
        rights.amend = mayUpdate && state.isFirm
        rights.attach = (mayUpdate || maySign) && !state.isLocked
        let buttons = try Self.workflow.buttons(contract.subject, path: url, context, db)
        var clientUrl = ""
        if try context.may(.read, ClientsModule.client, on: contract.client.id, db) {
            clientUrl = context.url("/clients/" + Escape.query(contract.client.customID))
        }
        return ContractPage(
            contract: contract, url: url, clientUrl: clientUrl, copiedFromUrl: try source(contract, context, db),
            rights: rights, buttons: buttons, steps: try Self.workflow.steps(of: contract.id, db),
            settlements: try settlements(contract, url, mayCancel: mayUpdate && state.isFirm, db), settlement: form,
            errors: errors, instalments: try Schedule(of: contract, today: context.today, db).lines,
            amendments: try amendments(contract, url, maySign: maySign, mayWithdraw: mayUpdate, db),
            scans: try Scan.of(contract.id, db).map { scan in
                var scan = scan
                scan.url = "\(url)/scans/\(scan.id)"
                return scan
            },
            related: try context.related(to: contract.id, of: Self.contract, db),
            history: try HistoryEntry.of(
                contract.id, createdAt: contract.createdAt, words: .contract, db))
    }

    /// The contract this one was copied from, for who may read it.
    private func source(_ contract: Contract, _ context: RequestContext, _ db: any Connection) throws -> String {
        guard let number = contract.copiedFrom, let id = try db.element(number, of: Self.contract),
            try context.may(.read, Self.contract, on: id, db)
        else { return "" }
        return context.url("/contracts/" + Escape.query(number))
    }

    private func settlements(_ contract: Contract, _ url: String, mayCancel: Bool, _ db: any Connection) throws
        -> [Settlement]
    {
        try Settlement.of(contract.id, db).map { settlement in
            var settlement = settlement
            if mayCancel, settlement.cancels == nil, !settlement.isCancelled {
                settlement.cancelUrl = "\(url)/settlements/\(settlement.id)/cancellation"
            }
            return settlement
        }
    }

    private func amendments(
        _ contract: Contract, _ url: String, maySign: Bool, mayWithdraw: Bool, _ db: any Connection
    ) throws -> [Amendment] {
        try Amendment.of(contract.id, db).map { amendment in
            var amendment = amendment
            guard !amendment.isSigned, contract.state.isFirm else { return amendment }
            if maySign { amendment.signUrl = "\(url)/amendments/\(amendment.number)/signature" }
            if mayWithdraw { amendment.withdrawUrl = "\(url)/amendments/\(amendment.number)/withdrawal" }
            return amendment
        }
    }
}
