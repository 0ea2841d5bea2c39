import ArgumentParser
import PortalDatabase

/// `portal db upgrade`
struct UpgradeDatabase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upgrade", abstract: "Apply the migrations that are missing. A second process waits for the first."
    )

    @Option(help: "Stop after this number.")
    var to: Int?

    func run() async throws {
        try await Desk.open(current: false) { desk in
            let migrator = Schema(desk.configuration, desk.database).migrator
            let steps = try await migrator.upgrade(to: to, progress: MigrationProgress.say)
            Terminal.say(steps.isEmpty ? "The database is up to date." : "Applied: \(steps.count).")
        }
    }
}
