import PortalKit
import PortalLanguage
import PortalTemplates

/// Companies found in the public directory, each one step away from the form for a new company.
struct LookUpPage: Page {
    let query, action, newUrl: String
    /// Why nothing could be asked.
    let notice: Message?
    let rows: [FoundRow]

    static let template = "clients/companies/look-up.html"
    static let fields: [Field<LookUpPage>] = [
        .text("query") { $0.query }, .text("action") { $0.action }, .text("newUrl") { $0.newUrl },
        .optionalMessage("notice") { $0.notice }, .list("rows") { $0.rows },
    ]
    static var sample: LookUpPage {
        var found = FoundCompany(siret: Siret(siren: "732829320", nic: "00074"))
        found.name = "Les Halles d’Été"
        found.town = "Nantes"
        found.isClosed = true
        found.isHeadOffice = true
        return LookUpPage(
            query: "halles", action: "/companies/look-up", newUrl: "/companies/new",
            notice: tr("The directory of companies does not answer at the moment. Please fill the form in yourself."),
            rows: [FoundRow(found, useUrl: "/companies/new?company_name=Halles", knownUrl: "/companies/HALLES")])
    }
}

/// One establishment that was found.
struct FoundRow: Model {
    let found: FoundCompany
    /// The form for a new company, filled in.
    let useUrl: String
    /// The company that is here already under the same SIREN; empty for none.
    let knownUrl: String

    init(_ found: FoundCompany, useUrl: String, knownUrl: String) {
        self.found = found
        self.useUrl = useUrl
        self.knownUrl = knownUrl
    }

    private var place: String {
        [found.street, [found.postalCode, found.town].filter { !$0.isEmpty }.joined(separator: " ")].filter {
            !$0.isEmpty
        }.joined(separator: ", ")
    }

    static let fields: [Field<FoundRow>] = [
        .text("name") { $0.found.name }, .text("siret") { $0.found.siret.shown }, .text("place") { $0.place },
        .text("activity") { $0.found.activity }, .flag("isClosed") { $0.found.isClosed },
        .flag("isHeadOffice") { $0.found.isHeadOffice }, .text("useUrl") { $0.useUrl },
        .text("knownUrl") { $0.knownUrl },
    ]
}
