public import PortalDatabase

extension Demonstration {
    /// Gives rights to the role of this name, which is made where there is none yet, and the role to people as far as they have accounts:
    /// to the one whose user name it is, unless others are named.
    ///
    /// - Returns: the role.
    @discardableResult
    public func role(
        _ name: String, _ grants: [Grant], people: [String]? = nil, position: Int = 1000, colour: String? = nil,
        in scopes: [Scope], _ db: any Connection
    ) throws -> Int64 {
        let known = try Roles.find(name, db)?.id
        let role = try known ?? Roles.create(name, position: position, colour: colour, now: now, db)
        let catalogue = Scopes(scopes)
        for grant in grants { try Roles.grant(grant, to: role, in: catalogue, db) }
        for username in people ?? [name.lowercased()] {
            let person = try db.value(
                "SELECT person_id FROM account WHERE username_key = \(username)", as: Int64.self)
            if let person { try Roles.give(role, to: person, now: now, db) }
        }
        return role
    }
}
