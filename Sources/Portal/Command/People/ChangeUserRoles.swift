import Accounts
import ArgumentParser
import PortalDatabase
import PortalKit
import PortalValues

/// `portal user roles USERNAME`
struct ChangeUserRoles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roles", abstract: "Print a person's roles, after giving and taking some.")

    @Argument(help: "The user name.")
    var username: String

    @Option(help: "A role to give; may be repeated.")
    var add: [String] = []

    @Option(help: "A role to take; may be repeated.")
    var remove: [String] = []

    func run() async throws {
        try await Desk.open { desk in
            let now = Instant.now()
            let scopes = desk.scopes
            let roles = try await desk.database.write { [username, add, remove] db in
                let person = try People.named(username, db)
                var changes: [AuditChange] = []
                for name in add {
                    let role = try Roles.namedOrAdministrator(name, scopes: scopes, now: now, db)
                    guard try Roles.give(role.id, to: person, now: now, db) else { continue }
                    changes.append(AuditChange(field: "role", before: nil, after: role.name))
                    try SecurityLog.addFromTerminal(
                        .roleGiven, of: person, account: username, detail: role.name, at: now, db)
                }
                for name in remove {
                    let role = try Roles.named(name, db)
                    guard try Roles.take(role.id, from: person, now: now, db) else { continue }
                    changes.append(AuditChange(field: "role", before: role.name, after: nil))
                    try SecurityLog.addFromTerminal(
                        .roleTaken, of: person, account: username, detail: role.name, at: now, db)
                }
                if !changes.isEmpty {
                    try Audit.record(
                        by: .terminal, at: now, action: "update", entity: "person", id: person, label: username,
                        changes: changes, db)
                }
                return try Roles.held(by: person, db).map(\.name)
            }
            for role in roles { Terminal.say(role) }
        }
    }
}
