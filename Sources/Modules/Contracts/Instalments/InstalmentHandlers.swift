import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension ContractsModule {
    func showSchedule(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let contract = try contract(context, db)
        try contract.demandOpen()
        return .page(try schedule(contract, InstalmentForm(Fields()), FieldErrors(), context, db))
    }

    /// Adds a line; together they never ask for more than the contract does.
    func addInstalment(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: InstalmentForm = try context.form()
        let contract = try contract(context, db)
        try contract.demandOpen()
        let page = try schedule(contract, form, FieldErrors(), context, db)
        guard page.schedule?.lines.count ?? 0 < Schedule.most else {
            throw Failure.conflict(
                tr("A payment schedule has %(count)s lines at most.", ["count": .number(Schedule.most)]))
        }
        var errors = FieldErrors()
        guard let facts = form.facts(contract, left: page.left, &errors) else {
            return .page(try schedule(contract, form, errors, context, db), status: 422)
        }
        try facts.insert(of: contract.id, db)
        try record("schedule", facts.amount, contract, context, db)
        return HandlerResponse.seeOther(Self.path(contract) + "/schedule").noticing(
            .good, tr("%(amount)s is due on %(day)s.", ["amount": .money(facts.amount), "day": .day(facts.dueOn)]))
    }

    func removeInstalment(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let contract = try contract(context, db)
        try contract.demandOpen()
        guard let id = Int64(context.parameter("instalment")) else { throw Failure.notFound }
        guard let removed = try InstalmentFacts.remove(id, of: contract.id, db) else { throw Failure.notFound }
        try record("unschedule", removed, contract, context, db)
        return HandlerResponse.seeOther(Self.path(contract) + "/schedule").noticing(
            .good, tr("The line of %(amount)s is removed.", ["amount": .money(removed)]))
    }

    private func schedule(
        _ contract: Contract, _ form: InstalmentForm, _ errors: FieldErrors, _ context: RequestContext,
        _ db: any Connection
    ) throws -> SchedulePage {
        SchedulePage(
            contract: contract, url: context.url(Self.path(contract)),
            schedule: try Schedule(of: contract, today: context.today, db), form: form, errors: errors)
    }

    private func record(
        _ action: String, _ amount: Money, _ contract: Contract, _ context: RequestContext, _ db: any Connection
    ) throws {
        let change = AuditChange(field: "instalment", before: nil, after: String(amount.cents))
        try context.record(action, "contract", id: contract.id, label: contract.label, changes: [change], db)
    }
}
