import Clients
import PortalDatabase
import PortalKit
import PortalLanguage

/// What pages and programs do to contracts: the form becomes checked facts, the facts are stored, the log is told.
extension ContractsModule {
    /// Enters a draft. Throws ``FieldErrors`` with everything that is wrong.
    func enter(_ form: ContractForm, _ context: RequestContext, _ db: any Connection) throws -> Contract {
        var errors = FieldErrors()
        let facts = try form.facts(nil, &errors, context, db)
        try errors.check()
        guard let facts else { throw errors }
        return try enter(facts, context, db)
    }

    /// Enters a contract that has a history elsewhere. A proposed identifier keeps away from those that are about to be used.
    func enter(
        _ facts: ContractFacts, _ history: ContractHistory, except reserved: Set<String>, _ context: RequestContext,
        _ db: any Connection
    ) throws -> Contract {
        try enter(facts, after: history.isEmpty ? nil : history, except: reserved, context, db)
    }

    /// Enters a draft that says what another contract says now.
    func copy(_ old: Contract, _ context: RequestContext, _ db: any Connection) throws -> Contract {
        let facts = ContractFacts(customID: nil, title: old.title, amount: old.total, client: old.client)
        return try enter(facts, copying: old, context, db)
    }

    private func enter(
        _ facts: ContractFacts, copying source: Contract? = nil, after history: ContractHistory? = nil,
        except reserved: Set<String> = [], _ context: RequestContext, _ db: any Connection
    ) throws -> Contract {
        let id: Int64
        do {
            id = try db.savepoint {
                try Contracts.insert(facts, copiedFrom: source?.id, except: reserved, now: context.now, db)
            }
        } catch DatabaseError.unique("contract_custom_id_key") { throw taken }
        try history?.store(id, context, db)
        guard let contract = try Contracts.find(id, db) else { throw Failure.notFound }
        try context.record(
            history == nil ? "create" : "import", "contract", id: id, label: contract.label,
            changes: AuditChange.between(nil, contract) + (history?.changes ?? []), db)
        return contract
    }

    /// Saves a changed contract. Throws ``FieldErrors``, ``VersionConflict`` where the form was made from another state, and 409 for what is
    /// not to be changed any more.
    func save(_ form: ContractForm, over old: Contract, _ context: RequestContext, _ db: any Connection) throws
        -> Contract
    {
        try old.demandOpen()
        var errors = FieldErrors()
        let facts = try form.facts(old, &errors, context, db)
        try errors.check()
        guard let facts else { throw errors }
        let wanted = old.changed(facts)
        guard form.version == String(old.version) else { throw VersionConflict(wanted: wanted) }
        try demandUnchanged(old, wanted)
        // What comes back untouched changes neither the row nor its version.
        let changes = AuditChange.between(old, wanted)
        guard !changes.isEmpty else { return old }
        let isStored: Bool
        do {
            isStored = try db.savepoint { try Contracts.update(old, wanted, now: context.now, db) }
        } catch DatabaseError.unique("contract_custom_id_key") { throw taken }
        guard isStored else { throw VersionConflict(wanted: wanted) }
        // What one may change, one cannot give away: the right must hold for the result too.
        try context.demand(.update, Self.contract, on: old.id, db)
        try context.record("update", "contract", id: old.id, label: wanted.label, changes: changes, db)
        return wanted
    }

    /// What the client has seen is not changed behind their back: after the draft, only the title is.
    func demandUnchanged(_ old: Contract, _ wanted: Contract) throws(Failure) {
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
        FieldErrors(taken: "contract_id", tr("Another contract already has this identifier."))
    }

    /// Puts a contract away, or takes it back; nothing where that is done already. A closed contract is put away like any other:
    /// nothing of what was agreed changes.
    func archive(_ isArchived: Bool, _ contract: Contract, _ context: RequestContext, _ db: any Connection) throws {
        guard contract.isArchived != isArchived else { return }
        try Contracts.archive(contract, isArchived, now: context.now, db)
        try context.record(isArchived ? "archive" : "restore", "contract", id: contract.id, label: contract.label, db)
    }

    /// Deletes a draft. Throws 409 for anything else.
    func delete(_ contract: Contract, _ context: RequestContext, _ db: any Connection) throws {
        let isDeleted: Bool
        do { isDeleted = try db.savepoint { try Contracts.delete(contract, db) } } catch DatabaseError.foreignKey {
            throw Failure.conflict(
                tr("Something else refers to this contract: an event, for example. Remove that first."),
                code: .referenced)
        }
        guard isDeleted else { throw Failure.conflict(Self.onlyDrafts, code: .invalidTransition) }
        try Roles.forget(contract.id, of: Self.contract, db)
        try context.record(
            "delete", "contract", id: contract.id, label: contract.label, changes: AuditChange.between(contract, nil),
            db)
    }

    /// Why a contract is not deleted.
    static var onlyDrafts: Message {
        tr("Only a draft can be deleted. A contract that was sent is cancelled, and stays readable.")
    }
}
