import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalValues

extension CompanyFacts: ImportedFacts {
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

/// What a line of a file of companies means: a new company, or what changes of one that is here.
struct CompanyImport: ImportTask {
    typealias Column = RecordColumn<CompanyFacts>
    /// A line that is right: the form that its page would have sent, over a company that is here, or for a new one.
    struct Plan: Sendable {
        let form: CompanyForm
        let old: Company?
    }

    static let identifier = column("company_id")
    static let label = column("company_name")
    static func key(_ identifier: String) -> String { CustomID.key(identifier) }
    private static func column(_ name: String) -> Column {
        Column.allCases.first { $0.rawValue == name } ?? Column.allCases[0]
    }

    let module: ClientsModule
    let visit: Visit

    func look(
        _ row: ImportRow<Column>, after earlier: NoImportMemory, _ errors: inout FieldErrors, _ db: any Connection
    ) throws -> ImportPlan<Plan> {
        let key = CustomID.key(row[Self.identifier])
        let id = key.isEmpty ? nil : try db.element(key, of: ClientsModule.company)
        guard let id, let old = try Companies.find(id, db) else {
            var form = CompanyForm(Fields())
            form.overlay(row)
            _ = CompanyFacts().changed(by: form, at: visit.recordMoment, &errors)
            return .new(Plan(form: form, old: nil))
        }
        guard try visit.may(.read, ClientsModule.company, on: id, db) else {
            errors["company_id"] = tr("Another company already has this identifier.")
            return .refused
        }
        var form = CompanyForm(old.facts, version: old.version)
        form.overlay(row)
        form["company_id"] = old.customID
        let wanted = old.facts.changed(by: form, at: visit.recordMoment, &errors)
        let changes = CompanyFacts.changes(from: old.facts, to: wanted)
        guard !changes.isEmpty else { return .unchanged }
        if try !visit.may(.update, ClientsModule.company, on: id, db) {
            errors["company_id"] = tr("You may not change this company.")
        }
        return .changed(Plan(form: form, old: old), changes.compactMap { CompanyFacts.labels[$0.field] })
    }

    func store(_ plan: Plan, reserved: Set<String>, _ db: any Connection) throws -> String {
        if let old = plan.old { return try module.save(plan.form, over: old, visit, db).customID }
        return try module.enter(plan.form, except: reserved, visit, db).customID
    }
}

extension ClientsModule {
    /// The pages and the command that bring companies in.
    var companyImport: ImportDesk<CompanyImport> {
        ImportDesk(
            "/companies", "company", tr("Companies"), .may(.create, Self.company),
            notes: [
                tr("The file is what the export of companies writes; an export that is sent again changes nothing."),
                tr(
                    "Only the name is needed. A line whose identifier is here already changes that company; an empty cell changes nothing."
                ),
            ]
        ) { visit in CompanyImport(module: self, visit: visit) }
    }

    /// The import of companies from the command line.
    public var importedCompanies: any FileImport { companyImport }
}
