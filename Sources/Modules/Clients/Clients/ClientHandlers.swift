import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension ClientsModule {
    func listClients(_ visit: Visit, _ db: any Connection) throws -> Reply {
        try savedClients.opening(visit, db) ?? page(ClientList(visit, db), visit, db)
    }

    /// The filters that are kept for the list of clients.
    var savedClients: SavedFilterDesk {
        SavedFilterDesk("/clients", tr("Clients"), Self.client, id: "client.id") { ClientFilter.catalogue($0) }
    }

    func exportClients(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let list = try ClientList(visit, db)
        guard list.filter.fault == nil else { return try page(list, visit, db) }
        let titles =
            ClientFacts.titles + [tr("Company identifier"), tr("Company name"), tr("Commercial"), tr("Since")]
        let file = try CSVFile.export(
            list.everything, name: visit.language.text(trc("file", "clients")), titles: titles,
            in: visit.house.temporaryDirectory,
            language: visit.language, db
        ) { row in
            let client = try Client(row)
            return client.facts.cells(in: visit.language) + [
                .optional(client.company?.customID), .optional(client.company?.name),
                .optional(client.commercial?.username),
                .instant(client.createdAt),
            ]
        }
        return .file(file)
    }

    func showClient(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let client = try client(visit, db)
        var companyUrl = ""
        if let company = client.company, try visit.may(.read, Self.company, on: company.id, db) {
            companyUrl = visit.url(Self.path(company))
        }
        let erasedAt = try Erasures.moment(.client, client.id, db)
        let isOpen = erasedAt == nil
        var commercials: [Choice] = []
        if isOpen, try visit.may(.assign, Self.client, on: client.id, db) {
            var known = try Commercials.all(db)
            if let current = client.commercial, !known.contains(where: { $0.id == current.id }) {
                known.append(current)
            }
            commercials = known.map { Choice($0.username, named: $0.name, selected: $0.id == client.commercial?.id) }
        }
        let facts = client.facts
        return .page(
            ClientPage(
                name: facts.name, customID: client.customID, civility: facts.civility?.title, trade: facts.employeeRole,
                email: facts.email, telephone: facts.telephone?.shown ?? "",
                telephoneUrl: facts.telephone.map { "tel:" + $0.e164 } ?? "", company: client.company?.name ?? "",
                companyUrl: companyUrl, commercial: client.commercial?.name ?? "", createdAt: client.createdAt,
                updatedAt: client.updatedAt, archivedAt: client.archivedAt, erasedAt: erasedAt,
                url: visit.url(Self.path(client)),
                mayEdit: try isOpen && visit.may(.update, Self.client, on: client.id, db),
                mayDelete: try isOpen && visit.may(.delete, Self.client, on: client.id, db), commercials: commercials,
                history: try HistoryEntry.of(
                    client.id, createdAt: client.createdAt, words: .client, db)))
    }

    func askDeleteClient(_ visit: Visit, _ db: any Connection) throws -> Reply {
        .page(deletePage(try client(visit, db), visit, obstacle: nil))
    }

    func deleteClient(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let client = try client(visit, db)
        do { try delete(client, visit, db) } catch Failure.conflict(let obstacle, .referenced) {
            return .page(deletePage(client, visit, obstacle: obstacle), status: 409)
        }
        return Reply.seeOther("/clients").noticing(
            .good, tr("%(name)s is deleted.", ["name": .text(client.facts.name)]))
    }

    private func deletePage(_ client: Client, _ visit: Visit, obstacle: Message?) -> DeletePage {
        DeletePage(
            heading: tr("Delete this client?"), name: client.facts.name,
            consequence: tr("Everything that is known of this client will be lost. This cannot be undone."),
            obstacle: obstacle,
            action: visit.url(Self.path(client) + "/delete"), back: visit.url(Self.path(client)),
            listUrl: visit.url("/clients"),
            listTitle: tr("Clients"))
    }

    /// The client that the path names.
    func client(_ visit: Visit, _ db: any Connection) throws -> Client {
        guard let client = try Clients.find(try visit.element("client"), db) else { throw Failure.notFound }
        return client
    }

    static func path(_ client: Client) -> String { "/clients/" + Escape.query(client.customID) }
    static func path(_ company: CompanyRef) -> String { "/companies/" + Escape.query(company.customID) }
}

extension String {
    /// For spreadsheets, which sort and search by plain spaces.
    var plainSpaces: String { replacing("\u{A0}", with: " ") }
}
