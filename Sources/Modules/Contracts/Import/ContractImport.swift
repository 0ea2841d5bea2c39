import Clients
import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalValues

/// What a line of a file of contracts means: a new contract with its history, or what changes of one that is here.
struct ContractImport: ImportTask {
    /// A line that is right.
    enum Plan: Sendable {
        case new(ContractFacts, ContractHistory)
        case changed(ContractForm, Contract)
    }

    static let identifier = ContractColumn.contractID
    static let label = ContractColumn.title
    static func key(_ identifier: String) -> String { CustomID.key(identifier) }

    let module: ContractsModule
    let context: RequestContext

    func look(
        _ row: ImportRow<ContractColumn>, after earlier: NoImportMemory, _ errors: inout FieldErrors,
        _ db: any Connection
    ) throws -> ImportPlan<Plan> {
        if let old = try stored(row, db) { return try compare(row, old, &errors, db) }
        let facts = try facts(row, form(row), over: nil, &errors, db)
        // Everything that is wrong is said at once: also of a line whose client is not there.
        let amount = facts?.amount ?? Money(typed: row[.amount].tidied) ?? .zero
        let history = ContractHistory(row, amount: amount, &errors, context)
        guard let facts else { return .refused }
        try history.demandRights(facts.client, &errors, context, db)
        return .new(.new(facts, history))
    }

    func store(_ plan: Plan, reserved: Set<String>, _ db: any Connection) throws -> String {
        switch plan {
        case .new(let facts, let history):
            try module.enter(facts, history, except: reserved, context, db).customID
        case .changed(let form, let old): try module.save(form, over: old, context, db).customID
        }
    }

    private func stored(_ row: ImportRow<ContractColumn>, _ db: any Connection) throws -> Contract? {
        let key = CustomID.key(row[.contractID])
        guard !key.isEmpty, let id = try db.element(key, of: ContractsModule.contract) else { return nil }
        return try Contracts.find(id, db)
    }

    /// The line as the form; the client by identifier where the file has one, else by name.
    private func form(_ row: ImportRow<ContractColumn>) -> ContractForm {
        var form = ContractForm(row.fields([.contractID, .title, .amount, .client]))
        if !row[.clientID].tidied.isEmpty { form.client = row[.clientID] }
        return form
    }

    /// The checked facts, each fault under the column in which it stands.
    private func facts(
        _ row: ImportRow<ContractColumn>, _ form: ContractForm, over old: Contract?, _ errors: inout FieldErrors,
        _ db: any Connection
    ) throws -> ContractFacts? {
        var found = FieldErrors()
        let facts = try form.facts(old, &found, context, db)
        for one in found.list {
            let isByIdentifier = one.field == "client" && !row[.clientID].tidied.isEmpty
            errors[isByIdentifier ? "client_id" : one.field] = one.message
        }
        return facts
    }

    /// A contract that is here already: subject, client and amount change as on its page, everything else is only compared.
    private func compare(
        _ row: ImportRow<ContractColumn>, _ old: Contract, _ errors: inout FieldErrors, _ db: any Connection
    ) throws -> ImportPlan<Plan> {
        guard try context.may(.read, ContractsModule.contract, on: old.id, db) else {
            errors["contract_id"] = tr("Another contract already has this identifier.")
            return .refused
        }
        var form = form(row)
        form.contractID = old.customID
        form.version = String(old.version)
        // An empty cell says nothing about what is here.
        if form.amount?.tidied.isEmpty ?? true { form.amount = nil }
        if form.client?.tidied.isEmpty ?? true || row[.clientID].tidied.isEmpty && row[.client] == old.client.name {
            form.client = nil
        }
        guard let facts = try facts(row, form, over: old, &errors, db) else { return .refused }
        let wanted = old.changed(facts)
        compareHistory(row, old, &errors)
        let changes = AuditChange.between(old, wanted)
        guard !changes.isEmpty else { return .unchanged }
        if try !context.may(.update, ContractsModule.contract, on: old.id, db) {
            errors["contract_id"] = tr("You may not change this contract.")
        }
        try errors.note("contract_id") {
            try old.demandOpen()
            try module.demandUnchanged(old, wanted)
        }
        return .changed(.changed(form, old), changes.map { HistoryWords.contract.label($0.field) })
    }

    /// Whatever else the line says of it must be so already.
    private func compareHistory(_ row: ImportRow<ContractColumn>, _ old: Contract, _ errors: inout FieldErrors) {
        let zone = context.language.formats.zone
        row.compare(.state, &errors) { context.application.says($0, old.state.title, or: old.state.rawValue) }
        row.compare(.signatory, &errors) { $0 == old.signatory }
        row.compare(.signedOn, &errors) { Day(typed: $0) == old.signedOn }
        row.compare(.settled, &errors) { Money(typed: $0) == old.settled }
        // What a draft is worth in all follows from its amount, which may be another one now.
        if old.state != .draft {
            row.compare(.total, &errors) { Money(typed: $0) == old.total }
            row.compare(.remaining, &errors) { Money(typed: $0) == old.remaining }
        }
        row.compare(.created, &errors) { typed in
            (try? WallTime.day(typed, in: zone)).map { WallTime.isSame($0, old.createdAt, in: zone) } ?? false
        }
    }
}

extension ContractsModule {
    /// The pages and the command that bring contracts in.
    var importDesk: ImportController<ContractImport> {
        ImportController(
            "/contracts", "contract", tr("Contracts"), .may(.create, Self.contract),
            notes: [
                tr("The file is what the export of contracts writes; an export that is sent again changes nothing."),
                tr("Clients must be in the portal already; a line names one by identifier, or by name."),
                tr(
                    "A contract may come in any state. From the signature on, signatory and day are needed; what was already paid becomes one settlement of today."
                ),
                tr(
                    "Of a contract that is here already, the subject changes, and of a draft also client and amount. Nothing else of it does."
                ),
            ]
        ) { context in ContractImport(module: self, context: context) }
    }

    /// The import of contracts from the command line.
    public var imported: any FileImport { importDesk }
}
