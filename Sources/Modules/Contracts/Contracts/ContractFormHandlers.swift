import Clients
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension ContractsModule {
    func newContract(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        // Links may fill in what they know: `/contracts/new?client=LEFEVRE-ZOE`.
        .page(try formPage(nil, ContractForm(context.request.query), FieldErrors(), context, db))
    }

    func createContract(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: ContractForm = try context.form()
        do {
            let contract = try enter(form, context, db)
            return HandlerResponse.seeOther(Self.path(contract)).noticing(.good, tr("The draft is saved."))
        } catch let errors as FieldErrors {
            return .page(try formPage(nil, form, errors, context, db), status: 422)
        }
    }

    func copyContract(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let old = try contract(context, db)
        return HandlerResponse.seeOther(Self.path(try copy(old, context, db))).noticing(
            .good, tr("This new draft is a copy of %(number)s.", ["number": .text(old.customID)]))
    }

    func editContract(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let contract = try contract(context, db)
        try contract.demandOpen()
        return .page(
            try formPage(contract, ContractForm(contract, in: context.language), FieldErrors(), context, db))
    }

    func saveContract(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: ContractForm = try context.form()
        let old = try contract(context, db)
        do {
            let wanted = try save(form, over: old, context, db)
            return HandlerResponse.seeOther(Self.path(wanted)).noticing(.good, tr("The changes are saved."))
        } catch let errors as FieldErrors {
            return .page(try formPage(old, form, errors, context, db), status: 422)
        } catch let outdated as VersionConflict<Contract> {
            return .page(try conflictPage(old, outdated.wanted, form, context, db), status: 409)
        }
    }

    /// Both versions side by side; sending the form again stores what it says now.
    private func conflictPage(
        _ old: Contract, _ wanted: Contract, _ typed: ContractForm, _ context: RequestContext, _ db: any Connection
    ) throws -> ContractFormPage {
        var form = typed
        form.version = String(old.version)
        let rows = HistoryChange.all(AuditChange.between(old, wanted), .contract)
        return try formPage(old, form, FieldErrors(), conflict: rows, context, db)
    }

    private func formPage(
        _ contract: Contract?, _ form: ContractForm, _ errors: FieldErrors, conflict: [HistoryChange] = [],
        _ context: RequestContext,
        _ db: any Connection
    ) throws -> ContractFormPage {
        let isDraft = contract.map { $0.state == .draft } ?? true
        return ContractFormPage(
            contract: contract, isDraft: isDraft, form: form, errors: errors, conflict: conflict,
            clients: isDraft ? try ClientChoice.suggestions(context, db) : [],
            action: context.url(contract.map { Self.path($0) + "/edit" } ?? "/contracts/new"),
            back: context.url(contract.map(Self.path) ?? "/contracts"))
    }
}
