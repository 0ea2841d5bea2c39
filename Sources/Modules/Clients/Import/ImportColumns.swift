import PortalKit
import PortalValues

/// Which field of a line is which.
struct ImportColumns: Sendable {
    enum Column: String, CaseIterable {
        case clientID = "client_id"
        case civility
        case firstName = "first_name"
        case lastName = "last_name"
        case employeeRole = "employee_role"
        case email, telephone
        case companyID = "company_id"
        case companyName = "company_name"
        case commercial

        /// What people, and the portal's own exports, call it; folded.
        var aliases: [String] {
            switch self {
            case .clientID:
                ["id", "identifier", "identifiant", "client identifier", "identifiant client", "identifiant du client"]
            case .civility: ["civilite", "title"]
            case .firstName: ["prenom", "prenoms", "given name", "firstname"]
            case .lastName: ["nom", "nom de famille", "surname", "family name", "lastname"]
            case .employeeRole: ["trade", "role", "job", "fonction", "metier", "poste", "profession"]
            case .email:
                ["e mail", "mail", "courriel", "e mail address", "email address", "adresse e mail", "adresse mail"]
            case .telephone: ["phone", "phone number", "tel", "mobile", "portable", "numero de telephone"]
            case .companyID:
                ["company identifier", "identifiant entreprise", "identifiant de l entreprise", "identifiant societe"]
            case .companyName:
                ["company", "entreprise", "societe", "raison sociale", "nom de l entreprise", "organisation"]
            case .commercial: ["login", "commercial contact", "commercial login", "contact commercial"]
            }
        }

        static func named(_ title: String) -> Column? {
            let name = title.folded
            return allCases.first { $0.rawValue.folded == name || $0.aliases.contains(name) }
        }
    }

    private(set) var positions: [Column: Int] = [:]
    /// How many titles there are.
    let width: Int

    /// Reads the line of titles. Throws ``ClientImportFault``; titles that mean nothing here are passed over.
    init(_ titles: [String], mapping: [String: String]) throws(ClientImportFault) {
        width = titles.count
        var mapped: Set<Int> = []
        for (name, title) in mapping.sorted(by: { $0.key < $1.key }) {
            guard let column = Column(rawValue: name) else { throw .mapping(name) }
            guard let position = titles.firstIndex(where: { $0.folded == title.folded }) else { throw .mapping(title) }
            positions[column] = position
            mapped.insert(position)
        }
        for (position, title) in titles.enumerated() where !mapped.contains(position) {
            guard let column = Column.named(title), mapping[column.rawValue] == nil else { continue }
            guard positions[column] == nil else { throw .double(column.rawValue) }
            positions[column] = position
        }
        let missing = [Column.firstName, .lastName].filter { positions[$0] == nil }
        if !missing.isEmpty { throw .missing(missing.map(\.rawValue)) }
    }

    /// What a line says in this column; empty where it is too short.
    func value(_ column: Column, of record: CSVRecord) -> String {
        guard let position = positions[column], record.fields.indices.contains(position) else { return "" }
        return record.fields[position]
    }

    /// The line as a form.
    func form(_ record: CSVRecord) -> ClientForm {
        let names: [Column] = [.clientID, .civility, .firstName, .lastName, .employeeRole, .email, .telephone]
        return ClientForm(Fields(names.map { ($0.rawValue, value($0, of: record)) }))
    }
}
