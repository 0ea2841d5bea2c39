import ArgumentParser
import PortalDatabase

/// `portal db new NAME`
struct NewMigration: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Write the skeleton of the next migration.")

    @Argument(help: "What it does: lower-case letters, digits and underscores.")
    var name: String

    func run() async throws {
        try await Desk.open(current: false) { desk in
            Terminal.say(try Schema(desk.configuration, desk.database).migrator.new(name: name))
        }
    }
}
