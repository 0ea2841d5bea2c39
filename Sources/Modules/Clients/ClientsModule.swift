public import PortalDatabase
public import PortalKit
public import PortalLanguage
public import PortalTemplates

/// Companies and the people there, or by themselves, whom the association works for; and who looks after them.
public struct ClientsModule: Module {
    /// Names the module in addresses, templates and settings.
    public static let id = "clients"

    /// Companies and clients.
    public init() {}

    /// The clients; `own` are those whose commercial asks.
    public static let client = Scope(
        "client", title: tr("Clients"), elements: .may,
        storage: Scope.Storage(
            table: "client", key: "custom_id_key", label: "first_name || ' ' || last_name",
            normalise: { CustomID.key($0) }),
        actions: [.assign],
        relations: [Scope.Relation("own", title: tr("their own clients")) { "client.commercial_id = \($0)" }])

    /// The companies that clients work for.
    public static let company = Scope(
        "company", title: tr("Companies"), elements: .may,
        storage: Scope.Storage(table: "company", key: "custom_id_key", label: "name", normalise: { CustomID.key($0) }))

    /// What the menu calls it.
    public var title: Message { tr("Clients") }
    /// One sentence for the settings page.
    public var summary: Message { tr("Companies and clients, and who looks after them.") }
    /// What its rights are about.
    public var scopes: [Scope] { [Self.client, Self.company] }

    /// Who may ask for what.
    public var routes: [Route] {
        let client = Self.client
        let company = Self.company
        return [
            .get("/clients", .maySome(.read, client), listClients),
            .get("/clients/export.csv", .confirmed(.maySome(.read, client)), pace: .export, exportClients),
            .get("/clients/new", .may(.create, client), newClient),
            .post("/clients/new", .may(.create, client), createClient),
            .get("/clients/{client}", .mayOn(.read, client, path: "client"), showClient),
            .get("/clients/{client}/edit", .mayOn(.update, client, path: "client"), editClient),
            .post("/clients/{client}/edit", .mayOn(.update, client, path: "client"), saveClient),
            .post("/clients/{client}/commercial", .mayOn(.assign, client, path: "client"), assignClient),
            .post("/clients/{client}/archive", .mayOn(.update, client, path: "client"), archiveClient),
            .post("/clients/{client}/restoration", .mayOn(.update, client, path: "client"), restoreClient),
            .get("/clients/{client}/delete", .mayOn(.delete, client, path: "client"), askDeleteClient),
            .post("/clients/{client}/delete", .confirmed(.mayOn(.delete, client, path: "client")), deleteClient),
            .free(.get, "/companies/look-up", .may(.create, company), lookUpCompany),
            .free(.post, "/companies/new/towns", .may(.create, company), townsOfNewCompany),
            .free(.post, "/companies/{company}/edit/towns", .mayOn(.update, company, path: "company"), townsOfCompany),
            clientList().selectionRoute(.maySome(.read, client)),
        ]
            + Self.companies.routes(
                create: .may(.create, company), change: Self.companies.on(.update), delete: Self.companies.on(.delete))
            + personalDataRoutes + clientList().viewRoutes(.maySome(.read, client)) + clientImport.routes
            + savedClients.routes + clientApi
    }

    /// Clients and companies.
    public var menu: [MenuEntry] {
        [
            MenuEntry(tr("Clients"), icon: "people", path: "/clients", access: .maySome(.read, Self.client)),
            MenuEntry(tr("Companies"), icon: "company", path: "/companies", access: .maySome(.read, Self.company)),
        ]
    }

    /// Every page.
    public var pages: [any Page.Type] {
        [
            ClientPage.self, ClientFormPage.self, CompanyFormPage.self, LookUpPage.self,
        ]
    }

    /// How many clients there are, and how many the visitor looks after.
    public func cards(_ context: RequestContext, _ db: any Connection) throws -> [HomeCard] {
        guard context.maySome(.read, Self.client) else { return [] }
        let counts = try ClientTally.all(db)
        var lines: [Message] = []
        if context.may(.read, Self.client) {
            lines.append(trn("%(count)s client", "%(count)s clients", counts.reduce(0) { $0 + $1.active }))
        }
        let own = counts.first { $0.commercial != nil && $0.commercial?.id == context.actor.id }?.active ?? 0
        if own > 0 { lines.append(trn("You look after %(count)s client", "You look after %(count)s clients", own)) }
        return [HomeCard(tr("Clients"), icon: "people", path: "/clients", lines: lines)]
    }
}
