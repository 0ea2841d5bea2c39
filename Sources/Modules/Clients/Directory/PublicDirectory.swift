import Foundation
import PortalConfiguration
import PortalKit
import PortalValues

/// The public directories of the French State: companies (recherche-entreprises.api.gouv.fr) and towns (geo.api.gouv.fr).
struct PublicDirectory: CompanyDirectory {
    let outside: ExternalServices
    /// Addresses up to the path; empty where it is not to be asked.
    let companiesAddress, townsAddress: String

    init(_ application: PortalApplication) {
        outside = application.outside
        companiesAddress = application.configuration.companyDirectory
        townsAddress = application.configuration.townDirectory
    }

    func companies(_ query: String, now: Instant) async throws(DirectoryError) -> [FoundCompany] {
        let found: CompaniesAnswer = try await ask(
            companiesAddress, "/search?q=\(Escape.query(query))&per_page=10&page=1", now: now)
        return found.results.flatMap(\.companies)
    }

    func towns(_ postalCode: String, now: Instant) async throws(DirectoryError) -> [FoundTown] {
        let found: [TownAnswer] = try await ask(
            townsAddress, "/communes?codePostal=\(Escape.query(postalCode))&fields=nom,region,population", now: now)
        return found.prefix(200).map(\.town).filter { !$0.name.isEmpty }.sorted {
            ($1.population, $0.name) < ($0.population, $1.name)
        }
    }

    private func ask<Answer: Decodable>(_ base: String, _ path: String, now: Instant)
        async throws(DirectoryError) -> Answer
    {
        guard !base.isEmpty else { throw .off }
        let bytes: [UInt8]
        do { bytes = try await outside.get(base, path, now: now) } catch { throw .unavailable }
        do { return try JSONDecoder().decode(Answer.self, from: Data(bytes)) } catch { throw .unavailable }
    }
}
