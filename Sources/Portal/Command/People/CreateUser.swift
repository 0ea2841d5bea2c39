import Accounts
import ArgumentParser
import PortalDatabase
import PortalKit
import PortalValues

/// `portal user create`
struct CreateUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Enter a person with an account. The role Administrator is made where there is none.")

    @Option(help: "What they sign in with; made from their names where it is left away.")
    var username: String?

    @Option(help: "Their e-mail address; it counts as verified.")
    var email: String

    @Option(help: "First name.")
    var firstName: String

    @Option(help: "Last name.")
    var lastName: String

    @Option(help: "A role; may be repeated.")
    var role: [String] = []

    @OptionGroup
    var password: TypedPassword

    func run() async throws {
        let person = try NewPerson(firstName: firstName, lastName: lastName, email: email, emailVerified: true)
        let digest = try password.digest(username: username, email: email)
        try await Desk.open { desk in
            let now = Instant.now()
            let scopes = desk.scopes
            let name = try await desk.database.write { [username, role] db in
                let id = try People.create(person, now: now, db)
                let name = try People.openAccount(of: id, username: username, passwordHash: digest, now: now, db)
                try SecurityLog.addFromTerminal(.accountOpened, of: id, account: name, at: now, db)
                var changes = [AuditChange(field: "username", before: nil, after: name)]
                for wanted in role {
                    let role = try Roles.namedOrAdministrator(wanted, scopes: scopes, now: now, db)
                    _ = try Roles.give(role.id, to: id, now: now, db)
                    changes.append(AuditChange(field: "role", before: nil, after: role.name))
                }
                try Audit.record(
                    by: .terminal, at: now, action: "create", entity: "person", id: id,
                    label: "\(person.firstName) \(person.lastName)".tidied, changes: changes, db)
                return name
            }
            Terminal.say(
                "\(name) can sign in\(digest == nil ? " once a password is set (`portal user password`)" : "").")
        }
    }
}
