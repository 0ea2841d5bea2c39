import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// Who signed for the client, on which day.
struct Signature: Sendable {
    let signatory: String
    let day: Day
}

/// What a browser says of a signature.
struct SignatureForm: Form {
    var signatory = ""
    var day = ""
    /// The version that was read before signing; empty where the form did not know it.
    var version = ""
    static let names = ["signatory", "day", "version"]

    init(_ fields: Fields) {
        signatory = fields["signatory"]
        day = fields["day"]
        version = fields["version"]
    }

    static let labels: [String: Message] = ["signatory": tr("Signatory"), "day": tr("Signed on")]

    /// The checked signature; notes everything that is wrong, nil then.
    func checked(today: Day, _ errors: inout FieldErrors) -> Signature? {
        let signatory = errors.line("signatory", signatory, most: 150, optional: false)
        let day = errors.pastDay("day", day, today: today)
        guard let day, errors.isEmpty else { return nil }
        return Signature(signatory: signatory, day: day)
    }
}

/// Takes a signature: of a contract, or of an amendment.
struct SignaturePage: Page {
    let number, name: String
    /// The amendment; nil for the contract itself.
    let amendment: Int?
    let amount: Money
    let action, back: String
    let form: SignatureForm
    let errors: FieldErrors

    static let template = "contracts/sign.html"
    static let fields: [Field<SignaturePage>] = [
        .text("number") { $0.number }, .text("name") { $0.name }, .optionalNumber("amendment") { $0.amendment },
        .money("amount") { $0.amount }, .text("action") { $0.action }, .text("back") { $0.back },
        .list("errors") { $0.errors.lines(SignatureForm.labels) }, .text("version") { $0.form.version },
        .model("signatory") { $0.errors.view("signatory", $0.form.signatory) },
        .model("day") { $0.errors.view("day", $0.form.day) },
    ]
    static var sample: SignaturePage {
        SignaturePage(
            number: "2026-LEFEVRE", name: "Gala d’hiver", amendment: 2, amount: Money(cents: 150_000),
            action: "/contracts/2026-LEFEVRE/signature", back: "/contracts/2026-LEFEVRE",
            form: SignatureForm(Fields()), errors: FieldErrors("day", tr("This day lies in the future.")))
    }
}

extension ContractsModule {
    func askSignContract(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let contract = try contract(context, db)
        try demandSignable(contract)
        var form = SignatureForm(Fields())
        form.signatory = contract.client.name
        form.day = context.today.description
        form.version = String(contract.version)
        return .page(signaturePage(contract, form, FieldErrors(), context))
    }

    func signContract(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: SignatureForm = try context.form()
        let contract = try contract(context, db)
        do { try sign(contract, form, context, db) } catch let errors as FieldErrors {
            return .page(signaturePage(contract, form, errors, context), status: 422)
        }
        return HandlerResponse.seeOther(Self.path(contract)).noticing(.good, ContractAction.sign.done)
    }

    /// Takes the signature, for pages and programs. Throws ``FieldErrors``, and 409 for what cannot be signed.
    func sign(_ contract: Contract, _ form: SignatureForm, _ context: RequestContext, _ db: any Connection) throws {
        let transition = try demandSignable(contract)
        guard form.version.isEmpty || form.version == String(contract.version) else {
            throw Failure.conflict(tr("Somebody else has changed this contract meanwhile. Please look at it again."))
        }
        var errors = FieldErrors()
        guard let signature = form.checked(today: context.today, &errors) else { throw errors }
        try Contracts.sign(contract, signature, db)
        let changes = [
            AuditChange(field: "signatory", before: nil, after: signature.signatory),
            AuditChange(field: "signed_on", before: nil, after: signature.day.description),
            AuditChange(field: "amount", before: nil, after: String(contract.amount.cents)),
        ]
        try Self.workflow.take(transition, on: contract.subject, changes: changes, context, db)
    }

    @discardableResult
    private func demandSignable(_ contract: Contract) throws(Failure) -> ContractTransition {
        let transition = try ContractAction.sign.transition(from: contract.state)
        if contract.amount == .zero {
            throw .conflict(tr("A contract over nothing cannot be signed. Take it back to draft and give its amount."))
        }
        return transition
    }

    private func signaturePage(
        _ contract: Contract, _ form: SignatureForm, _ errors: FieldErrors, _ context: RequestContext
    )
        -> SignaturePage
    {
        let path = context.url(Self.path(contract))
        return SignaturePage(
            number: contract.customID, name: contract.title, amendment: nil, amount: contract.amount,
            action: path + "/signature", back: path, form: form, errors: errors)
    }
}
