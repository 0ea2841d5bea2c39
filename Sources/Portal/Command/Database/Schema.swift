import Logging
import PortalConfiguration
import PortalDatabase
import PortalKit

/// The database's schema beside the migrations of this portal.
struct Schema {
    let migrator: Migrator

    init(_ configuration: Configuration, _ database: Database) {
        migrator = Migrator(directory: configuration.migrations, database: database)
    }

    /// Throws, naming the files, unless the database is exactly as they say.
    func demandCurrent() async throws {
        if let refusal = try await migrator.state().refusalToServe { throw CommandError(refusal) }
    }
}

/// An open database for one command; what the commands about people, roles and settings have in common.
struct Desk: Sendable {
    let configuration: Configuration
    let database: Database
    let scopes: Scopes

    /// Opens the database, runs the work, and closes it whatever happens.
    static func open<T>(current: Bool = true, _ work: (Desk) async throws -> T) async throws -> T {
        var configuration = try Configuration.load()
        // A command speaks for itself; only what is wrong is worth a line of the log.
        configuration.logLevel = max(configuration.logLevel, .warning)
        LogOutput.bootstrap(configuration)
        let desk = Desk(
            configuration: configuration, database: try Composition.database(configuration), scopes: Composition.scopes)
        do {
            if current { try await Schema(configuration, desk.database).demandCurrent() }
            let result = try await work(desk)
            await desk.database.close()
            return result
        } catch {
            await desk.database.close()
            throw error
        }
    }
}
