import Foundation
import PortalDatabase
import PortalKit
public import Testing

/// The engines the suites run on: always SQLite, and PostgreSQL where `bin/test` has started a cluster.
public enum TestEngine: String, Sendable, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgresql

    private static let server = ProcessInfo.processInfo.environment["PORTAL_TEST_POSTGRESQL_URL"]

    /// The engines of this run.
    public static var tested: [TestEngine] { server == nil ? [.sqlite] : [.sqlite, .postgresql] }

    public var testDescription: String { rawValue }

    /// A new database with every migration applied, and how to throw it away.
    ///
    /// - Parameters:
    ///   - name: what stands in it besides, if anything: filled once a run, and copied for every test that asks for it.
    ///   - fill: fills it.
    func database(
        _ name: String = "", fill: @escaping @Sendable (Database) async throws -> Void = { _ in }
    ) async throws -> (Database, @Sendable () async -> Void) {
        let template = try await DatabaseTemplates.shared.template(self, name, fill)
        switch self {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
                "portal-test-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let file = folder.appendingPathComponent("portal.sqlite")
            try FileManager.default.copyItem(atPath: template, toPath: file.path)
            let database = try Database.open(url: "sqlite:" + file.path)
            return (
                database,
                {
                    await database.close()
                    try? FileManager.default.removeItem(at: folder)
                }
            )
        case .postgresql:
            let copy = try Self.newDatabase(from: template)
            var options = DatabaseOptions()
            options.crowdedTable = Audit.crowdedTable
            let database = try Database.open(url: try Self.url(copy), options: options)
            return (
                database,
                {
                    await database.close()
                    try? Self.psql("DROP DATABASE IF EXISTS \(copy) WITH (FORCE)")
                }
            )
        }
    }

    /// Makes a template of the other one, or of nothing but the migrations: a file, or a database of the server.
    fileprivate func makeTemplate(
        from other: String?, _ fill: @Sendable (Database) async throws -> Void
    ) async throws -> String {
        let place: String
        let database: Database
        switch self {
        case .sqlite:
            place =
                FileManager.default.temporaryDirectory.appendingPathComponent(
                    "portal-template-\(UUID().uuidString).sqlite"
                ).path
            if let other { try FileManager.default.copyItem(atPath: other, toPath: place) }
            database = try Database.open(url: "sqlite:" + place)
        case .postgresql:
            place = try Self.newDatabase(from: other)
            database = try Database.open(url: try Self.url(place))
        }
        if other == nil { try await Migrator(directory: TestPlaces.migrations, database: database).upgrade() }
        try await fill(database)
        // Closing folds SQLite's log into the file, so that copying it copies everything; PostgreSQL copies only what nobody uses.
        await database.close()
        return place
    }

    private static func newDatabase(from template: String?) throws -> String {
        let name = "portal_" + UUID().uuidString.replacing("-", with: "").lowercased()
        try psql("CREATE DATABASE \(name)" + (template.map { " TEMPLATE \($0)" } ?? ""))
        return name
    }

    private static func url(_ name: String) throws -> String {
        guard let server, var parts = URLComponents(string: server) else { throw CocoaError(.featureUnsupported) }
        parts.path = "/" + name
        return parts.string ?? server
    }

    private static func psql(_ sql: String) throws {
        guard let server else { throw CocoaError(.featureUnsupported) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/psql")
        process.arguments = ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--command=\(sql)", server]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    }
}

/// Databases made once a run, and copied for each test.
private actor DatabaseTemplates {
    static let shared = DatabaseTemplates()
    private var made: [String: Task<String, any Error>] = [:]

    /// The template of this name, which is made from the one without a name where nobody has asked for it yet.
    func template(
        _ engine: TestEngine, _ name: String, _ fill: @escaping @Sendable (Database) async throws -> Void
    ) async throws -> String {
        let key = "\(engine) \(name)"
        if let task = made[key] { return try await task.value }
        let task = Task {
            // What has no name is empty, whoever asks for it first.
            if name.isEmpty { return try await engine.makeTemplate(from: nil) { _ in } }
            return try await engine.makeTemplate(from: try await template(engine, "") { _ in }, fill)
        }
        made[key] = task
        return try await task.value
    }
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
