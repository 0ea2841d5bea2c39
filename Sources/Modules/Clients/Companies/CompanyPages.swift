import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// One company: facts, its clients, and what happened.
struct CompanyPage: Page {
    let name, customID, siret: String
    let isSiren: Bool
    let activity: String
    let founded: Day?
    let headcount: Message?
    let address: [String]
    let createdAt, updatedAt: Instant
    let archivedAt: Instant?
    let url: String
    let mayEdit, mayDelete: Bool
    /// The first of its clients that the visitor may see.
    let clients: [ClientRow]
    let clientCount: Message?
    let clientsUrl, newClientUrl: String
    let history: [HistoryEntry]

    static let template = "clients/companies/show.html"
    static let fields: [Field<CompanyPage>] = [
        .text("name") { $0.name }, .text("customId") { $0.customID }, .text("siret") { $0.siret },
        .flag("isSiren") { $0.isSiren },
        .text("activity") { $0.activity }, .optionalDay("founded") { $0.founded },
        .optionalMessage("headcount") { $0.headcount },
        .texts("address") { $0.address }, .instant("createdAt") { $0.createdAt },
        .instant("updatedAt") { $0.updatedAt },
        .optionalInstant("archivedAt") { $0.archivedAt }, .text("url") { $0.url }, .flag("mayEdit") { $0.mayEdit },
        .flag("mayDelete") { $0.mayDelete }, .list("clients") { $0.clients },
        .optionalMessage("clientCount") { $0.clientCount }, .text("clientsUrl") { $0.clientsUrl },
        .text("newClientUrl") { $0.newClientUrl }, .list("history") { $0.history },
    ]
    static var sample: CompanyPage {
        let then = Instant(seconds: 1_795_000_000)
        return CompanyPage(
            name: "Les Halles d’Été", customID: "HALLES", siret: "732 829 320 00074", isSiren: false,
            activity: "56.21Z",
            founded: Day(number: 15_000), headcount: Headcount.upTo19.title,
            address: ["12 rue des Glycines", "44000 Nantes CEDEX 9"], createdAt: then, updatedAt: then,
            archivedAt: then,
            url: "/companies/HALLES", mayEdit: true, mayDelete: true,
            clients: [ClientRow(sample: "Zoé Lefèvre", company: "Les Halles d’Été")],
            clientCount: trn("%(count)s client", "%(count)s clients", 3), clientsUrl: "/clients?company=HALLES",
            newClientUrl: "/clients/new?company_id=HALLES",
            history: [
                .sample(trc("history", "Created"), by: "commercial", at: then)
            ])
    }
}

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
        var form = CompanyForm(Fields())
        form["company_name"] = "Les Halles d’Été"
        form["siret"] = "123"
        return CompanyFormPage(
            company: nil, form: form, errors: FieldErrors("siret", tr("9 digits for a SIREN, 14 for a SIRET.")),
            conflict: [HistoryChange(label: tr("Town"), before: .verbatim("Nantes"), after: .verbatim("Rezé"))],
            action: "/companies/new", back: "/companies", lookUpUrl: "/companies/look-up", findsTowns: true,
            towns: ["Nantes", "Rezé"])
    }
}
