import Clients
import PortalKit
import PortalLanguage
import PortalTemplates

/// The form of a contract, new or old: what was typed, what is wrong with it, and what somebody else changed meanwhile.
struct ContractFormPage: Page {
    /// Nil for a new contract.
    let contract: Contract?
    /// Whether everything may change, or the title only.
    let isDraft: Bool
    let form: ContractForm
    let errors: FieldErrors
    let conflict: [HistoryChange]
    /// To suggest.
    let clients: [Choice]
    let action, back: String

    static let template = "contracts/form.html"
    static let fields: [Field<ContractFormPage>] = [
        .flag("isNew") { $0.contract == nil }, .flag("isDraft") { $0.isDraft },
        .text("number") { $0.contract?.customID ?? "" }, .text("action") { $0.action }, .text("back") { $0.back },
        .text("version") { $0.form.version }, .list("errors") { $0.errors.lines(ContractForm.labels) },
        .list("conflict") { $0.conflict },
        .model("contractId") { $0.errors.view("contract_id", $0.form.contractID ?? "") },
        .model("title") { $0.errors.view("title", $0.form.title) },
        .model("amount") { $0.errors.view("amount", $0.form.amount ?? "") },
        .model("client") { $0.errors.view("client", $0.form.client ?? "") }, .list("clients") { $0.clients },
    ]
    static var sample: ContractFormPage {
        var form = ContractForm(Fields())
        form.title = "Gala d’hiver"
        form.amount = "-3"
        return ContractFormPage(
            contract: nil, isDraft: true, form: form,
            errors: FieldErrors("amount", tr("An amount cannot be negative.")),
            conflict: [
                HistoryChange(label: tr("Subject"), before: .verbatim("Gala"), after: .verbatim("Gala d’hiver"))
            ],
            clients: [Choice("LEFEVRE-ZOE", named: "Zoé Lefèvre", selected: false)], action: "/contracts/new",
            back: "/contracts")
    }
}
