import PortalKit
import PortalLanguage
import PortalTemplates

/// One question, “may this person do this?”, and its answer with the reasons.
struct AccessPage: Page {
    let person: FieldView
    let actions, scopes: [Choice]
    let actionError, scopeError: Message?
    let element: FieldView
    let errors: [ErrorLine]
    let answer: Answer?

    /// What came out.
    struct Answer: Model {
        let allowed: Bool
        let question: Message
        let reasons: [Message]
        /// Permissions that answer.
        let granting: [PermissionView]
        /// Permissions on the same things that do not reach so far.
        let others: [PermissionView]
        let audienceUrl: String

        static let fields: [Field<Answer>] = [
            .flag("allowed") { $0.allowed }, .message("question") { $0.question }, .messages("reasons") { $0.reasons },
            .list("granting") { $0.granting }, .list("others") { $0.others }, .text("audienceUrl") { $0.audienceUrl },
        ]
        static var sample: Answer {
            Answer(
                allowed: true,
                question: tr(
                    "%(who)s: %(action)s – %(scope)s", ["who": "zlefevre", "action": "update", "scope": "client"]),
                reasons: [tr("One of the roles below allows it.")], granting: [.sample], others: [.sample],
                audienceUrl: "/administration/access/client/cli1?action=update")
        }
    }

    static let template = "administration/access.html"
    static let fields: [Field<AccessPage>] = [
        .model("person") { $0.person }, .list("actions") { $0.actions }, .list("scopes") { $0.scopes },
        .optionalMessage("actionError") { $0.actionError }, .optionalMessage("scopeError") { $0.scopeError },
        .model("element") { $0.element }, .list("errors") { $0.errors },
        .optionalModel("answer") { $0.answer },
    ]
    static var sample: AccessPage {
        AccessPage(
            person: FieldView("zlefevre"), actions: [Choice("update", Action.update.words, selected: true)],
            scopes: [Choice("role", tr("Roles"), selected: true)], actionError: nil, scopeError: nil,
            element: FieldView("nobody", error: RoleError.invalid("element").words),
            errors: FieldErrors("element", RoleError.invalid("element").words).lines(["element": tr("Item")]),
            answer: .sample)
    }

    static let labels: [String: Message] = [
        "person": tr("Person"), "action": tr("Action"), "scope": tr("Area"), "element": tr("Item"),
    ]
}
