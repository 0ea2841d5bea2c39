import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension ClientsModule {
    func listClients(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        try savedClients.opening(context, db) ?? page(ClientList(context, db), context, db)
    }

    /// The filters that are kept for the list of clients.
    var savedClients: SavedFilterController {
        SavedFilterController("/clients", tr("Clients"), Self.client, id: "client.id") { ClientFilter.catalogue($0) }
    }

    func exportClients(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let list = try ClientList(context, db)
        guard list.filter.fault == nil else { return try page(list, context, db) }
        let titles =
            ClientFacts.titles + [tr("Company identifier"), tr("Company name"), tr("Commercial"), tr("Since")]
        let file = try CSVFile.export(
            list.everything, name: context.language.text(trc("file", "clients")), titles: titles,
            in: context.application.temporaryDirectory,
            language: context.language, db
        ) { row in
            let client = try Client(row)
            return client.facts.cells(in: context.language) + [
                .optional(client.company?.customID), .optional(client.company?.name),
                .optional(client.commercial?.username),
                .instant(client.createdAt),
            ]
        }
        return .file(file)
    }

    func showClient(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let client = try client(context, db)
        var companyUrl = ""
        if let company = client.company, try context.may(.read, Self.company, on: company.id, db) {
            companyUrl = context.url(Self.path(company))
        }
        let erasedAt = try Erasures.moment(.client, client.id, db)
        let isOpen = erasedAt == nil
        var commercials: [Choice] = []
        if isOpen, try context.may(.assign, Self.client, on: client.id, db) {
            var known = try Commercials.all(db)
            if let current = client.commercial, !known.contains(where: { $0.id == current.id }) {
                known.append(current)
            }
            commercials = known.map { Choice($0.username, named: $0.name, selected: $0.id == client.commercial?.id) }
        }
        let facts = client.facts
        return .page(
            ClientPage(
                name: facts.name,
                facts: RecordFact.all(
                    of: facts, except: ["first_name", "last_name"],
                    links: [
                        "email": "mailto:" + facts.email, "telephone": facts.telephone.map { "tel:" + $0.e164 } ?? "",
                    ])
                    + [
                        RecordFact(tr("Company"), client.company?.name, url: companyUrl),
                        RecordFact(tr("Commercial"), client.commercial?.name),
                    ], createdAt: client.createdAt,
                updatedAt: client.updatedAt, archivedAt: client.archivedAt, erasedAt: erasedAt,
                url: context.url(Self.path(client)),
                mayEdit: try isOpen && context.may(.update, Self.client, on: client.id, db),
                mayDelete: try isOpen && context.may(.delete, Self.client, on: client.id, db), commercials: commercials,
                history: try HistoryEntry.of(
                    client.id, createdAt: client.createdAt, words: .client, db)))
    }

    func askDeleteClient(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        .page(deletePage(try client(context, db), context, obstacle: nil))
    }

    func deleteClient(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let client = try client(context, db)
        do { try delete(client, context, db) } catch Failure.conflict(let obstacle, .referenced) {
            return .page(deletePage(client, context, obstacle: obstacle), status: 409)
        }
        return HandlerResponse.seeOther("/clients").noticing(
            .good, tr("%(name)s is deleted.", ["name": .text(client.facts.name)]))
    }

    private func deletePage(_ client: Client, _ context: RequestContext, obstacle: Message?) -> DeletePage {
        DeletePage(
            heading: tr("Delete this client?"), name: client.facts.name,
            consequence: tr("Everything that is known of this client will be lost. This cannot be undone."),
            obstacle: obstacle,
            action: context.url(Self.path(client) + "/delete"), back: context.url(Self.path(client)),
            listUrl: context.url("/clients"),
            listTitle: tr("Clients"))
    }

    /// The client that the path names.
    func client(_ context: RequestContext, _ db: any Connection) throws -> Client {
        guard let client = try Clients.find(try context.element("client"), db) else { throw Failure.notFound }
        return client
    }

    static func path(_ client: Client) -> String { "/clients/" + Escape.query(client.customID) }
    static func path(_ company: CompanyRef) -> String { "/companies/" + Escape.query(company.customID) }
}

extension String {
    /// For spreadsheets, which sort and search by plain spaces.
    var plainSpaces: String { replacing("\u{A0}", with: " ") }
}
