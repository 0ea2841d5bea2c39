import PortalConfiguration
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// The form of a company, new or old: what was typed, what is wrong with it, and what somebody else changed meanwhile.
struct CompanyFormPage: Page {
    /// Nil for a new company.
    let company: Company?
    let form: CompanyForm
    let errors: FieldErrors
    /// The fields that differ from what somebody else stored meanwhile.
    let conflict: [HistoryChange]
    let action, back: String
    /// Where companies are looked up; empty where they are not.
    let lookUpUrl: String
    /// Whether towns can be looked up by their postal code.
    let findsTowns: Bool
    /// The towns of the postal code, to choose from.
    var towns: [String] = []

    init(_ state: RecordFormState<CompanyFacts>, _ context: RequestContext) {
        company = state.record
        form = state.form
        errors = state.errors
        conflict = state.conflict
        action = state.action
        back = state.back
        lookUpUrl = state.record == nil && ClientsModule.looksUp(context) ? context.url("/companies/look-up") : ""
        findsTowns = !context.application.configuration.townDirectory.isEmpty
    }

    private var headcounts: [Choice] {
        Headcount.allCases.map { Choice($0.rawValue, $0.title, selected: form["headcount"] == $0.rawValue) }
    }

    static let template = "clients/companies/form.html"
    static let fields: [Field<CompanyFormPage>] =
        [
            .flag("isNew") { $0.company == nil }, .text("name") { $0.company?.facts.name ?? "" },
            .text("action") { $0.action },
            .text("back") { $0.back }, .text("lookUpUrl") { $0.lookUpUrl }, .flag("findsTowns") { $0.findsTowns },
            .texts("towns") { $0.towns }, .text("version") { $0.form.version },
            .list("errors") { $0.errors.lines(CompanyFacts.labels) }, .list("conflict") { $0.conflict },
            .list("headcounts") { $0.headcounts },
        ] + views(of: \.form, \.errors)
    static var sample: CompanyFormPage {
        CompanyFormPage(errors: FieldErrors("siret", tr("9 digits for a SIREN, 14 for a SIRET.")), towns: ["Nantes"])
    }

    private init(errors: FieldErrors, towns: [String]) {
        company = nil
        form = CompanyForm(Fields([("company_name", "Les Halles d’Été"), ("siret", "123")]))
        self.errors = errors
        conflict = [HistoryChange(label: tr("Town"), before: .verbatim("Nantes"), after: .verbatim("Rezé"))]
        action = "/companies/new"
        back = "/companies"
        lookUpUrl = "/companies/look-up"
        findsTowns = true
        self.towns = towns
    }
}
