import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// One client: facts, and what happened.
struct ClientPage: Page {
    let name: String
    let facts: [RecordFact]
    let createdAt, updatedAt: Instant
    let archivedAt, erasedAt: Instant?
    let url: String
    let mayEdit, mayDelete: Bool
    /// Whom the client may be handed to; empty where the visitor may not hand it over.
    let commercials: [Choice]
    let history: [HistoryEntry]

    static let template = "clients/show.html"
    static let fields: [Field<ClientPage>] = [
        .text("name") { $0.name }, .list("facts") { $0.facts }, .instant("createdAt") { $0.createdAt },
        .instant("updatedAt") { $0.updatedAt },
        .optionalInstant("archivedAt") { $0.archivedAt },
        .optionalInstant("erasedAt") { $0.erasedAt }, .text("url") { $0.url }, .flag("mayEdit") { $0.mayEdit },
        .flag("mayDelete") { $0.mayDelete }, .list("commercials") { $0.commercials }, .list("history") { $0.history },
    ]
    static var sample: ClientPage {
        let then = Instant(seconds: 1_795_000_000)
        return ClientPage(
            name: "Zoé Lefèvre",
            facts: [RecordFact(tr("Company"), "Les Halles d’Été", url: "/companies/HALLES")], createdAt: then,
            updatedAt: then, archivedAt: then, erasedAt: then, url: "/clients/LEFEVRE-ZOE", mayEdit: true,
            mayDelete: true,
            commercials: [Choice("commercial", named: "Camille Dubois", selected: true)],
            history: [
                .sample(trc("history", "Created"), by: "commercial", at: then)
            ])
    }
}
