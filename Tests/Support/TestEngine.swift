import Foundation
import PortalDatabase
public import Testing

/// The engines the suites run on: always SQLite, and PostgreSQL where `bin/test` has started a cluster.
public enum TestEngine: String, Sendable, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgresql

    private static let server = ProcessInfo.processInfo.environment["PORTAL_TEST_POSTGRESQL_URL"]

    /// The engines of this run.
    public static var tested: [TestEngine] { server == nil ? [.sqlite] : [.sqlite, .postgresql] }

    public var testDescription: String { rawValue }

    /// A new database with every migration applied, and how to throw it away.
    func database() async throws -> (Database, @Sendable () async -> Void) {
        switch self {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
                "portal-test-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let file = folder.appendingPathComponent("portal.sqlite")
            try FileManager.default.copyItem(at: try await Prepared.sqlite.value(), to: file)
            let database = try Database.open(url: "sqlite:" + file.path)
            return (
                database,
                {
                    await database.close()
                    try? FileManager.default.removeItem(at: folder)
                }
            )
        case .postgresql:
            guard let server = Self.server else { throw CocoaError(.featureUnsupported) }
            let name = "portal_" + UUID().uuidString.replacing("-", with: "").lowercased()
            try psql(server, "CREATE DATABASE \(name) TEMPLATE \(try await Prepared.postgresql.value())")
            let database = try Database.open(url: Self.url(server, name))
            return (
                database,
                {
                    await database.close()
                    try? psql(server, "DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
                }
            )
        }
    }

    static func url(_ server: String, _ name: String) -> String {
        guard var parts = URLComponents(string: server) else { return server }
        parts.path = "/" + name
        return parts.string ?? server
    }

    /// Databases migrated once a run, and copied for each test.
    private enum Prepared {
        static let sqlite = Once<URL> {
            let file = FileManager.default.temporaryDirectory.appendingPathComponent(
                "portal-template-\(UUID().uuidString).sqlite")
            let database = try Database.open(url: "sqlite:" + file.path)
            try await Migrator(directory: TestPlaces.migrations, database: database).upgrade()
            // Closing folds the write-ahead log into the file, so that copying it copies everything.
            await database.close()
            return file
        }

        static let postgresql = Once<String> {
            guard let server else { throw CocoaError(.featureUnsupported) }
            let name = "portal_template_" + UUID().uuidString.replacing("-", with: "").lowercased()
            try psql(server, "CREATE DATABASE \(name)")
            let database = try Database.open(url: url(server, name))
            try await Migrator(directory: TestPlaces.migrations, database: database).upgrade()
            await database.close()
            return name
        }
    }
}

/// Something made once, however many tests ask for it at the same time.
private actor Once<Value: Sendable> {
    private let make: @Sendable () async throws -> Value
    private var task: Task<Value, any Error>?

    init(_ make: @escaping @Sendable () async throws -> Value) { self.make = make }

    func value() async throws -> Value {
        if let task { return try await task.value }
        let task = Task { try await make() }
        self.task = task
        return try await task.value
    }
}

private func psql(_ url: String, _ sql: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/psql")
    process.arguments = ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--command=\(sql)", url]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
}

/// Where the repository's files are, seen from the tests.
public enum TestPlaces {
    /// The repository.
    public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    /// The migrations.
    public static let migrations = root + "/migrations"
    /// Templates, translations, styles, static files.
    public static let resources = root + "/Resources"
}
