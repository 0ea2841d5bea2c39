import Clients
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension ContractsModule {
    func newContract(_ visit: Visit, _ db: any Connection) throws -> Reply {
        // Links may fill in what they know: `/contracts/new?client=LEFEVRE-ZOE`.
        .page(try formPage(nil, ContractForm(visit.asked.query), FieldErrors(), visit, db))
    }

    func createContract(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: ContractForm = try visit.form()
        do {
            let contract = try enter(form, visit, db)
            return Reply.seeOther(Self.path(contract)).noticing(.good, tr("The draft is saved."))
        } catch let errors as FieldErrors {
            return .page(try formPage(nil, form, errors, visit, db), status: 422)
        }
    }

    func copyContract(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let old = try contract(visit, db)
        return Reply.seeOther(Self.path(try copy(old, visit, db))).noticing(
            .good, tr("This new draft is a copy of %(number)s.", ["number": .text(old.customID)]))
    }

    func editContract(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let contract = try contract(visit, db)
        try contract.demandOpen()
        return .page(
            try formPage(contract, ContractForm(contract, in: visit.language), FieldErrors(), visit, db))
    }

    func saveContract(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: ContractForm = try visit.form()
        let old = try contract(visit, db)
        do {
            let wanted = try save(form, over: old, visit, db)
            return Reply.seeOther(Self.path(wanted)).noticing(.good, tr("The changes are saved."))
        } catch let errors as FieldErrors {
            return .page(try formPage(old, form, errors, visit, db), status: 422)
        } catch let outdated as Outdated<Contract> {
            return .page(try conflictPage(old, outdated.wanted, form, visit, db), status: 409)
        }
    }

    /// Both versions side by side; sending the form again stores what it says now.
    private func conflictPage(
        _ old: Contract, _ wanted: Contract, _ typed: ContractForm, _ visit: Visit, _ db: any Connection
    ) throws -> ContractFormPage {
        var form = typed
        form.version = String(old.version)
        let rows = HistoryChange.all(AuditChange.between(old, wanted), .contract)
        return try formPage(old, form, FieldErrors(), conflict: rows, visit, db)
    }

    private func formPage(
        _ contract: Contract?, _ form: ContractForm, _ errors: FieldErrors, conflict: [HistoryChange] = [],
        _ visit: Visit,
        _ db: any Connection
    ) throws -> ContractFormPage {
        let isDraft = contract.map { $0.state == .draft } ?? true
        return ContractFormPage(
            contract: contract, isDraft: isDraft, form: form, errors: errors, conflict: conflict,
            clients: isDraft ? try ClientChoice.suggestions(visit, db) : [],
            action: visit.url(contract.map { Self.path($0) + "/edit" } ?? "/contracts/new"),
            back: visit.url(contract.map(Self.path) ?? "/contracts"))
    }
}
