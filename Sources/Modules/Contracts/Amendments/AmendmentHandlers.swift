import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// Drafts an amendment.
struct AmendmentPage: Page {
    let number, name, action, back: String
    let total: Money
    let form: AmendmentForm
    let errors: FieldErrors

    static let template = "contracts/amendment.html"
    static let fields: [Field<AmendmentPage>] = [
        .text("number") { $0.number }, .text("name") { $0.name }, .text("action") { $0.action },
        .text("back") { $0.back }, .money("total") { $0.total },
        .list("errors") { $0.errors.lines(AmendmentForm.labels) },
        .model("reason") { $0.errors.view("reason", $0.form.reason) },
        .model("amount") { $0.errors.view("amount", $0.form.amount) },
    ]
    static var sample: AmendmentPage {
        AmendmentPage(
            number: "2026-LEFEVRE", name: "Gala d’hiver", action: "/contracts/2026-LEFEVRE/amendments/new",
            back: "/contracts/2026-LEFEVRE", total: Money(cents: 120_000), form: AmendmentForm(Fields()),
            errors: FieldErrors("amount", tr("Please fill this in.")))
    }
}

extension ContractsModule {
    func newAmendment(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let contract = try contract(context, db)
        try demandFirm(contract)
        return .page(amendmentPage(contract, AmendmentForm(Fields()), FieldErrors(), context))
    }

    func createAmendment(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: AmendmentForm = try context.form()
        let contract = try contract(context, db)
        do {
            let number = try amend(contract, form, context, db)
            return HandlerResponse.seeOther(Self.path(contract)).noticing(
                .good, tr("Amendment %(number)s is drafted; it counts once it is signed.", ["number": .number(number)]))
        } catch let errors as FieldErrors {
            return .page(amendmentPage(contract, form, errors, context), status: 422)
        }
    }

    /// Drafts an amendment, for pages and programs; its number. Throws ``FieldErrors``, and 409 before the signature.
    @discardableResult
    func amend(_ contract: Contract, _ form: AmendmentForm, _ context: RequestContext, _ db: any Connection) throws
        -> Int
    {
        try demandFirm(contract)
        var errors = FieldErrors()
        guard let facts = form.facts(contract, &errors) else { throw errors }
        let number = try Amendment.insert(facts, of: contract.id, by: context.actorRef, now: context.now, db)
        let changes = [
            AuditChange(field: "reason", before: nil, after: facts.reason),
            AuditChange(field: "total", before: String(contract.total.cents), after: String(facts.amount.cents)),
        ]
        try context.record("amend", "contract", id: contract.id, label: contract.label, changes: changes, db)
        return number
    }

    func withdrawAmendment(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        return HandlerResponse.seeOther(Self.path(try withdraw(context, db))).noticing(
            .good, tr("The amendment is withdrawn."))
    }

    /// Withdraws the draft that the path names, for pages and programs. Throws 404, and 409 for one that is signed.
    @discardableResult
    func withdraw(_ context: RequestContext, _ db: any Connection) throws -> Contract {
        let (contract, amendment) = try draft(context, db)
        guard try amendment.withdraw(db) else { throw Self.signedAlready }
        let change = AuditChange(field: "total", before: String(amendment.amount.cents), after: nil)
        try context.record(
            "withdraw amendment", "contract", id: contract.id, label: contract.label, changes: [change], db)
        return contract
    }

    func askSignAmendment(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let (contract, amendment) = try draft(context, db)
        var form = SignatureForm(Fields())
        form.signatory = contract.signatory
        form.day = context.today.description
        form.version = String(contract.version)
        return .page(signaturePage(contract, amendment, form, FieldErrors(), context))
    }

    func signAmendment(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: SignatureForm = try context.form()
        let (contract, amendment) = try draft(context, db)
        do { try sign(amendment, of: contract, form, context, db) } catch let errors as FieldErrors {
            return .page(signaturePage(contract, amendment, form, errors, context), status: 422)
        }
        return HandlerResponse.seeOther(Self.path(contract)).noticing(
            .good, tr("The amendment is signed and counts from now on."))
    }

    /// Takes the signature of an amendment, for pages and programs. Throws ``FieldErrors``, and 409 for what is settled beyond it.
    func sign(
        _ amendment: Amendment, of contract: Contract, _ form: SignatureForm, _ context: RequestContext,
        _ db: any Connection
    ) throws {
        var errors = FieldErrors()
        guard let signature = form.checked(today: context.today, &errors) else { throw errors }
        guard try amendment.sign(signature, db) else { throw Self.signedAlready }
        guard try Contracts.agree(contract, total: amendment.amount, now: context.now, db) else {
            throw Failure.conflict(
                tr(
                    "%(amount)s is settled already; the new amount cannot be less.",
                    ["amount": .money(contract.settled)]))
        }
        let changes = [
            AuditChange(field: "total", before: String(contract.total.cents), after: String(amendment.amount.cents)),
            AuditChange(field: "signatory", before: nil, after: signature.signatory),
            AuditChange(field: "signed_on", before: nil, after: signature.day.description),
        ]
        try context.record("sign amendment", "contract", id: contract.id, label: contract.label, changes: changes, db)
    }

    /// The contract and the drafted amendment that the path names. Throws 409 for one that is signed.
    func draft(_ context: RequestContext, _ db: any Connection) throws -> (Contract, Amendment) {
        let contract = try contract(context, db)
        try demandFirm(contract)
        guard let amendment = try Amendment.find(context.parameter("amendment"), of: contract.id, db) else {
            throw Failure.notFound
        }
        if amendment.isSigned { throw Self.signedAlready }
        return (contract, amendment)
    }

    private static var signedAlready: Failure { .conflict(tr("This amendment is signed, and stays as it is.")) }

    private func amendmentPage(
        _ contract: Contract, _ form: AmendmentForm, _ errors: FieldErrors, _ context: RequestContext
    )
        -> AmendmentPage
    {
        let path = context.url(Self.path(contract))
        return AmendmentPage(
            number: contract.customID, name: contract.title, action: path + "/amendments/new", back: path,
            total: contract.total, form: form, errors: errors)
    }

    private func signaturePage(
        _ contract: Contract, _ amendment: Amendment, _ form: SignatureForm, _ errors: FieldErrors,
        _ context: RequestContext
    ) -> SignaturePage {
        let path = context.url(Self.path(contract))
        return SignaturePage(
            number: contract.customID, name: contract.title, amendment: amendment.number, amount: amendment.amount,
            action: "\(path)/amendments/\(amendment.number)/signature", back: path, form: form, errors: errors)
    }
}
