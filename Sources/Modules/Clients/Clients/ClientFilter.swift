public import PortalDatabase
public import PortalKit
import PortalLanguage

/// What clients can be filtered by: what their list, their pages and their export show.
public enum ClientFilter {
    /// The fields of a client, and of the company where there is one that the visitor may see.
    public static func catalogue(_ context: RequestContext) -> FilterCatalogue {
        FilterCatalogue(
            own(context) + about(context),
            relations: [
                FilterRelation(
                    "company", ["entreprise", "societe"], need: .init(.read, ClientsModule.company),
                    through: [
                        Join(
                            "client.company_id", to: "company", id: "company.id",
                            visible: context.visible(.read, ClientsModule.company))
                    ],
                    to: { ClientsModule.companyCatalogue(context) })
            ])
    }

    private static func own(_ context: RequestContext) -> [FilterField] {
        let element = FilterElement(
            from: "client", id: "client.id", key: "client.custom_id_key",
            visible: context.visible(.read, ClientsModule.client), text: "client.custom_id",
            normalise: { CustomID.key($0) })
        return [FilterField("client_id", ["id_client"], tr("Identifier"), .element(element), "client.id")]
            + ClientFacts.filterFields
    }

    /// Those who look after clients, by user name; `named` is what they are called, as SQL over the list's own table.
    public static func commercial(named: SQL) -> FilterElement {
        FilterElement.person(visible: Commercials.known, text: named)
    }

    private static func about(_ context: RequestContext) -> [FilterField] {
        // Whoever sees a client sees where the client works.
        let visible: SQL = """
            \(sql: context.visible(.read, ClientsModule.company)) OR company.id IN (SELECT client.company_id FROM client
            WHERE \(sql: context.visible(.read, ClientsModule.client)))
            """
        let company = FilterElement(
            from: "company", id: "company.id", key: "company.custom_id_key", visible: visible,
            text: "(SELECT company.custom_id FROM company WHERE company.id = client.company_id)",
            normalise: { CustomID.key($0) })
        let commercial = commercial(
            named: "(SELECT person.search_name FROM person WHERE person.id = client.commercial_id)")
        return [
            FilterField(
                "company_id", ["id_entreprise", "entreprise", "company"], tr("Company identifier"), .element(company),
                "client.company_id", isOptional: true),
            FilterField(
                "company_name", ["nom_entreprise"], tr("Company name"), .text(),
                "(SELECT company.name FROM company WHERE company.id = client.company_id)", isOptional: true),
            FilterField(
                "commercial", ["commercial", "commercial_contact", "commercial_id"], tr("Commercial"),
                .element(commercial), "client.commercial_id", isOptional: true),
            FilterField(
                "creation_date", ["cree_le", "date_creation", "created", "since", "depuis"], tr("Since"), .instant,
                "client.created_at"),
            FilterField(
                "last_update_date", ["modifie_le", "date_modification", "updated"], tr("Last changed"), .instant,
                "client.updated_at"),
        ]
    }

    /// Filters that work with any portal's data.
    static let examples = [
        FilterExample("last_name ~ mar", tr("“mar” somewhere in the last name, whatever the case and accents")),
        FilterExample("commercial = me and company_id is none", tr("Yours, and without a company")),
        FilterExample(
            "company.town in (Nantes, 'La Rochelle') or creation_date >= this_month",
            tr("In one of two towns, or new this month")),
        FilterExample(
            "not (email ~ '@') sort by creation_date desc limit 20", tr("The twenty newest without an e-mail")),
    ]
}
