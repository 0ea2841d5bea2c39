import Foundation
import Synchronization
import Testing

@testable import PortalDatabase

/// The engines the suite runs on: always SQLite, and PostgreSQL where a server is named.
enum TestEngine: String, Sendable, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgresql

    static let postgresqlURL = ProcessInfo.processInfo.environment["PORTAL_TEST_POSTGRESQL_URL"]
    static let isPostgreSQLRequired = ProcessInfo.processInfo.environment["PORTAL_REQUIRE_POSTGRESQL"] == "1"

    static var tested: [TestEngine] { postgresqlURL == nil ? [.sqlite] : [.sqlite, .postgresql] }

    var testDescription: String { rawValue }

    /// Runs a body on a new database with the tables of `schema`.
    func with<T>(
        options: DatabaseOptions = DatabaseOptions(), schema: Bool = true, _ body: (Database) async throws -> T
    ) async throws -> T {
        try await withURL(schema: schema) { url in
            let database = try Database.open(url: url, options: options)
            do {
                let result = try await body(database)
                await database.close()
                return result
            } catch {
                await database.close()
                throw error
            }
        }
    }

    /// Runs a body with the URL of a new database, which is gone afterwards.
    func withURL<T>(schema: Bool = true, _ body: (String) async throws -> T) async throws -> T {
        switch self {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("portal-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            let url = "sqlite:" + folder.appendingPathComponent("test.sqlite").path
            if schema { try await Schema.build(url, .sqlite) }
            return try await body(url)
        case .postgresql:
            let server = PostgreSQLServer(url: try #require(Self.postgresqlURL))
            let name = "test_" + UUID().uuidString.replacing("-", with: "").lowercased()
            let template = schema ? try await Schema.template.name(on: server) : "template0"
            try server.create(name, copyOf: template)
            defer { try? server.drop(name) }
            return try await body(server.url(of: name))
        }
    }
}

@Suite struct EngineTests {
    @Test(
        .enabled(
            if: TestEngine.postgresqlURL != nil || TestEngine.isPostgreSQLRequired,
            "PORTAL_TEST_POSTGRESQL_URL names no server: PostgreSQL is not tested"))
    func `PostgreSQL is tested`() async throws {
        _ = try #require(
            TestEngine.postgresqlURL, "PORTAL_REQUIRE_POSTGRESQL=1, but PORTAL_TEST_POSTGRESQL_URL is not set")
        let dialect = try await TestEngine.postgresql.with { database async throws in
            try await database.ping()
            return database.dialect
        }
        #expect(dialect == .postgresql)
    }
}
