import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates

/// Why somebody takes a step.
struct ReasonForm: Form {
    let reason: String
    static let names = ["reason"]
    init(_ fields: Fields) { reason = fields["reason"] }

    static let labels: [String: Message] = ["reason": tr("Reason")]

    /// The checked reason; notes what is wrong with it.
    func checked(needed: Bool, _ errors: inout FieldErrors) -> String {
        errors.lines("reason", reason, most: 1_000, optional: !needed)
    }
}

/// Asks before a contract is cancelled, and why.
struct CancelPage: Page {
    let number, name, action, back: String
    let needsReason: Bool
    let form: ReasonForm
    let errors: FieldErrors

    static let template = "contracts/cancel.html"
    static let fields: [Field<CancelPage>] = [
        .text("number") { $0.number }, .text("name") { $0.name }, .text("action") { $0.action },
        .text("back") { $0.back }, .flag("needsReason") { $0.needsReason },
        .list("errors") { $0.errors.lines(ReasonForm.labels) },
        .model("reason") { $0.errors.view("reason", $0.form.reason) },
    ]
    static var sample: CancelPage {
        CancelPage(
            number: "2026-LEFEVRE", name: "Gala d’hiver", action: "/contracts/2026-LEFEVRE/transitions/cancel",
            back: "/contracts/2026-LEFEVRE", needsReason: true, form: ReasonForm(Fields()),
            errors: FieldErrors("reason", tr("Please fill this in.")))
    }
}

extension ContractsModule {
    /// Takes a step other than the signature.
    func move(_ name: ContractTransition.Name, _ context: RequestContext, _ db: any Connection) throws
        -> HandlerResponse
    {
        let form: ReasonForm = try context.form()
        let contract = try contract(context, db)
        do { try move(contract, name, form, context, db) } catch let errors as FieldErrors where name == .cancel {
            let transition = try ContractTransition.find(name, for: contract)
            return .page(cancelPage(contract, transition, form, errors, context), status: 422)
        }
        return HandlerResponse.seeOther(Self.path(contract)).noticing(.good, name.done)
    }

    /// The same, for pages and programs. Throws ``FieldErrors``, 403, and 409 where the state has no such way out.
    func move(
        _ contract: Contract, _ name: ContractTransition.Name, _ form: ReasonForm, _ context: RequestContext,
        _ db: any Connection
    ) throws {
        let transition = try ContractTransition.find(name, for: contract)
        try context.demand(transition.permission, Self.contract, on: contract.id, db)
        if name == .cancel { try demandFree(contract, context, db) }
        var errors = FieldErrors()
        let reason = form.checked(needed: transition.needsReason, &errors)
        try errors.check()
        try take(transition, on: contract, reason: reason, context, db)
    }

    /// Stores a step and tells the log. Throws 409 where somebody else took one meanwhile.
    func take(
        _ transition: ContractTransition, on contract: Contract, reason: String = "", changes: [AuditChange] = [],
        _ context: RequestContext, _ db: any Connection
    ) throws {
        guard try Contracts.step(contract, transition, reason: reason, by: context.actorRef, now: context.now, db)
        else {
            throw Failure.conflict(tr("Somebody else has changed this contract meanwhile. Please look at it again."))
        }
        let told =
            [
                AuditChange(field: "state", before: contract.state.rawValue, after: transition.to.rawValue),
                AuditChange(field: "reason", before: nil, after: reason.isEmpty ? nil : reason),
            ] + changes
        try context.record(
            transition.name.rawValue, "contract", id: contract.id, label: contract.label,
            changes: told.filter { $0.before != $0.after }, db)
    }

    func askCancelContract(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let contract = try contract(context, db)
        let transition = try ContractTransition.find(.cancel, for: contract)
        try context.demand(transition.permission, Self.contract, on: contract.id, db)
        try demandFree(contract, context, db)
        return .page(cancelPage(contract, transition, ReasonForm(Fields()), FieldErrors(), context))
    }

    /// Throws 409 where another module still has something that stands and falls with the contract.
    private func demandFree(_ contract: Contract, _ context: RequestContext, _ db: any Connection) throws {
        if let reason = try context.hold(on: contract.id, of: Self.contract, db) { throw Failure.conflict(reason) }
    }

    private func cancelPage(
        _ contract: Contract, _ transition: ContractTransition, _ form: ReasonForm, _ errors: FieldErrors,
        _ context: RequestContext
    ) -> CancelPage {
        let path = context.url(Self.path(contract))
        return CancelPage(
            number: contract.customID, name: contract.title, action: path + "/transitions/cancel", back: path,
            needsReason: transition.needsReason, form: form, errors: errors)
    }
}
