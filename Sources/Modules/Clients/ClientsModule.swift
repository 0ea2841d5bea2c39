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
            table: "client", key: "custom_id_key", label: "client.first_name || ' ' || client.last_name",
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
            .post("/clients/{client}/commercial", .mayOn(.assign, client, path: "client"), assignClient),
            .free(.get, "/companies/look-up", .may(.create, company), lookUpCompany),
            .free(.post, "/companies/new/towns", .may(.create, company), townsOfNewCompany),
            .free(.post, "/companies/{company}/edit/towns", .mayOn(.update, company, path: "company"), townsOfCompany),
        ]
            + Self.companies.routes(
                create: .may(.create, company), change: Self.companies.on(.update), delete: Self.companies.on(.delete))
            + Self.clients.routes(
                create: .may(.create, client), change: Self.clients.on(.update), delete: Self.clients.on(.delete),
                imports: clientImport.routes)
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
        [ClientFormPage.self, CompanyFormPage.self, LookUpPage.self]
    }

    /// How the audit log speaks of clients and companies.
    public func histories(_ application: PortalApplication) -> [HistoryWords] {
        [Self.clients.history, Self.companies.history]
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
