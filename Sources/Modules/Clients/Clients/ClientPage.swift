import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// One client: facts, and what happened.
struct ClientPage: Page {
    let name, customID: String
    let civility: Message?
    let trade, email, telephone, telephoneUrl: String
    let company, companyUrl: String
    let commercial: String
    let createdAt, updatedAt: Instant
    let archivedAt, erasedAt: Instant?
    let url: String
    let mayEdit, mayDelete: Bool
    /// Whom the client may be handed to; empty where the visitor may not hand it over.
    let commercials: [Choice]
    let history: [HistoryEntry]

    static let template = "clients/show.html"
    static let fields: [Field<ClientPage>] = [
        .text("name") { $0.name }, .text("customId") { $0.customID }, .optionalMessage("civility") { $0.civility },
        .text("trade") { $0.trade }, .text("email") { $0.email }, .text("telephone") { $0.telephone },
        .text("telephoneUrl") { $0.telephoneUrl }, .text("company") { $0.company },
        .text("companyUrl") { $0.companyUrl },
        .text("commercial") { $0.commercial }, .instant("createdAt") { $0.createdAt },
        .instant("updatedAt") { $0.updatedAt },
        .optionalInstant("archivedAt") { $0.archivedAt },
        .optionalInstant("erasedAt") { $0.erasedAt }, .text("url") { $0.url }, .flag("mayEdit") { $0.mayEdit },
        .flag("mayDelete") { $0.mayDelete }, .list("commercials") { $0.commercials }, .list("history") { $0.history },
    ]
    static var sample: ClientPage {
        let then = Instant(seconds: 1_795_000_000)
        return ClientPage(
            name: "Zoé Lefèvre", customID: "LEFEVRE-ZOE", civility: Civility.madam.title, trade: "Traiteur",
            email: "zoe.lefevre@example.org", telephone: "02 40 12 34 56", telephoneUrl: "tel:+33240123456",
            company: "Les Halles d’Été", companyUrl: "/companies/HALLES", commercial: "Camille Dubois", createdAt: then,
            updatedAt: then, archivedAt: then, erasedAt: then, url: "/clients/LEFEVRE-ZOE", mayEdit: true,
            mayDelete: true,
            commercials: [Choice("commercial", named: "Camille Dubois", selected: true)],
            history: [
                .sample(trc("history", "Created"), by: "commercial", at: then)
            ])
    }
}
