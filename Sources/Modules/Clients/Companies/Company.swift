import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// What is known of a company, checked.
struct CompanyFacts: RecordFacts, Equatable {
    /// Nil: one is proposed.
    var customID: CustomID?
    var name = ""
    var siret: Siret?
    var activity: ActivityCode?
    var founded: Day?
    var headcount: Headcount?
    var address = PostalAddress()

    /// The identifier to propose where none was typed.
    var proposal: String { CustomID.readable([name]) }

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
}

/// A company as stored.
struct Company: Sendable {
    let id: Int64
    private(set) var facts: CompanyFacts
    let version: Int
    let createdAt: Instant
    let updatedAt: Instant
    let archivedAt: Instant?

    var customID: String { facts.customID?.text ?? "" }
    var isArchived: Bool { archivedAt != nil }

    /// The company as it would be with other facts.
    func changed(_ facts: CompanyFacts) -> Company {
        var other = self
        other.facts = facts
        return other
    }

    var ref: CompanyRef { CompanyRef(id: id, customID: customID, name: facts.name) }

    init(_ row: Row) throws {
        id = try row.get("id")
        facts = try CompanyFacts(row)
        version = try row.get("version")
        createdAt = try row.get("created_at")
        updatedAt = try row.get("updated_at")
        archivedAt = try row.get("archived_at")
    }

    static let columns: SQL = """
        company.id, \(sql: CompanyFacts.columns(of: "company")), company.version, company.created_at, company.updated_at,
        company.archived_at
        """
}

/// What a browser says of a company.
typealias CompanyForm = RecordForm<CompanyFacts>
