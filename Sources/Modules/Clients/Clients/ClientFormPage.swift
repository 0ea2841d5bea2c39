import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// The form of a client, new or old: what was typed, what is wrong with it, and what somebody else changed meanwhile.
struct ClientFormPage: Page {
    /// Nil for a new client.
    let client: Client?
    let form: ClientForm
    let errors: FieldErrors
    /// The fields that differ from what somebody else stored meanwhile.
    let conflict: [HistoryChange]
    let choices: Choices
    let action, back: String

    /// What may be chosen.
    struct Choices: Sendable {
        /// Names or identifiers to suggest.
        var companies: [String] = []
        /// Trades that other clients have.
        var trades: [String] = []
        /// Nil where the visitor may not choose the commercial.
        var commercials: [Choice]?
    }

    init(_ state: RecordFormState<ClientFacts>, _ context: RequestContext, _ db: any Connection) throws {
        client = state.record
        form = state.form
        errors = state.errors
        conflict = state.conflict
        action = state.action
        back = state.back
        var choices = Choices()
        choices.companies = try Companies.suggestions(context.visible(.read, ClientsModule.company), db)
        choices.trades = Trades.suggestions
        let mayAssign =
            try client.map { try context.may(.assign, ClientsModule.client, on: $0.id, db) }
            ?? context.may(.assign, ClientsModule.client)
        if mayAssign {
            choices.commercials = try Commercials.choices(
                now: client?.facts.commercial, chosen: form["commercial"], db)
        }
        self.choices = choices
    }

    private var civilities: [Choice] {
        Civility.allCases.map { Choice($0.rawValue, $0.title, selected: Civility(typed: form["civility"]) == $0) }
    }

    static let template = "clients/form.html"
    static let fields: [Field<ClientFormPage>] =
        [
            .flag("isNew") { $0.client == nil }, .text("name") { $0.client?.facts.name ?? "" },
            .text("action") { $0.action }, .text("back") { $0.back },
            .text("version") { $0.form.version }, .list("errors") { $0.errors.lines(ClientFacts.labels) },
            .list("conflict") { $0.conflict }, .list("civilities") { $0.civilities },
            .list("commercials") { $0.choices.commercials ?? [] },
            .flag("mayAssign") { $0.choices.commercials != nil },
            .text("commercialName") { $0.client?.facts.commercial?.name ?? "" },
            .texts("companies") { $0.choices.companies }, .texts("trades") { $0.choices.trades },
        ] + views(of: \.form, \.errors)
    static var sample: ClientFormPage { ClientFormPage() }

    private init() {
        var form = ClientForm(Fields())
        form["first_name"] = "Zoé"
        form["telephone"] = "12"
        var errors = FieldErrors("last_name", tr("Please fill this in."))
        errors["telephone"] = tr("Only digits, spaces, dots, dashes and a + in front.")
        client = nil
        self.form = form
        self.errors = errors
        conflict = [
            HistoryChange(
                label: tr("E-mail"), before: .verbatim("zoe@example.org"), after: .verbatim("zoe@example.com"))
        ]
        choices = Choices(
            companies: ["Les Halles d’Été"], trades: ["Traiteur"],
            commercials: [Choice("commercial", named: "Camille Dubois", selected: false)])
        action = "/clients/new"
        back = "/clients"
    }
}
