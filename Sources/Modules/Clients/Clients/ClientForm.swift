import PortalKit
import PortalLanguage
import PortalMail
import PortalValues

/// What a browser (or a line of a file) says of a client, as it says it; ``facts(_:)`` is the only way to something that is stored.
struct ClientForm: Form {
    var clientID = ""
    var civility = ""
    var firstName = ""
    var lastName = ""
    var employeeRole = ""
    var email = ""
    var telephone = ""
    /// The company's identifier or name.
    var company = ""
    /// The commercial's user name; nil where the form did not ask.
    var commercial: String?
    var version = ""

    static let names = [
        "client_id", "civility", "first_name", "last_name", "employee_role", "email", "telephone", "company_id",
        "commercial",
        "version",
    ]

    init(_ fields: Fields) {
        clientID = fields["client_id"]
        civility = fields["civility"]
        firstName = fields["first_name"]
        lastName = fields["last_name"]
        employeeRole = fields["employee_role"]
        email = fields["email"]
        telephone = fields["telephone"]
        company = fields["company_id"]
        commercial = fields.has("commercial") ? fields["commercial"] : nil
        version = fields["version"]
    }

    /// The form of a stored client.
    init(_ client: Client) {
        clientID = client.customID
        civility = client.facts.civility?.rawValue ?? ""
        firstName = client.facts.firstName
        lastName = client.facts.lastName
        employeeRole = client.facts.employeeRole
        email = client.facts.email
        telephone = client.facts.telephone?.shown ?? ""
        company = client.company?.customID ?? ""
        commercial = client.commercial?.username ?? ""
        version = String(client.version)
    }

    /// The checked facts; notes everything that is wrong.
    func facts(_ errors: inout FieldErrors) -> ClientFacts {
        var facts = ClientFacts()
        facts.customID = errors.checkTyped("client_id", clientID) { text throws(TextFault) in try CustomID(typed: text)
        }
        facts.civility = errors.checkTyped("civility", civility) { text throws(TextFault) in
            guard let civility = Civility(typed: text) else { throw TextFault(tr("Mr, Mrs, Miss or other.")) }
            return civility
        }
        facts.firstName = errors.line("first_name", firstName, most: 150, optional: false)
        facts.lastName = errors.line("last_name", lastName, most: 75, optional: false)
        facts.employeeRole = errors.line("employee_role", employeeRole, most: 100)
        facts.email =
            errors.checkTyped("email", email) { text throws(TextFault) in
                guard let address = MailAddress(parsing: text)?.text else {
                    throw TextFault(tr("This is not an e-mail address."))
                }
                return try Words.line(address, most: 130)
            } ?? ""
        facts.telephone = errors.checkTyped("telephone", telephone) { text throws(TextFault) in
            try PhoneNumber(typed: text)
        }
        return facts
    }

    /// What the page calls the fields.
    static let labels: [String: Message] = [
        "client_id": tr("Identifier"), "civility": tr("Title"), "first_name": tr("First name"),
        "last_name": tr("Last name"),
        "employee_role": tr("Trade"), "email": tr("E-mail"), "telephone": tr("Telephone"), "company_id": tr("Company"),
        "commercial": tr("Commercial"),
    ]
}
