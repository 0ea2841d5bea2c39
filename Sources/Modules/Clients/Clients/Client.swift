import PortalDatabase
import PortalFiles
import PortalKit
import PortalLanguage
import PortalMail
import PortalValues

/// What is known of a client, checked.
struct ClientFacts: IdentifiedFacts, Equatable {
    /// Nil: one is proposed.
    var customID: CustomID?
    var civility: Civility?
    var firstName = ""
    var lastName = ""
    /// The client's trade.
    var employeeRole = ""
    var email = ""
    var telephone: PhoneNumber?
    /// Where the client works; nil for a private person.
    var company: CompanyRef?
    /// Who looks after the client; nil for nobody.
    var commercial: Commercial?

    var name: String { "\(firstName) \(lastName)" }
    var sortName: String { "\(lastName) \(firstName)".folded }
    /// Where lists by company show the client: those without one behind all letters.
    var sortCompany: String { company?.name.folded ?? "~" }

    var proposal: String { CustomID.readable([lastName, firstName]) }

    func words(customID: String) -> SearchWords {
        SearchWords([lastName, firstName, company?.name ?? "", customID], whole: [email, telephone?.e164 ?? ""])
    }

    static let fields: [RecordField<ClientFacts>] = [
        .customID("client_id", \.customID),
        .choice("civility", ["civilite"], tr("Title"), \.civility, column: .in("client", "civility")),
        .text(
            "first_name", ["prenom"], tr("First name"), \.firstName, column: .in("client", "first_name"), most: 150,
            isNeeded: true),
        .text(
            "last_name", ["nom"], tr("Last name"), \.lastName, column: .in("client", "last_name"), most: 75,
            isNeeded: true),
        .text(
            "employee_role", ["fonction", "metier", "trade"], tr("Trade"), \.employeeRole,
            column: .in("client", "employee_role"), most: 100),
        .text(
            "email", ["courriel", "mail", "e_mail"], tr("E-mail"), \.email, column: .in("client", "email"), most: 130,
            api: .email
        ) { typed throws(TextError) in
            if typed.isEmpty { return "" }
            guard let address = MailAddress(parsing: typed)?.text else {
                throw TextError(tr("This is not an e-mail address."))
            }
            return try Words.line(address, most: 130)
        },
        .value(
            "telephone", tr("Telephone"), \.telephone, most: 60, filters: PhoneNumber.filters,
            storage: PhoneNumber.storage
        ) { row, json in json.field("telephone", filled: try row.get("telephone")) },
        .reference(
            "company_id", tr("Company"), title: tr("Company identifier"), \.company, column: "company_id"),
        .derived("company_name", tr("Company name"), .text(most: 130), column: "company_name") { $0.company?.name },
        .reference("commercial", tr("Commercial"), \.commercial, column: "commercial_id", api: .text(most: 64)),
    ]

    // What people and other programs call the columns of a file.
    static let columnAliases = [
        "client_id": [
            "id", "identifier", "identifiant", "client identifier", "identifiant client", "identifiant du client",
        ],
        "civility": ["civilite", "title"],
        "first_name": ["prenom", "prenoms", "given name", "firstname"],
        "last_name": ["nom", "nom de famille", "surname", "family name", "lastname"],
        "employee_role": ["trade", "role", "job", "fonction", "metier", "poste", "profession"],
        "email": ["e mail", "mail", "courriel", "e mail address", "email address", "adresse e mail", "adresse mail"],
        "telephone": ["phone", "phone number", "tel", "mobile", "portable", "numero de telephone"],
        "company_id": [
            "company identifier", "identifiant entreprise", "identifiant de l entreprise", "identifiant societe",
        ],
        "company_name": ["company", "entreprise", "societe", "raison sociale", "nom de l entreprise", "organisation"],
        "commercial": ["login", "commercial contact", "commercial login", "contact commercial"],
    ]
}

/// A client as stored.
typealias Client = StoredRecord<ClientFacts>
/// What a browser (or a line of a file) says of a client. The company is named by its identifier or its name, the commercial by user name.
typealias ClientForm = RecordForm<ClientFacts>

/// The company of a client, as far as a client's page shows it.
struct CompanyRef: RecordReference {
    let id: Int64
    let customID: String
    let name: String

    var key: String { customID }

    static let joined = JoinedColumns(
        "company.custom_id AS company_custom_id, company.name AS company_name",
        " LEFT JOIN company ON company.id = client.company_id", key: "company_custom_id")
}

extension CompanyRef {
    init(joined row: Row) throws {
        self.init(
            id: try row.get("company_id"), customID: try row.get("company_custom_id"),
            name: try row.get("company_name"))
    }
}

/// Somebody who looks after clients.
struct Commercial: RecordReference {
    let id: Int64
    let username: String
    let name: String

    var key: String { username }
    var logged: String { username }

    static let joined = JoinedColumns(
        """
        commercial.first_name AS commercial_first_name, commercial.last_name AS commercial_last_name,
        account.username AS commercial_username
        """,
        """
         LEFT JOIN person AS commercial ON commercial.id = client.commercial_id
        LEFT JOIN account ON account.person_id = client.commercial_id
        """, key: "commercial_username")
}

extension Commercial {
    init(joined row: Row) throws {
        let first: String = try row.get("commercial_first_name")
        let last: String = try row.get("commercial_last_name")
        self.init(
            id: try row.get("commercial_id"), username: try row.get("commercial_username", as: String?.self) ?? "",
            name: "\(first) \(last)")
    }

    /// Whoever has signed in.
    init?(_ person: Actor.Person?) {
        guard let person else { return nil }
        self.init(id: person.id, username: person.username, name: person.name)
    }
}
