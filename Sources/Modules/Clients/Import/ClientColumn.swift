import PortalKit
import PortalLanguage

/// The columns of a file of clients.
enum ClientColumn: String, ImportColumn {
    case clientID = "client_id"
    case civility
    case firstName = "first_name"
    case lastName = "last_name"
    case employeeRole = "employee_role"
    case email, telephone
    case companyID = "company_id"
    case companyName = "company_name"
    case commercial
    case created = "creation_date"

    /// Those that a client's form holds too.
    static let ofForm: [ClientColumn] = [
        .clientID, .civility, .firstName, .lastName, .employeeRole, .email, .telephone, .commercial,
    ]
    static let required: [ClientColumn] = [.firstName, .lastName]

    var title: Message {
        switch self {
        case .companyID: tr("Company identifier")
        case .companyName: tr("Company name")
        case .created: tr("Since")
        default: ClientFacts.labels[rawValue] ?? .verbatim(rawValue)
        }
    }

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
        case .created: ["since", "depuis", "created", "cree le", "date de creation"]
        }
    }
}

extension ImportRow<ClientColumn> {
    /// The line as a form.
    var form: ClientForm {
        ClientForm(fields([.clientID, .civility, .firstName, .lastName, .employeeRole, .email, .telephone]))
    }
}
