import Accounts
import ArgumentParser
import PortalDatabase
import PortalKit
import PortalValues

/// `portal user disable USERNAME`
struct DisableUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Close an account: its sessions end, nobody signs in with it any more.")

    @Argument(help: "The user name.")
    var username: String

    @Flag(help: "Open it again.")
    var undo = false

    func run() async throws {
        try await Desk.open { desk in
            let now = Instant.now()
            try await desk.database.write { [username, undo] db in
                let person = try People.named(username, db)
                try People.disable(!undo, person, now: now, db)
                try SecurityLog.addFromTerminal(
                    undo ? .accountReopened : .accountClosed, of: person, account: username, at: now, db)
                try Audit.record(
                    by: .terminal, at: now, action: undo ? "reopen" : "close", entity: "person", id: person,
                    label: username, db)
            }
            Terminal.say("The account \(username) is \(undo ? "open again" : "closed").")
        }
    }
}
