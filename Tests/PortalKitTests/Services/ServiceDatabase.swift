import Foundation
import PortalDatabase
import PortalValues

/// A fresh database of one engine with the portal's tables, for tests of what the kit stores.
enum ServiceDatabase: String, CaseIterable, Sendable {
    case sqlite, postgresql

    private static let server = ProcessInfo.processInfo.environment["PORTAL_TEST_POSTGRESQL_URL"]

    /// Always SQLite; PostgreSQL where a server is named.
    static var tested: [ServiceDatabase] { server == nil ? [.sqlite] : [.sqlite, .postgresql] }

    private static let migrations = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("migrations").resolvingSymlinksInPath().path

    /// Runs a body on a new database, which is gone afterwards.
    func with(_ body: (Database) async throws -> Void) async throws {
        switch self {
        case .sqlite:
            let database = try Database.temporary()
            try await use(database, body)
        case .postgresql:
            guard let server = Self.server else { throw CocoaError(.featureUnsupported) }
            let schema = "services_" + UUID().uuidString.replacing("-", with: "").lowercased()
            let owner = try Database.open(url: server)
            try await owner.write { db in _ = try db.run("CREATE SCHEMA \(identifier: schema)") }
            let separator = server.contains("?") ? "&" : "?"
            let database = try Database.open(url: "\(server)\(separator)options=-csearch_path%3D\(schema)")
            do {
                try await use(database, body)
            } catch {
                try await owner.write { db in _ = try db.run("DROP SCHEMA \(identifier: schema) CASCADE") }
                throw error
            }
            try await owner.write { db in _ = try db.run("DROP SCHEMA \(identifier: schema) CASCADE") }
            await owner.close()
        }
    }

    private func use(_ database: Database, _ body: (Database) async throws -> Void) async throws {
        try await Migrator(directory: Self.migrations, database: database).upgrade()
        do { try await body(database) } catch {
            await database.close()
            throw error
        }
        await database.close()
    }
}

extension Instant {
    /// A moment of the day these tests are about.
    static func at(_ seconds: Int64) -> Instant { Instant(seconds: 1_795_233_600 + seconds) }
}

/// A folder of its own, gone with this value.
final class ScratchFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("portal-kit-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// What lies in it.
    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}
