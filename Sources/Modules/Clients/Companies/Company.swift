import PortalDatabase
import PortalFiles
import PortalKit
import PortalLanguage
import PortalValues

/// What is known of a company, checked.
struct CompanyFacts: IdentifiedFacts, Equatable {
    /// Nil: one is proposed.
    var customID: CustomID?
    var name = ""
    var siret: Siret?
    var activity: ActivityCode?
    var founded: Day?
    var headcount: Headcount?
    var address = PostalAddress()

    /// The words by which the company is found.
    func words(customID: String) -> SearchWords {
        let registered = siret.map { [$0.siren, $0.plain] } ?? []
        return SearchWords([name, address.town, address.postalCode, customID], whole: registered)
    }

    static let fields: [RecordField<CompanyFacts>] =
        [
            .customID("company_id", \.customID),
            .text(
                "company_name", ["nom", "nom_entreprise", "name"], tr("Name"), \.name, column: .in("company", "name"),
                most: 130, isNeeded: true),
            .value(
                "siret", tr("SIREN or SIRET"), \.siret, most: 20, filters: Siret.filters, storage: Siret.storage
            ) { row, json in
                let siren = try row.get("siren", as: String?.self)
                json.field("siret", try siren.map { Siret(siren: $0, nic: try row.get("nic")).plain })
            },
            .value(
                "activity", tr("Main activity (APE)"), \.activity, most: 10, filters: ActivityCode.filters,
                storage: ActivityCode.storage
            ) { row, json in json.field("activity", try row.get("activity", as: StoredText?.self)) },
            .day(
                "founded", ["date_debut_activite", "fondee_le"], tr("Founded on"), \.founded,
                column: .in("company", "founded")
            ) { day, moment in day <= moment.today ? nil : tr("This date is in the future.") },
            .choice(
                "headcount", ["tranche_effectif_salarie", "effectif"], tr("Headcount"), \.headcount,
                column: .in("company", "headcount")),
        ] + PostalAddress.fields

    mutating func check(_ errors: inout FieldErrors) { address.check(&errors) }

    // What people and other programs call the columns of a file.
    static let columnAliases = [
        "company_id": ["id", "identifier", "identifiant", "company identifier", "identifiant de l entreprise"],
        "company_name": ["company", "entreprise", "raison sociale", "societe"],
        "siret": ["siren", "siren or siret", "siren ou siret", "numero siret"],
        "activity": ["ape", "naf", "code ape", "main activity ape", "activite principale ape"],
        "founded": ["founded on", "fondee le", "date de creation"],
        "headcount": ["effectif", "tranche d effectif", "employees"],
        "address": ["street", "rue", "adresse"],
        "complement": ["additional address", "complement d adresse", "complement adresse"],
        "postal_code": ["postal code", "code postal", "cp"],
        "town": ["ville", "city", "commune"],
        "country": ["pays"],
    ]
}
