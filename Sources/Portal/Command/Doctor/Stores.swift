import Foundation
import PortalConfiguration
import PortalDatabase
import PortalKit
import PortalValues

/// The database: whether it answers, which migration it is at, whether its clock agrees with ours.
enum Stores {
    static func findings(_ configuration: Configuration) async -> [Finding] {
        let database: Database
        do { database = try Composition.database(configuration) } catch {
            return [.bad("database", CommandError.words(for: error))]
        }
        var findings: [Finding] = []
        do {
            try await database.ping()
            findings.append(.good("database", "\(database.dialect) answers"))
            findings.append(try await migrations(configuration, database))
            if database.dialect == .postgresql { findings.append(try await clock(database)) }
        } catch {
            findings.append(.bad("database", CommandError.words(for: error)))
        }
        await database.close()
        return findings
    }

    private static func migrations(_ configuration: Configuration, _ database: Database) async throws -> Finding {
        let migrator = Schema(configuration, database).migrator
        if let refusal = try await migrator.state().refusalToServe { return .bad("migrations", refusal) }
        return .good("migrations", "at \(try await migrator.current() ?? 0), up to date")
    }

    private static func clock(_ database: Database) async throws -> Finding {
        let theirs =
            try await database.read { try $0.value("SELECT clock_timestamp()", as: Instant.self) } ?? Instant.now()
        let seconds = abs(theirs.seconds - Instant.now().seconds)
        return seconds > 5
            ? .warning("clock", "the database's differs by \(seconds) s") : .good("clock", "agrees with the database's")
    }
}
