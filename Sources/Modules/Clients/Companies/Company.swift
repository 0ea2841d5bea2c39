import PortalDatabase
import PortalKit
import PortalValues

/// What is known of a company, checked.
struct CompanyFacts: Sendable, Equatable {
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
}

/// A company as stored.
struct Company: Sendable {
    let id: Int64
    private(set) var customID: String
    private(set) var facts: CompanyFacts
    let version: Int
    let createdAt: Instant
    let updatedAt: Instant
    let archivedAt: Instant?

    var isArchived: Bool { archivedAt != nil }

    /// The company as it would be with other facts.
    func changed(_ facts: CompanyFacts) -> Company {
        var other = self
        other.customID = facts.customID?.text ?? customID
        other.facts = facts
        return other
    }

    var ref: CompanyRef { CompanyRef(id: id, customID: customID, name: facts.name) }

    init(_ row: Row) throws {
        id = try row.get("id")
        customID = try row.get("custom_id")
        var facts = CompanyFacts()
        facts.name = try row.get("name")
        facts.siret = try row.get("siren", as: String?.self).map { Siret(siren: $0, nic: try row.get("nic")) }
        facts.activity = try row.get("activity", as: String?.self).map(ActivityCode.init(stored:))
        facts.founded = try row.get("founded")
        facts.headcount = try row.get("headcount")
        facts.address.street = try row.get("address")
        facts.address.complement = try row.get("complement")
        facts.address.postalCode = try row.get("postal_code")
        facts.address.cedex = try row.get("cedex")
        facts.address.town = try row.get("town")
        facts.address.region = try row.get("region")
        facts.address.country = try row.get("country")
        self.facts = facts
        version = try row.get("version")
        createdAt = try row.get("created_at")
        updatedAt = try row.get("updated_at")
        archivedAt = try row.get("archived_at")
    }

    static let columns: SQL = """
        company.id, company.custom_id, company.name, company.siren, company.nic, company.activity, company.founded, company.headcount,
        company.address, company.complement, company.postal_code, company.cedex, company.town, company.region, company.country,
        company.version, company.created_at, company.updated_at, company.archived_at
        """
}

extension AuditChange {
    /// The fields that differ between two states of a company; nil before it was entered, or after it was deleted.
    static func between(_ before: Company?, _ after: Company?) -> [AuditChange] {
        func change(_ field: String, _ read: (Company) -> String?) -> AuditChange {
            func filled(_ company: Company?) -> String? { company.flatMap(read).flatMap { $0.isEmpty ? nil : $0 } }
            return AuditChange(field: field, before: filled(before), after: filled(after))
        }
        return [
            change("company_id") { $0.customID }, change("company_name") { $0.facts.name },
            change("siret") { $0.facts.siret?.plain }, change("activity") { $0.facts.activity?.text },
            change("founded") { $0.facts.founded?.description }, change("headcount") { $0.facts.headcount?.rawValue },
            change("address") { $0.facts.address.street }, change("complement") { $0.facts.address.complement },
            change("postal_code") { $0.facts.address.postalCode }, change("cedex") { $0.facts.address.cedex },
            change("town") { $0.facts.address.town }, change("region") { $0.facts.address.region },
            change("country") { $0.facts.address.country },
        ].filter { $0.before != $0.after }
    }
}
