import Accounts
import ArgumentParser
import PortalDatabase
import PortalKit
import PortalSecurity
import PortalValues

/// `portal user …`
struct UserCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "People's accounts.",
        subcommands: [
            CreateUser.self, ListUsers.self, ChangePassword.self, ChangeUserRoles.self, DisableUser.self,
            ImportRecords<ImportedPeople>.self,
        ])
}

extension People {
    /// The person who signs in under this name.
    static func named(_ username: String, _ db: any Connection) throws -> Int64 {
        guard let person = try find(username: username, db) else {
            throw CommandError("nobody signs in as “\(username)”")
        }
        return person
    }
}

extension Roles {
    /// The role of this name; the administrators' role is made, with every right, where it is asked for before it
    /// exists.
    static func namedOrAdministrator(_ name: String, scopes: Scopes, now: Instant, _ db: any Connection) throws -> Role
    {
        if try find(name, db) == nil, name.lowercased() == Role.administrator.lowercased() {
            try create(Role.administrator, position: 1, now: now, db)
        }
        try offerNewScopes(scopes, db)
        return try named(name, db)
    }
}
