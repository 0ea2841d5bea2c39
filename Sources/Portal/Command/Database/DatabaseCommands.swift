import ArgumentParser
import PortalDatabase

/// `portal db …`
struct DatabaseCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db", abstract: "The database's schema.",
        subcommands: [
            UpgradeDatabase.self, DowngradeDatabase.self, ShowCurrentMigration.self, ShowMigrationHistory.self,
            CheckMigrations.self, NewMigration.self,
        ])
}

/// What migrations say while they run.
enum MigrationProgress {
    static func say(_ progress: Migrator.Progress) {
        switch progress {
        case .waiting: Terminal.say("another process is migrating this database; waiting …")
        case .began(let step, let number, let count, let isUp):
            Terminal.say("[\(number)/\(count)] \(isUp ? "applying" : "undoing") \(step.file)")
        case .finished: break
        }
    }
}
