import ArgumentParser
import PortalDatabase

/// `portal db history`
struct ShowMigrationHistory: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Print the migrations the database has taken, when, and those it lacks.")

    func run() async throws {
        try await Desk.open(current: false) { desk in
            let migrator = Schema(desk.configuration, desk.database).migrator
            let taken = try await migrator.history().map {
                ["\($0.version)", $0.name, "\($0.appliedAt)", String($0.hash.prefix(12))]
            }
            let pending = try await migrator.state().pending.map {
                ["\($0.version)", $0.name, "not applied", String($0.hash.prefix(12))]
            }
            for line in Terminal.table(taken + pending) { Terminal.say(line) }
        }
    }
}
