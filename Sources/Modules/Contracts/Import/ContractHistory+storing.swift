import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension ContractHistory {
    /// Brings a contract that was just entered to where it stood elsewhere: one step, one amendment for all that were signed, one
    /// settlement for all that was paid.
    func store(_ id: Int64, _ context: RequestContext, _ db: any Connection) throws {
        let (who, now) = (context.actorRef, context.now)
        let reason = context.language.text(tr("Carried over by an import"))
        if let signature, let amount = try Contracts.carry(id, self, db), total != amount {
            let facts = AmendmentFacts(reason: reason, amount: total)
            let number = try Amendment.insert(facts, of: id, by: who, now: now, db)
            _ = try Amendment.find(String(number), of: id, db)?.sign(signature, db)
        } else if signature == nil {
            _ = try Contracts.carry(id, self, db)
        }
        if state != .draft {
            try ContractsModule.workflow.note(id, from: .draft, to: state, reason: reason, by: who, now: now, db)
        }
        if settled > .zero {
            let paid = SettlementFacts(day: context.today, amount: settled, method: .other, note: reason)
            try Settlement.insert(paid, of: id, by: who, now: now, db)
        }
    }

    /// The same for the log.
    var changes: [AuditChange] {
        [
            AuditChange(field: "state", before: nil, after: state.rawValue),
            AuditChange(field: "signatory", before: nil, after: signature?.signatory),
            AuditChange(field: "signed_on", before: nil, after: signature?.day.description),
            AuditChange(field: "total", before: nil, after: String(total.cents)),
            AuditChange(field: "settlement", before: nil, after: settled > .zero ? String(settled.cents) : nil),
        ].filter { $0.after != nil }
    }

    /// Notes where the visitor may not do what the contract's history tells: somebody who cannot sign does not bring signed
    /// contracts in.
    func demandRights(_ client: ClientRef, _ errors: inout FieldErrors, _ context: RequestContext, _ db: any Connection)
        throws
    {
        func may(_ action: Action) throws -> Bool {
            try ContractsModule.may(action, forContractsOf: client, context, db)
        }
        guard state != .draft else { return }
        if try !may(.update) { errors["state"] = tr("You may not change the state of this client’s contracts.") }
        guard signature != nil else { return }
        if try !may(.sign) { errors["state"] = tr("You may not sign contracts of this client.") }
        if state == .cancelled, try !may(.delete) {
            errors["state"] = tr("You may not cancel signed contracts of this client.")
        }
    }
}

extension ContractsModule {
    /// Whether the visitor may do this on the contracts of a client, those included that are not there yet.
    static func may(
        _ action: Action, forContractsOf client: ClientRef, _ context: RequestContext, _ db: any Connection
    ) throws -> Bool {
        if context.may(action, contract) { return true }
        let isOwn = context.actor.grants.all.contains {
            $0.scope == contract.name && $0.action.covers(action) && $0.target == .relation("own")
        }
        guard isOwn, let person = context.actor.id else { return false }
        return try db.row("SELECT id FROM client WHERE id = \(client.id) AND commercial_id = \(person)") != nil
    }
}
