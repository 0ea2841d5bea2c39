import PortalDatabase
public import PortalKit
import PortalLanguage

/// What companies can be filtered by: what their list, their pages and their export show.
public enum CompanyFilter {
    /// The fields of a company.
    public static func catalogue(_ visit: Visit) -> FilterCatalogue {
        let element = FilterElement(
            from: "company", id: "company.id", key: "company.custom_id_key",
            visible: visit.visible(.read, ClientsModule.company), text: "company.custom_id",
            normalise: { CustomID.key($0) })
        return FilterCatalogue(
            [FilterField("company_id", ["id_entreprise"], tr("Identifier"), .element(element), "company.id")]
                + CompanyFacts.filterFields + history(visit))
    }

    private static func history(_ visit: Visit) -> [FilterField] {
        [
            FilterField(
                "clients", ["clients"], tr("Clients"), .number,
                """
                (SELECT COUNT(*) FROM client WHERE client.company_id = company.id AND client.archived_at IS NULL
                AND \(sql: visit.visible(.read, ClientsModule.client)))
                """, need: .init(.read, ClientsModule.client)),
            FilterField(
                "creation_date", ["cree_le", "date_creation", "created", "since", "depuis"], tr("Since"), .instant,
                "company.created_at"),
            FilterField(
                "last_update_date", ["modifie_le", "date_modification", "updated"], tr("Last changed"), .instant,
                "company.updated_at"),
        ]
    }

    /// Filters that work with any portal's data.
    static let examples = [
        FilterExample("town = Nantes", tr("In Nantes, written exactly so")),
        FilterExample("company_name ~ halles or town ^= saint", tr("“halles” in the name, or a town that begins so")),
        FilterExample("postal_code ^= 44 and siret is none", tr("In the département 44, and without a SIREN")),
        FilterExample("clients >= 3 sort by clients desc limit 20", tr("The twenty with the most clients")),
    ]
}
