import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension ContractsModule {
    func showSchedule(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let contract = try contract(visit, db)
        try contract.demandOpen()
        return .page(try schedule(contract, InstalmentForm(Fields()), FieldErrors(), visit, db))
    }

    /// Adds a line; together they never ask for more than the contract does.
    func addInstalment(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: InstalmentForm = try visit.form()
        let contract = try contract(visit, db)
        try contract.demandOpen()
        let page = try schedule(contract, form, FieldErrors(), visit, db)
        guard page.schedule?.lines.count ?? 0 < Schedule.most else {
            throw Failure.conflict(
                tr("A payment schedule has %(count)s lines at most.", ["count": .number(Schedule.most)]))
        }
        var errors = FieldErrors()
        guard let facts = form.facts(contract, left: page.left, &errors) else {
            return .page(try schedule(contract, form, errors, visit, db), status: 422)
        }
        try facts.insert(of: contract.id, db)
        try record("schedule", facts.amount, contract, visit, db)
        return Reply.seeOther(Self.path(contract) + "/schedule").noticing(
            .good, tr("%(amount)s is due on %(day)s.", ["amount": .money(facts.amount), "day": .day(facts.dueOn)]))
    }

    func removeInstalment(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let contract = try contract(visit, db)
        try contract.demandOpen()
        guard let id = Int64(visit.parameter("instalment")) else { throw Failure.notFound }
        let removed = try db.value(
            "DELETE FROM contract_instalment WHERE id = \(id) AND contract_id = \(contract.id) RETURNING cents",
            as: Money.self)
        guard let removed else { throw Failure.notFound }
        try record("unschedule", removed, contract, visit, db)
        return Reply.seeOther(Self.path(contract) + "/schedule").noticing(
            .good, tr("The line of %(amount)s is removed.", ["amount": .money(removed)]))
    }

    private func schedule(
        _ contract: Contract, _ form: InstalmentForm, _ errors: FieldErrors, _ visit: Visit, _ db: any Connection
    ) throws -> SchedulePage {
        SchedulePage(
            contract: contract, url: visit.url(Self.path(contract)),
            schedule: try Schedule(of: contract, today: visit.today, db), form: form, errors: errors)
    }

    private func record(
        _ action: String, _ amount: Money, _ contract: Contract, _ visit: Visit, _ db: any Connection
    ) throws {
        let change = AuditChange(field: "instalment", before: nil, after: String(amount.cents))
        try visit.record(action, "contract", id: contract.id, label: contract.label, changes: [change], db)
    }
}
