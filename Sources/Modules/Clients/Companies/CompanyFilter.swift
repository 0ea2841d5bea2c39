import PortalDatabase
public import PortalKit
import PortalLanguage

/// What companies can be filtered by: what their list, their pages and their export show.
public enum CompanyFilter {
    /// The fields of a company.
    public static func catalogue(_ visit: Visit) -> FilterCatalogue {
        FilterCatalogue(names(visit) + facts + place + history(visit))
    }

    private static func names(_ visit: Visit) -> [FilterField] {
        let element = FilterElement(
            from: "company", id: "company.id", key: "company.custom_id_key",
            visible: visit.visible(.read, ClientsModule.company), text: "company.custom_id",
            normalise: { CustomID.key($0) })
        return [
            FilterField("company_id", ["id_entreprise"], tr("Identifier"), .element(element), "company.id"),
            FilterField("company_name", ["nom", "nom_entreprise", "name"], tr("Name"), .text(), "company.name"),
        ]
    }

    private static let facts = [
        FilterField(
            "siren", ["siren", "company_registration_number"], tr("SIREN"), .text(Siret.filter), "company.siren",
            isOptional: true),
        FilterField(
            "nic", ["nic", "company_subregistration_number"], tr("NIC"), .text(Siret.filter), "company.nic",
            isOptional: true),
        FilterField(
            "siret", ["siret"], tr("SIREN or SIRET"), .text(Siret.filter),
            "(company.siren || COALESCE(company.nic, ''))", isOptional: true),
        FilterField(
            "activity", ["activite_principale", "activite", "ape", "naf"], tr("Main activity (APE)"),
            .text(ActivityCode.filter), "company.activity", isOptional: true),
        FilterField(
            "founded", ["date_debut_activite", "fondee_le"], tr("Founded on"), .day, "company.founded",
            isOptional: true),
        FilterField(
            "headcount", ["tranche_effectif_salarie", "effectif"], tr("Headcount"), .choice(Headcount.choices),
            "company.headcount", isOptional: true),
    ]

    private static let place = [
        FilterField(
            "address", ["adresse", "rue", "street"], tr("Street"), .text(), "company.address", isOptional: true),
        FilterField(
            "complement", ["complement_adresse"], tr("Additional address"), .text(), "company.complement",
            isOptional: true),
        FilterField(
            "postal_code", ["code_postal"], tr("Postal code"), .text(), "company.postal_code", isOptional: true),
        FilterField("cedex", ["cedex"], trc("address", "CEDEX"), .text(), "company.cedex", isOptional: true),
        FilterField("town", ["ville", "city"], tr("Town"), .text(), "company.town", isOptional: true),
        FilterField("region", ["region"], tr("Region"), .text(), "company.region", isOptional: true),
        FilterField("country", ["pays"], tr("Country"), .text(), "company.country", isOptional: true),
    ]

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

extension Siret {
    /// A number is found however it is spaced.
    static let filter = FilterText(whole: digits, piece: digits)

    private static func digits(_ typed: String) -> String { typed.filter { !" .-\u{A0}\u{202F}".contains($0) } }
}

extension ActivityCode {
    /// A code is found with its dot and without.
    static let filter = FilterText(whole: { typed in
        // What is no whole code is compared as typed, and found nowhere.
        (try? ActivityCode(typed: typed))?.text ?? typed
    })
}

extension Headcount {
    /// The bands, by INSEE's codes and as `10-19`.
    static let choices = allCases.map { band in
        switch (band, band.bounds) {
        case (.unknown, _): FilterChoice(band.rawValue, ["unknown", "inconnu", "-10"])
        case (_, nil): FilterChoice(band.rawValue, ["0"])
        case (_, (let from, nil)?): FilterChoice(band.rawValue, ["\(from)+"])
        case (_, (let from, let to?)?):
            FilterChoice(band.rawValue, ["\(from)-\(to)", "\(from) à \(to)", "\(from) to \(to)"])
        }
    }
}
