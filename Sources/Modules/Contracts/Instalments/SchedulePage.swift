import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// The payment schedule of a contract, to add to and to remove from.
struct SchedulePage: Page {
    let contract: Contract
    let url: String
    let schedule: Schedule?
    let form: InstalmentForm
    let errors: FieldErrors

    private var lines: [Instalment] { schedule?.removable(below: url + "/schedule") ?? [] }
    /// What no line asks for yet.
    var left: Money { contract.total.subtracting(schedule?.total ?? .zero) ?? .zero }

    static let template = "contracts/schedule.html"
    static let fields: [Field<SchedulePage>] = [
        .text("number") { $0.contract.customID }, .text("name") { $0.contract.title }, .text("url") { $0.url },
        .money("total") { $0.contract.total }, .money("left") { $0.left }, .flag("isComplete") { $0.left <= .zero },
        .list("lines") { $0.lines }, .list("errors") { $0.errors.lines(InstalmentForm.labels) },
        .model("dueOn") { $0.errors.view("due_on", $0.form.dueOn) },
        .model("amount") { $0.errors.view("amount", $0.form.amount) },
        .model("label") { $0.errors.view("label", $0.form.label) },
    ]

    static var sample: SchedulePage {
        SchedulePage(
            contract: .sample, url: "/contracts/2026-LEFEVRE", schedule: nil, form: InstalmentForm(Fields()),
            errors: FieldErrors())
    }
}
