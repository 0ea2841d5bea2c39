import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension ContractsModule {
    func settleContract(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: SettlementForm = try context.form()
        let contract = try contract(context, db)
        do {
            let amount = try settle(contract, form, context, db)
            return HandlerResponse.seeOther(Self.path(contract)).noticing(
                .good, tr("%(amount)s is recorded.", ["amount": .money(amount)]))
        } catch let errors as FieldErrors {
            return .page(try contractPage(contract, form, errors, context, db), status: 422)
        }
    }

    /// Records a settlement, for pages and programs; how much it was. Throws ``FieldErrors``, and 409 before the signature.
    @discardableResult
    func settle(_ contract: Contract, _ form: SettlementForm, _ context: RequestContext, _ db: any Connection) throws
        -> Money
    {
        try demandFirm(contract)
        var errors = FieldErrors()
        guard let facts = form.facts(contract, today: context.today, &errors) else { throw errors }
        guard try Contracts.settle(contract, facts.amount, now: context.now, db) else {
            throw FieldErrors("amount", SettlementForm.tooMuch(contract))
        }
        try Settlement.insert(facts, of: contract.id, by: context.actorRef, now: context.now, db)
        try record("settle", facts.amount, contract, context, db)
        return facts.amount
    }

    /// A mistake is not wiped out: an entry of the opposite amount stands beside it.
    func cancelSettlement(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let contract = try contract(context, db)
        try cancelSettlement(contract, context, db)
        return HandlerResponse.seeOther(Self.path(contract)).noticing(.good, tr("The settlement is cancelled."))
    }

    /// Cancels the settlement that the path names, for pages and programs. Throws 404, and 409 for one that cannot be.
    func cancelSettlement(_ contract: Contract, _ context: RequestContext, _ db: any Connection) throws {
        try demandFirm(contract)
        guard let id = Int64(context.parameter("settlement")),
            let settlement = try Settlement.find(id, of: contract.id, db)
        else { throw Failure.notFound }
        if settlement.cancels != nil {
            throw Failure.conflict(tr("This entry cancels another one, and stays. Record the settlement again."))
        }
        guard let opposite = Money.zero.subtracting(settlement.amount) else { throw Failure.notFound }
        let facts = SettlementFacts(
            day: context.today, amount: opposite, method: settlement.method, note: settlement.note)
        do {
            try db.savepoint {
                try Settlement.insert(
                    facts, of: contract.id, cancels: settlement.id, by: context.actorRef, now: context.now, db)
            }
        } catch DatabaseError.unique("contract_settlement_cancels_key") {
            throw Failure.conflict(tr("This settlement is cancelled already."))
        }
        guard try Contracts.settle(contract, opposite, now: context.now, db) else {
            throw Failure.conflict(tr("Somebody else has changed this contract meanwhile. Please look at it again."))
        }
        try record("unsettle", opposite, contract, context, db)
    }

    private func record(
        _ action: String, _ amount: Money, _ contract: Contract, _ context: RequestContext, _ db: any Connection
    ) throws {
        let change = AuditChange(field: "settlement", before: nil, after: String(amount.cents))
        try context.record(action, "contract", id: contract.id, label: contract.label, changes: [change], db)
    }

    /// Money and amendments belong to what both sides have signed.
    func demandFirm(_ contract: Contract) throws(Failure) {
        try contract.demandOpen()
        guard contract.state.isFirm else {
            throw .conflict(
                tr(
                    "This contract is not signed yet. The state of this contract: %(state)s.",
                    ["state": .message(contract.state.title)]), code: .contractUnsigned)
        }
    }
}
