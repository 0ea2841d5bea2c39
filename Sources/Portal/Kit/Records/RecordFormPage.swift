import PortalLanguage
import PortalTemplates

/// What the form of a record shows: new or old, as typed, what is wrong with it, and what somebody else stored meanwhile.
public struct RecordFormState<Facts: IdentifiedFacts>: Sendable {
    /// Nil for a new one.
    public let record: StoredRecord<Facts>?
    /// What was typed.
    public let form: RecordForm<Facts>
    /// What is wrong with it.
    public let errors: FieldErrors
    /// The fields that differ from what somebody else stored meanwhile.
    public let conflict: [HistoryChange]
    /// Where the form is sent, and where its “Cancel” leads.
    public let action, back: String
    /// The path of the list, and what it is called.
    let listUrl: String
    let words: RecordWords
    let inputs: [FormInput]
}

/// The form of a record whose fields stand below each other.
struct RecordFormPage: Page {
    let isNew: Bool
    let name: String
    let new, add, many: Message
    let listUrl, action, back, version: String
    let errors: [ErrorLine]
    let conflict: [HistoryChange]
    let inputs: [FormInput]

    init<Facts: IdentifiedFacts>(_ state: RecordFormState<Facts>) {
        isNew = state.record == nil
        name = state.record?.facts.name ?? ""
        new = state.words.new
        add = state.words.add
        many = state.words.many
        listUrl = state.listUrl
        action = state.action
        back = state.back
        version = state.form.version
        errors = state.errors.lines(Facts.labels)
        conflict = state.conflict
        inputs = state.inputs
    }

    private init(inputs: [FormInput]) {
        isNew = true
        name = "Les Halles d’Été"
        (new, add, many) = (tr("New company"), tr("Add the company"), tr("Companies"))
        (listUrl, action, back, version) = ("/companies", "/companies/new", "/companies", "")
        errors = FieldErrors("name", tr("Please fill this in.")).lines(["name": tr("Name")])
        conflict = [HistoryChange(label: tr("Town"), before: .verbatim("Nantes"), after: .verbatim("Rezé"))]
        self.inputs = inputs
    }

    static let template = "records/form.html"
    static let fields: [Field<RecordFormPage>] = [
        .flag("isNew") { $0.isNew }, .text("name") { $0.name }, .message("new") { $0.new }, .message("add") { $0.add },
        .message("many") { $0.many }, .text("listUrl") { $0.listUrl }, .text("action") { $0.action },
        .text("back") { $0.back }, .text("version") { $0.version }, .list("errors") { $0.errors },
        .list("conflict") { $0.conflict }, .list("inputs") { $0.inputs },
    ]
    static var sample: RecordFormPage { RecordFormPage(inputs: FormInput.samples) }
}
