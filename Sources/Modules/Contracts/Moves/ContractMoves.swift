import PortalDatabase
import PortalKit
import PortalLanguage

extension ContractsModule {
    /// From the first draft to the end.
    static let workflow = Workflow<ContractAction>(
        contract, overtaken: tr("Somebody else has changed this contract meanwhile. Please look at it again."))

    private static let cancellation = ReasonPage.Words(
        tr("Cancel the contract"),
        consequence: tr(
            "A cancelled contract stays readable, but nothing of it can be changed any more, and it does not come back. You can copy it as a new draft."
        ), keep: tr("Keep the contract"), list: (tr("Contracts"), "/contracts"))

    /// Takes a step other than the signature.
    func move(_ action: ContractAction, _ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: ReasonForm = try context.form()
        let contract = try contract(context, db)
        do { try Self.workflow.move(contract.subject, action, form, context, db) } catch let errors as FieldErrors
            where action == .cancel
        {
            let page = cancelPage(contract, try action.transition(from: contract.state), form, errors, context)
            return .page(page, status: 422)
        }
        return HandlerResponse.seeOther(Self.path(contract)).noticing(.good, action.done)
    }

    func askCancelContract(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let contract = try contract(context, db)
        let transition = try ContractAction.cancel.transition(from: contract.state)
        try Self.workflow.demand(transition, on: contract.id, context, db)
        return .page(cancelPage(contract, transition, ReasonForm(Fields()), FieldErrors(), context))
    }

    private func cancelPage(
        _ contract: Contract, _ transition: ContractTransition, _ form: ReasonForm, _ errors: FieldErrors,
        _ context: RequestContext
    ) -> ReasonPage {
        ReasonPage(
            Self.cancellation, transition, number: contract.customID, name: contract.title,
            path: Self.path(contract), form, errors, context)
    }
}

extension Contract {
    /// The contract as a step needs to know it.
    var subject: ContractsModule.Subject { (id, state, label) }
}

extension ContractsModule {
    /// A contract on its way.
    typealias Subject = Workflow<ContractAction>.Subject
}
