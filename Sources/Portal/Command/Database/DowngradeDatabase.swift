import ArgumentParser
import PortalDatabase

/// `portal db downgrade`
struct DowngradeDatabase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "downgrade", abstract: "Undo the last migration, or all above a number. What they stored is lost.")

    @Option(help: "Undo everything above this number; 0 empties the database.")
    var to: Int?

    func run() async throws {
        try await Desk.open(current: false) { desk in
            let migrator = Schema(desk.configuration, desk.database).migrator
            let steps = try await migrator.downgrade(to: to, progress: MigrationProgress.say)
            Terminal.say(steps.isEmpty ? "There is nothing to undo." : "Undone: \(steps.count).")
        }
    }
}
