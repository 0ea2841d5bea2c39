import ArgumentParser
import PortalDatabase
import PortalKit
import PortalValues

/// `portal role create NAME`
struct CreateRole: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "create", abstract: "Make a role without permissions.")

    @Argument(help: "Its name.")
    var name: String

    func run() async throws {
        try await Desk.open { desk in
            let now = Instant.now()
            try await desk.database.write { [name] db in
                let id = try Roles.create(name, now: now, db)
                try Audit.record(
                    by: .terminal, at: now, action: "create", entity: "role", id: id, label: name.tidied, db)
            }
            Terminal.say("The role \(name.tidied) is there.")
        }
    }
}
