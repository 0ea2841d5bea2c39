import ArgumentParser
import PortalDatabase

/// `portal db check`
struct CheckMigrations: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read every migration for both engines, and fail unless the database is exactly as they say.")

    func run() async throws {
        try await Desk.open(current: false) { desk in
            let state = try await Schema(desk.configuration, desk.database).migrator.check()
            if let refusal = state.refusalToServe { throw CommandError(refusal) }
            Terminal.say("The database is as its migrations say.")
        }
    }
}
