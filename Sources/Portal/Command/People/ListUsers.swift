import Accounts
import ArgumentParser
import PortalDatabase
import PortalKit
import PortalValues

/// `portal user list`
struct ListUsers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Print every account: user name, person, address, roles, last time signed in.")

    func run() async throws {
        try await Desk.open { desk in
            let rows = try await desk.database.read { db in
                try People.accounts(db).map { one in
                    [
                        one.username ?? "", "\(one.firstName) \(one.lastName)", one.email ?? "-",
                        try Roles.held(by: one.id, db).map(\.name).joined(separator: ", "),
                        one.disabled
                            ? "disabled" : one.lastLoginAt.map { String($0.description.prefix(16)) } ?? "never",
                    ]
                }
            }
            for line in Terminal.table(rows) { Terminal.say(line) }
        }
    }
}
