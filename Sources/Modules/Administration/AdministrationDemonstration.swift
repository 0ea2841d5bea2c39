import Accounts
import PortalDatabase
import PortalKit

extension AdministrationModule {
    /// The administrators' role, held by the account `admin`. It is offered the rights on the scopes of this module here, and those
    /// of the others when the portal starts.
    func appointAdmin(_ demonstration: Demonstration, _ db: any Connection) throws {
        let role: Int64
        if let known = try Roles.find(Role.administrator, db) {
            role = known.id
        } else {
            role = try Roles.create(
                Role.administrator, position: 10, colour: RoleColour.red.rawValue, now: demonstration.now, db)
        }
        try Roles.offerNewScopes(Scopes(scopes), db)
        if let admin = try People.find(username: "admin", db) {
            try Roles.give(role, to: admin, now: demonstration.now, db)
        }
    }
}
