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
    let visit: Visit

    func look(_ row: ImportRow<ContractColumn>, _ errors: inout FieldErrors, _ db: any Connection) throws
        -> ImportPlan<Plan>
    {
        if let old = try stored(row, db) { return try compare(row, old, &errors, db) }
        guard let facts = try facts(row, form(row), over: nil, &errors, db) else { return .refused }
        let history = ContractHistory(row, amount: facts.amount, &errors, visit)
        try history.demandRights(facts.client, &errors, visit, db)
        return .new(.new(facts, history))
    }

    func store(_ plan: Plan, reserved: Set<String>, _ db: any Connection) throws -> String {
        switch plan {
        case .new(let facts, let history):
            try module.enter(facts, history, except: reserved, visit, db).customID
        case .changed(let form, let old): try module.save(form, over: old, visit, db).customID
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
        let facts = try form.facts(old, &found, visit, db)
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
        guard try visit.may(.read, ContractsModule.contract, on: old.id, db) else {
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
        if try !visit.may(.update, ContractsModule.contract, on: old.id, db) {
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
        func compare(_ column: ContractColumn, _ isSame: (String) -> Bool) {
            let typed = row[column].tidied
            guard !typed.isEmpty, !isSame(typed) else { return }
            errors[column.rawValue] = tr(
                "The contract is in the portal already, and says something else here. Change it on its page.")
        }
        let zone = visit.language.formats.zone
        compare(.state) { visit.house.says($0, old.state.title, or: old.state.rawValue) }
        compare(.signatory) { $0 == old.signatory }
        compare(.signedOn) { Day(typed: $0) == old.signedOn }
        compare(.settled) { Money(typed: $0) == old.settled }
        // What a draft is worth in all follows from its amount, which may be another one now.
        if old.state != .draft {
            compare(.total) { Money(typed: $0) == old.total }
            compare(.remaining) { Money(typed: $0) == old.remaining }
        }
        compare(.created) { typed in
            (try? WallTime.day(typed, in: zone)).map { WallTime.isSame($0, old.createdAt, in: zone) } ?? false
        }
    }
}

extension ContractsModule {
    /// The pages and the command that bring contracts in.
    var importDesk: ImportDesk<ContractImport> {
        ImportDesk(
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
        ) { visit in ContractImport(module: self, visit: visit) }
    }

    /// The columns of a file of contracts, by their plain names.
    public static let importColumns = ContractColumn.allCases.map(\.rawValue)

    /// Brings a file of contracts in, from the command line: all of it, or nothing.
    public func takeIn(
        _ source: ImportSource, _ house: House, dryRun: Bool = false,
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in },
        each: @escaping @Sendable (ImportLine) -> Void = { _ in }
    ) async throws -> ImportReport {
        try await importDesk.run(source, house, dryRun: dryRun, progress: progress, each: each)
    }
}
