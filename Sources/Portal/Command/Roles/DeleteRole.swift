import ArgumentParser
import PortalDatabase
import PortalKit
import PortalValues

/// `portal role delete NAME`
struct DeleteRole: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a role; whoever holds it loses it.")

    @Argument(help: "Its name.")
    var name: String

    func run() async throws {
        try await Desk.open { desk in
            let now = Instant.now()
            let label = try await desk.database.write { [name] db in
                let role = try Roles.named(name, db)
                try Roles.delete(role.id, now: now, db)
                try Audit.record(
                    by: .terminal, at: now, action: "delete", entity: "role", id: role.id, label: role.name, db)
                return role.name
            }
            Terminal.say("The role \(label) is gone.")
        }
    }
}
