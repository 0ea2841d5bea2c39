import ArgumentParser
import PortalDatabase

/// `portal db current`
struct ShowCurrentMigration: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "current", abstract: "Print the last migration the database has taken, and what it lacks.")

    func run() async throws {
        try await Desk.open(current: false) { desk in
            let migrator = Schema(desk.configuration, desk.database).migrator
            if let last = try await migrator.history().last {
                Terminal.say("\(last.version) \(last.name)")
            } else {
                Terminal.say("0 (empty)")
            }
            if let refusal = try await migrator.state().refusalToServe { Terminal.say(refusal) }
        }
    }
}
