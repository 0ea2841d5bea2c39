import Accounts
import ArgumentParser
import Logging
import PortalDatabase
import PortalKit
import PortalValues

/// `portal user password USERNAME`
struct ChangePassword: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: "Set a person's password; all their sessions end.")

    @Argument(help: "The user name.")
    var username: String

    @OptionGroup
    var password: TypedPassword

    func run() async throws {
        guard let digest = try password.digest(username: username, email: nil) else {
            throw CommandError("no password was given; use --password-stdin")
        }
        try await Desk.open { desk in
            let now = Instant.now()
            let application = try Composition.application(
                desk.configuration, desk.database, logger: Logger(label: "portal"))
            try await desk.database.write { [username] db in
                let person = try People.named(username, db)
                try People.setPassword(digest, of: person, db)
                try SecurityLog.addFromTerminal(.passwordChanged, of: person, account: username, at: now, db)
                try ChangeMails.password(of: person, application, db)
                try Audit.record(
                    by: .terminal, at: now, action: "password", entity: "person", id: person, label: username,
                    changes: [AuditChange(field: "password", before: nil, after: nil)], db)
            }
            Terminal.say("The password of \(username) is changed, and their sessions have ended.")
        }
    }
}
