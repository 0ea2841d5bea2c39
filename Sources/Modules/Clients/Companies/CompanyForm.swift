import PortalKit
import PortalLanguage
import PortalValues

/// What a browser says of a company, as it says it; ``facts(_:today:)`` is the only way to something that is stored.
struct CompanyForm: Form {
    var companyID = ""
    var name = ""
    var siret = ""
    var activity = ""
    var founded = ""
    var headcount = ""
    var address = ""
    var complement = ""
    var postalCode = ""
    var cedex = ""
    var town = ""
    var region = ""
    var country = ""
    var version = ""

    static let names = [
        "company_id", "company_name", "siret", "activity", "founded", "headcount", "address", "complement",
        "postal_code", "cedex",
        "town", "region", "country", "version",
    ]

    init(_ fields: Fields) {
        companyID = fields["company_id"]
        name = fields["company_name"]
        siret = fields["siret"]
        activity = fields["activity"]
        founded = fields["founded"]
        headcount = fields["headcount"]
        address = fields["address"]
        complement = fields["complement"]
        postalCode = fields["postal_code"]
        cedex = fields["cedex"]
        town = fields["town"]
        region = fields["region"]
        country = fields["country"]
        version = fields["version"]
    }

    /// The form of a stored company.
    init(_ company: Company) {
        let facts = company.facts
        companyID = company.customID
        name = facts.name
        siret = facts.siret?.shown ?? ""
        activity = facts.activity?.text ?? ""
        founded = facts.founded?.description ?? ""
        headcount = facts.headcount?.rawValue ?? ""
        address = facts.address.street
        complement = facts.address.complement
        postalCode = facts.address.postalCode
        cedex = facts.address.cedex
        town = facts.address.town
        region = facts.address.region
        country = facts.address.country
        version = String(company.version)
    }

    /// The checked facts; notes everything that is wrong.
    func facts(_ errors: inout FieldErrors, today: Day) -> CompanyFacts {
        var facts = CompanyFacts()
        facts.customID = errors.checkTyped("company_id", companyID) { text throws(TextFault) in
            try CustomID(typed: text)
        }
        facts.name = errors.line("company_name", name, most: 130, optional: false)
        facts.siret = errors.checkTyped("siret", siret) { text throws(TextFault) in try Siret(typed: text) }
        facts.activity = errors.checkTyped("activity", activity) { text throws(TextFault) in
            try ActivityCode(typed: text)
        }
        facts.founded = errors.checkTyped("founded", founded) { text throws(TextFault) in
            guard let day = Day(typed: text) else { throw TextFault(tr("A date such as 21/11/2026 or 2026-11-21.")) }
            guard day <= today else { throw TextFault(tr("This date is in the future.")) }
            return day
        }
        facts.headcount = errors.checkTyped("headcount", headcount) { text throws(TextFault) in
            guard let band = Headcount(rawValue: text) else { throw TextFault(tr("Please choose from the list.")) }
            return band
        }
        facts.address = PostalAddress(self, &errors)
        return facts
    }

    /// What the page calls the fields.
    static let labels: [String: Message] = [
        "company_id": tr("Identifier"), "company_name": tr("Name"), "siret": tr("SIREN or SIRET"),
        "activity": tr("Main activity (APE)"),
        "founded": tr("Founded on"), "headcount": tr("Headcount"), "address": tr("Street"),
        "complement": tr("Additional address"),
        "postal_code": tr("Postal code"), "cedex": trc("address", "CEDEX"), "town": tr("Town"), "region": tr("Region"),
        "country": tr("Country"),
    ]
}
