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
        var errors = FieldErrors()
        let facts = try form.facts(nil, &errors, visit, db)
        guard let facts, errors.isEmpty else {
            return .page(try formPage(nil, form, errors, visit, db), status: 422)
        }
        do {
            return try enter(facts, copying: nil, visit, db).noticing(.good, tr("The draft is saved."))
        } catch DatabaseError.unique("contract_custom_id_key") {
            return .page(try formPage(nil, form, taken, visit, db), status: 422)
        }
    }

    func copyContract(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let old = try contract(visit, db)
        let facts = ContractFacts(customID: nil, title: old.title, amount: old.total, client: old.client)
        return try enter(facts, copying: old, visit, db).noticing(
            .good, tr("This new draft is a copy of %(number)s.", ["number": .text(old.customID)]))
    }

    private func enter(_ facts: ContractFacts, copying source: Contract?, _ visit: Visit, _ db: any Connection) throws
        -> Reply
    {
        let id = try db.savepoint { try Contracts.insert(facts, copiedFrom: source?.id, now: visit.now, db) }
        guard let contract = try Contracts.find(id, db) else { throw Failure.notFound }
        try visit.record(
            "create", "contract", id: id, label: contract.label, changes: AuditChange.between(nil, contract), db)
        return Reply.seeOther(Self.path(contract))
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
        try old.demandOpen()
        var errors = FieldErrors()
        let facts = try form.facts(old, &errors, visit, db)
        guard let facts, errors.isEmpty else {
            return .page(try formPage(old, form, errors, visit, db), status: 422)
        }
        let wanted = old.changed(facts)
        guard form.version == String(old.version) else {
            return .page(try conflictPage(old, wanted, form, visit, db), status: 409)
        }
        try demandUnchanged(old, wanted)
        let isStored: Bool
        do {
            isStored = try db.savepoint { try Contracts.update(old, wanted, now: visit.now, db) }
        } catch DatabaseError.unique("contract_custom_id_key") {
            return .page(try formPage(old, form, taken, visit, db), status: 422)
        }
        guard isStored else { return .page(try conflictPage(old, wanted, form, visit, db), status: 409) }
        // What one may change, one cannot give away: the right must hold for the result too.
        try visit.demand(.update, Self.contract, on: old.id, db)
        let changes = AuditChange.between(old, wanted)
        if !changes.isEmpty {
            try visit.record("update", "contract", id: old.id, label: wanted.label, changes: changes, db)
        }
        return Reply.seeOther(Self.path(wanted)).noticing(.good, tr("The changes are saved."))
    }

    /// What the client has seen is not changed behind their back: after the draft, only the title is.
    private func demandUnchanged(_ old: Contract, _ wanted: Contract) throws(Failure) {
        guard old.state != .draft else { return }
        if wanted.amount != old.amount {
            throw .conflict(
                old.state.isFirm
                    ? tr("The amount of a signed contract changes only through a signed amendment.")
                    : tr("This contract is sent. Take it back to draft to change its amount."))
        }
        if wanted.client.id != old.client.id || wanted.customID != old.customID {
            throw .conflict(tr("Client and identifier change only while the contract is a draft."))
        }
    }

    private var taken: FieldErrors {
        FieldErrors("contract_id", tr("Another contract already has this identifier."))
    }

    /// Both versions side by side; sending the form again stores what it says now.
    private func conflictPage(
        _ old: Contract, _ wanted: Contract, _ typed: ContractForm, _ visit: Visit, _ db: any Connection
    ) throws -> ContractFormPage {
        var form = typed
        form.version = String(old.version)
        let rows = ConflictRow.rows(AuditChange.between(old, wanted), .contract)
        return try formPage(old, form, FieldErrors(), conflict: rows, visit, db)
    }

    private func formPage(
        _ contract: Contract?, _ form: ContractForm, _ errors: FieldErrors, conflict: [ConflictRow] = [],
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
