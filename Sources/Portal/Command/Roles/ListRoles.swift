import ArgumentParser
import PortalDatabase
import PortalKit

/// `portal role list`
struct ListRoles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Print every role with its permissions.")

    func run() async throws {
        try await Desk.open { desk in
            let scopes = desk.scopes
            let lines = try await desk.database.read { db in
                var lines: [String] = []
                for role in try Roles.list(db) {
                    lines.append(role.name)
                    for (_, grant) in try Roles.permissions(of: role.id, db) {
                        lines.append("  \(try db.describe(grant, in: scopes))")
                    }
                }
                return lines
            }
            for line in lines { Terminal.say(line) }
        }
    }
}
