import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalValues

/// A company as stored.
typealias Company = StoredRecord<CompanyFacts>
/// What a browser says of a company.
typealias CompanyForm = RecordForm<CompanyFacts>

extension Company {
    var ref: CompanyRef { CompanyRef(id: id, customID: customID, name: facts.name) }
}

extension ClientsModule {
    /// Companies: pages, interface, files.
    static let companies: RecordKind<CompanyFacts> = {
        var words = RecordWords(
            one: trc("history", "Company"), many: tr("Companies"), file: trc("file", "companies"),
            new: tr("New company"), add: tr("Add the company"),
            list: .init(
                search: tr("Search for a company"), hint: tr("Name, town, SIREN"), notFound: tr("No company found"),
                showAll: tr("Show all companies"), empty: tr("No company yet"),
                emptyHelp: tr("Companies that you add or import appear here."), new: tr("New company"),
                counted: { trn("%(count)s company", "%(count)s companies", $0) }))
        words.delete = tr("Delete this company?")
        words.taken = tr("Another company already has this identifier.")
        typealias Kind = RecordKind<CompanyFacts>
        var kind = Kind(
            "/companies", company, shape: "Company", identifier: ("company_id", ["id_entreprise"]), words,
            sorts: [SortColumn("town", tr("Town"), by: ["company.sort_town", "company.sort_name", "company.id"])],
            columns: [
                ListColumn("town", tr("Town"), from: .phone) { row, cell in
                    let place = [try row.get("postal_code", as: String.self), try row.get("town", as: String.self)]
                    cell.text(place.filter { !$0.isEmpty }.joined(separator: " "))
                },
                Kind.column("siret", look: .line), Kind.column("headcount"),
                ListColumn("clients", tr("Clients"), from: .phone, look: .number) { row, cell in
                    cell.number(try row.get("clients"))
                },
            ],
            examples: [
                FilterExample("town = Nantes", tr("In Nantes, written exactly so")),
                FilterExample(
                    "company_name ~ halles or town ^= saint", tr("“halles” in the name, or a town that begins so")),
                FilterExample(
                    "postal_code ^= 44 and siret is none", tr("In the département 44, and without a SIREN")),
                FilterExample("clients >= 3 sort by clients desc limit 20", tr("The twenty with the most clients")),
            ])
        kind.computed = [.init("sort_town") { $0.address.town.folded.sqlArgument }]
        kind.searched = SearchWords.typedOrDialled
        kind.selecting = { context in ", \(sql: clients(context)) AS clients" }
        kind.filters = { context in
            [FilterField("clients", ["clients"], tr("Clients"), .number, clients(context), need: .init(.read, client))]
        }
        kind.alongside = { old, new, db in
            if let old, let new, new.facts.name != old.facts.name { try Clients.follow(new.ref, db) }
        }
        kind.obstacle = { company, db in
            let clients = try Companies.clients(of: company.id, db)
            return clients == 0
                ? nil
                : trn(
                    "%(count)s client belongs to this company. Give it another company first, or archive the company.",
                    "%(count)s clients belong to this company. Give them another company first, or archive the company.",
                    clients)
        }
        kind.facts = { company, _ in
            RecordFact.all(of: company.facts, except: PostalAddress.names.union(["company_name"]))
                + [RecordFact(tr("Address"), lines: company.facts.address.lines)]
        }
        kind.cards = { company, context, db in try clients(of: company, context, db).map { [$0] } ?? [] }
        kind.formPage = { state, context, _ in CompanyFormPage(state, context) }
        return kind
    }()

    /// What companies can be filtered by, where they are reached from another list.
    public static func companyCatalogue(_ context: RequestContext) -> FilterCatalogue { companies.catalogue(context) }

    /// The import of companies from the command line.
    public var importedCompanies: any FileImport { Self.companies.fileImport }

    /// How many of its clients the visitor may see, archived ones left out.
    private static func clients(_ context: RequestContext) -> SQL {
        """
        (SELECT COUNT(*) FROM client WHERE client.company_id = company.id AND client.archived_at IS NULL
        AND \(sql: context.visible(.read, client)))
        """
    }

    /// Its clients, as far as the visitor may see them; nil for whoever may see none.
    private static func clients(of company: Company, _ context: RequestContext, _ db: any Connection) throws
        -> RelatedCard?
    {
        guard context.maySome(.read, client) else { return nil }
        let condition: SQL = """
            client.company_id = \(company.id) AND client.archived_at IS NULL AND \(sql: context.visible(.read, client))
            """
        let count = try db.value("SELECT COUNT(*) FROM client WHERE \(sql: condition)", as: Int.self) ?? 0
        let lines = try db.rows(
            "\(sql: clients.everything) WHERE \(sql: condition) ORDER BY client.sort_name, client.id LIMIT 20"
        ).map { row in
            let client = try Client(row)
            let note = [client.facts.email, client.facts.telephone?.shown ?? ""].filter { !$0.isEmpty }
            return RelatedLine(
                client.facts.name, url: context.url(clients.path(client.customID)), note: note.joined(separator: " · "),
                state: client.facts.commercial.map { .verbatim($0.name) })
        }
        let key = Escape.query(company.customID)
        return RelatedCard(
            trn("%(count)s client", "%(count)s clients", count), lines: lines,
            empty: tr("No client works for this company yet."),
            addUrl: context.may(.create, client) ? context.url("/clients/new?company_id=" + key) : "",
            addLabel: tr("New client"), listUrl: count == 0 ? "" : context.url("/clients?company=" + key))
    }
}
