import PortalConfiguration
import PortalTestSupport
import PortalValues
import Testing

@testable import PortalKit

/// The connections from this machine to others.
@Suite struct LinkTests {
    private func faults(_ environment: [String: String]) -> [String] {
        var all = ["PORTAL_ENV": "production", "PORTAL_SECRET_KEY": String(repeating: "k", count: 43)]
        all["PORTAL_RESOURCES"] = TestPlaces.resources
        all["PORTAL_MIGRATIONS"] = TestPlaces.migrations
        do throws(ConfigurationErrors) {
            _ = try Configuration.load(environment: all.merging(environment) { $1 }, file: nil as String?)
            return []
        } catch { return error.faults.map(\.key) }
    }

    @Test(arguments: [
        ("PORTAL_BASE_URL", "http://bde.example.org"), ("PORTAL_BASE_URL", "http://127.evil.example"),
        ("PORTAL_DATABASE_URL", "postgresql://portal@db.example.org/portal"),
        ("PORTAL_DATABASE_URL", "postgres://portal@192.0.2.7:5432/portal?sslmode=prefer"),
        ("PORTAL_DATABASE_URL", "postgresql://portal:a@db/portal?sslmode=require"),
        ("PORTAL_DATABASE_URL", "postgresql://localhost,db.example.org/portal"),
        ("PORTAL_DATABASE_URL", "postgresql:///portal?host=db.example.org"),
        ("PORTAL_DATABASE_URL", "postgresql://localhost/portal?hostaddr=192.0.2.7"),
        ("PORTAL_COMPANY_DIRECTORY", "http://directory.example.org"), ("PORTAL_TOWN_DIRECTORY", "http://192.0.2.7"),
    ])
    func `in production nothing leaves the machine in the clear`(key: String, value: String) {
        #expect(faults([key: value]) == [key])
        #expect(faults([key: value, "PORTAL_ENV": "development"]) == [])
    }

    @Test(arguments: [
        ("PORTAL_BASE_URL", "https://bde.example.org"), ("PORTAL_BASE_URL", "http://127.0.0.1:8080"),
        ("PORTAL_BASE_URL", "http://[::1]:8080"),
        ("PORTAL_DATABASE_URL", "postgresql://portal@db.example.org/portal?sslmode=verify-full"),
        ("PORTAL_DATABASE_URL", "postgresql://portal@db/portal?application_name=x&sslmode=disable"),
        ("PORTAL_DATABASE_URL", "postgresql:///portal"),
        ("PORTAL_DATABASE_URL", "postgresql:///portal?host=/run/postgresql"),
        ("PORTAL_DATABASE_URL", "postgresql://%2Frun%2Fpostgresql/portal"),
        ("PORTAL_DATABASE_URL", "postgresql://portal:p%40ss@127.0.0.1:5432/portal"),
        ("PORTAL_DATABASE_URL", "postgresql://portal@[::1]:5432/portal"),
        ("PORTAL_DATABASE_URL", "sqlite:/srv/portal.sqlite"),
        ("PORTAL_COMPANY_DIRECTORY", "https://directory.example.org"),
        ("PORTAL_TOWN_DIRECTORY", "http://localhost:9000"),
    ])
    func `what is encrypted, stays on the machine or was meant may start`(key: String, value: String) {
        #expect(faults([key: value]) == [])
    }

    @Test func `a redirection of another service is not followed`() async throws {
        try await StandIn.run(.answers(status: 200, body: "{}")) { inside in
            try await StandIn.run(.redirects(to: inside.address + "/secret")) { service in
                let outside = ExternalServices()
                await #expect(throws: ExternalServiceError.self) {
                    _ = try await outside.get(service.address, "/", now: Instant(seconds: 1_795_000_000))
                }
                #expect(service.requests.count == 1 && inside.requests == [])
            }
        }
    }
}
