import PortalValues

/// Where companies and towns can be looked up, so that nobody types what is public already. Everything found is looked at by a
/// person before it is stored.
protocol CompanyDirectory: Sendable {
    /// The companies of this name, SIREN or SIRET, the likeliest first.
    func companies(_ query: String, now: Instant) async throws(DirectoryError) -> [FoundCompany]
    /// The towns of a French postal code, the largest first.
    func towns(_ postalCode: String, now: Instant) async throws(DirectoryError) -> [FoundTown]
}

/// Why nothing can be looked up at the moment. The form goes on without.
enum DirectoryError: Error, Equatable {
    /// Nobody has configured it.
    case off
    /// It does not answer, or too late, or what it answers makes no sense.
    case unavailable
}

/// An establishment of a company, as the public directory knows it.
struct FoundCompany: Sendable, Equatable {
    var name = ""
    var siret: Siret
    var activity = ""
    var founded: Day?
    var headcount: Headcount?
    var street = ""
    var complement = ""
    var postalCode = ""
    var cedex = ""
    var town = ""
    var region = ""
    var isClosed = false
    var isHeadOffice = false

    /// The fields of the form for a new company, filled in.
    var fields: [(String, String)] {
        [
            ("company_name", name), ("siret", siret.plain), ("activity", activity),
            ("founded", founded?.description ?? ""), ("headcount", headcount?.rawValue ?? ""), ("address", street),
            ("complement", complement), ("postal_code", postalCode), ("cedex", cedex), ("town", town),
            ("region", region),
        ].filter { !$0.1.isEmpty }
    }
}

/// A town, as the public directory knows it.
struct FoundTown: Sendable, Equatable {
    let name: String
    let region: String
    let population: Int
}
