public import PortalLanguage
public import PortalTemplates
public import PortalValues

/// A step that was taken: who, when, why.
public struct WorkflowStep: Model {
    let from, to: Message
    let who, reason: String
    let when: Instant

    /// A step between two states.
    public init<State: WorkflowState>(from: State, to: State, who: String, reason: String, when: Instant) {
        self.from = from.title
        self.to = to.title
        self.who = who
        self.reason = reason
        self.when = when
    }

    /// What its partial may name.
    public static let fields: [Field<WorkflowStep>] = [
        .message("from") { $0.from }, .message("to") { $0.to }, .text("who") { $0.who }, .text("reason") { $0.reason },
        .instant("when") { $0.when },
    ]
}

/// Why somebody takes a step.
public struct ReasonForm: Form {
    let reason: String
    public static let names = ["reason"]
    public init(_ fields: Fields) { reason = fields["reason"] }

    static let labels: [String: Message] = ["reason": tr("Reason")]
}

/// Asks before a step that cannot be taken back, and why it is taken.
public struct ReasonPage: Page {
    /// What it says, which differs from kind to kind.
    public struct Words: Sendable {
        let heading, consequence, keep: Message
        let listTitle: Message
        let listPath: String

        /// - Parameters:
        ///   - heading: what is done, also on the button; `keep` is the way back.
        ///   - consequence: what becomes of the record.
        ///   - list: where the records are listed.
        public init(_ heading: Message, consequence: Message, keep: Message, list: (title: Message, path: String)) {
            self.heading = heading
            self.consequence = consequence
            self.keep = keep
            listTitle = list.title
            listPath = list.path
        }
    }

    let words: Words
    let number, name, action, back, listUrl: String
    let needsReason: Bool
    let form: ReasonForm
    let errors: FieldErrors

    /// The question about the record whose page is at `path`: its identifier, and what people call it.
    public init<Action: WorkflowAction>(
        _ words: Words, _ transition: Transition<Action>, number: String, name: String, path: String,
        _ form: ReasonForm = ReasonForm(Fields()), _ errors: FieldErrors = FieldErrors(), _ context: RequestContext
    ) {
        self.words = words
        self.number = number
        self.name = name
        back = context.url(path)
        action = back + "/transitions/" + transition.name.rawValue
        listUrl = context.url(words.listPath)
        needsReason = transition.needsReason
        self.form = form
        self.errors = errors
    }

    private init(sample words: Words) {
        self.words = words
        (number, name) = ("2026-LEFEVRE", "Gala d’hiver")
        (action, back, listUrl) = ("/contracts/X/transitions/cancel", "/contracts/X", "/contracts")
        needsReason = true
        form = ReasonForm(Fields())
        errors = FieldErrors("reason", tr("Please fill this in."))
    }

    /// Its template.
    public static let template = "workflow/reason.html"
    /// What the template may name.
    public static let fields: [Field<ReasonPage>] = [
        .message("heading") { $0.words.heading }, .message("consequence") { $0.words.consequence },
        .message("keep") { $0.words.keep }, .message("listTitle") { $0.words.listTitle },
        .text("listUrl") { $0.listUrl }, .text("number") { $0.number }, .text("name") { $0.name },
        .text("action") { $0.action }, .text("back") { $0.back }, .flag("needsReason") { $0.needsReason },
        .list("errors") { $0.errors.lines(ReasonForm.labels) },
        .model("reason") { $0.errors.view("reason", $0.form.reason) },
    ]
    /// An invented one.
    public static var sample: ReasonPage {
        ReasonPage(
            sample: Words(
                tr("Delete for good"), consequence: tr("This cannot be undone."), keep: tr("Back"),
                list: (tr("Companies"), "/companies")))
    }
}
