public import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalValues

extension ClientsModule {
    /// Clients: pages, interface, files.
    static let clients: RecordKind<ClientFacts> = {
        var words = RecordWords(
            one: tr("Client"), many: tr("Clients"), file: trc("file", "clients"), new: tr("New client"),
            add: tr("Add the client"),
            list: .init(
                search: tr("Search for a client"), hint: tr("Name, company, e-mail, telephone"),
                notFound: tr("No client found"), showAll: tr("Show all clients"), empty: tr("No client yet"),
                emptyHelp: tr("Clients that you add or import appear here."), new: tr("New client"),
                counted: { trn("%(count)s client", "%(count)s clients", $0) }))
        words.since = tr("Client since")
        words.delete = tr("Delete this client?")
        words.lost = tr("Everything that is known of this client will be lost. This cannot be undone.")
        words.archived = tr("The client is archived. Nothing is lost.")
        words.restored = tr("The client is back in the list.")
        words.taken = tr("Another client already has this identifier.")
        words.referenced = tr(
            "Something else refers to this client: a contract, for example. Remove that first, or archive the client.")
        typealias Kind = RecordKind<ClientFacts>
        var kind = Kind(
            "/clients", client, shape: "Client", identifier: ("client_id", ["id_client"]), words,
            sorts: [
                SortColumn("company", tr("Company"), by: ["client.sort_company", "client.sort_name", "client.id"])
            ],
            columns: [
                Kind.column("company_id", from: .phone, named: "company"),
                Kind.column("employee_role", from: .laptop, isUsual: false, named: "trade"),
                Kind.column("telephone", look: .line), Kind.column("commercial"),
            ],
            examples: [
                FilterExample(
                    "last_name ~ mar", tr("“mar” somewhere in the last name, whatever the case and accents")),
                FilterExample("commercial = me and company_id is none", tr("Yours, and without a company")),
                FilterExample(
                    "company.town in (Nantes, 'La Rochelle') or creation_date >= this_month",
                    tr("In one of two towns, or new this month")),
                FilterExample(
                    "not (email ~ '@') sort by creation_date desc limit 20", tr("The twenty newest without an e-mail")),
            ])
        kind.subject = .client
        kind.computed = [.init("sort_company") { $0.sortCompany.sqlArgument }]
        kind.searched = SearchWords.typedOrDialled
        kind.subtitle = { row, cell in cell.text(try row.get("email", as: StoredText.self)) }
        kind.showsCreation = true
        kind.filters = ownFilters
        kind.relations = { context in [companyRelation(context)] }
        kind.quickFilters = [.commercial, .company]
        kind.tally = ClientTally.count
        kind.alongside = ClientTally.follow
        kind.prefill = { form, context in
            if form.sent("commercial") == nil, let person = context.actor.person, Commercials.ownsWhatTheyEnter(context)
            {
                form["commercial"] = person.username
            }
        }
        kind.resolve = { form, old, facts, errors, context, db in
            facts.company = try Companies.chosen(form["company_id"], now: old?.facts.company, &errors, db) {
                try context.may(.read, company, on: $0, db)
            }
            facts.commercial = try Commercials.named(form, over: old, &errors, context, db)
        }
        kind.links = { client, context, db in
            var links = ["email": "mailto:" + client.facts.email]
            if let number = client.facts.telephone { links["telephone"] = "tel:" + number.e164 }
            if let own = client.facts.company, try context.may(.read, company, on: own.id, db) {
                links["company_id"] = context.url(companies.path(own.customID))
            }
            return links
        }
        kind.facts = { client, links in
            RecordFact.all(of: client.facts, except: ["first_name", "last_name"], links: links)
        }
        kind.choices = { client, context, db in
            guard try context.may(.assign, ClientsModule.client, on: client.id, db) else { return [] }
            return [
                ChoiceCard(
                    tr("Who looks after this client"),
                    action: context.url(clients.path(client.customID) + "/commercial"), name: "commercial",
                    tr("Commercial"), try Commercials.choices(now: client.facts.commercial, db), none: tr("Nobody"),
                    submit: tr("Hand over"))
            ]
        }
        kind.historyActions = ["assign": (trc("history", "Handed over"), "person")]
        kind.bulk = handOvers
        kind.formPage = { state, context, db in try ClientFormPage(state, context, db) }
        return kind
    }()

    /// What clients can be filtered by, where they are reached from another list.
    public static func clientCatalogue(_ context: RequestContext) -> FilterCatalogue { clients.catalogue(context) }

    /// Those who look after clients, by user name; `named` is what they are called, as SQL over the list's own table.
    public static func commercialElement(named: SQL) -> FilterElement {
        FilterElement.person(visible: Commercials.known, text: named)
    }

    private static func companyRelation(_ context: RequestContext) -> FilterRelation {
        let visible = context.visible(.read, company)
        return FilterRelation(
            "company", ["entreprise", "societe"], need: .init(.read, company),
            through: [Join("client.company_id", to: "company", id: "company.id", visible: visible)],
            to: { companyCatalogue(context) })
    }

    private static func ownFilters(_ context: RequestContext) -> [FilterField] {
        // Whoever sees a client sees where the client works.
        let visible: SQL = """
            \(sql: context.visible(.read, company)) OR company.id IN (SELECT client.company_id FROM client
            WHERE \(sql: context.visible(.read, client)))
            """
        let element = FilterElement(
            from: "company", id: "company.id", key: "company.custom_id_key", visible: visible,
            text: "(SELECT company.custom_id FROM company WHERE company.id = client.company_id)",
            normalise: { CustomID.key($0) })
        let commercial = commercialElement(
            named: "(SELECT person.search_name FROM person WHERE person.id = client.commercial_id)")
        return [
            FilterField(
                "company_id", ["id_entreprise", "entreprise", "company"], tr("Company identifier"), .element(element),
                "client.company_id", isOptional: true),
            FilterField(
                "company_name", ["nom_entreprise"], tr("Company name"), .text(),
                "(SELECT company.name FROM company WHERE company.id = client.company_id)", isOptional: true),
            FilterField(
                "commercial", ["commercial", "commercial_contact", "commercial_id"], tr("Commercial"),
                .element(commercial), "client.commercial_id", isOptional: true),
        ]
    }
}

extension QuickFilter {
    /// Whose clients: a user name, or `-`, which is too short for one, for nobody's.
    fileprivate static let commercial = QuickFilter(
        "commercial", tr("Commercial"), help: tr("The user name of who looks after them; - for nobody."),
        choices: { chosen, db in
            [Choice("", tr("All commercials"), selected: chosen.isEmpty)]
                + (try ClientTally.all(db).compactMap(\.commercial).map {
                    Choice($0.username, named: $0.name, selected: $0.username.lowercased() == chosen.lowercased())
                }) + [Choice("-", tr("No commercial"), selected: chosen == "-")]
        },
        read: { typed, db in
            if typed == "-" { return Meaning(typed, "client.commercial_id IS NULL") }
            let key = typed.lowercased()
            return try db.row("SELECT person_id, username FROM account WHERE username_key = \(key)").map { row in
                Meaning(try row.get("username"), "client.commercial_id = \(try row.get("person_id", as: Int64.self))")
            }
        })

    /// Of which company: set by the links of its page.
    fileprivate static let company = QuickFilter(
        "company", tr("Company"), help: tr("The identifier of their company."),
        read: { typed, db in
            guard let id = try? CustomID(typed: typed), let company = try Companies.known(id, db) else { return nil }
            return Meaning(
                company.customID, "client.company_id = \(company.id)",
                note: tr("Only the clients of %(company)s", ["company": .text(company.name)]))
        })
}
