public import PortalDatabase
public import PortalValues

extension Roles {
    /// The grants of a person with PUBLIC's, or of a visitor.
    static func grants(of person: Int64?, _ db: any Connection) throws -> Grants {
        Grants(try held(of: person, db).map(\.grant), person: person)
    }

    /// The grants of a person, each with the role it comes from; PUBLIC's included.
    public static func held(of person: Int64?, _ db: any Connection) throws -> [HeldGrant] {
        try db.rows(
            """
            SELECT r.id, r.name, p.action, p.scope, p.element_id, p.relation FROM permission AS p
            JOIN role AS r ON r.id = p.role_id
            WHERE p.role_id = 0 OR p.role_id IN (SELECT role_id FROM person_role WHERE person_id = \(person ?? -1))
            ORDER BY r.position, r.name_key, p.id
            """
        ).map { HeldGrant(role: try $0.get("id"), roleName: try $0.get("name"), grant: try grant($0)) }
    }

    /// The permissions of a role, each with its internal id.
    public static func permissions(of role: Int64, _ db: any Connection) throws -> [(id: Int64, grant: Grant)] {
        try db.rows(
            "SELECT id, action, scope, element_id, relation FROM permission WHERE role_id = \(role) ORDER BY scope, action, id"
        )
        .map { (try $0.get("id"), try grant($0)) }
    }

    private static func grant(_ row: Row) throws -> Grant {
        let target: Grant.Target =
            if let element = try row.get("element_id", as: Int64?.self) {
                .element(element)
            } else if let relation = try row.get("relation", as: String?.self) {
                .relation(relation)
            } else {
                .every
            }
        return Grant(Action(try row.get("action", as: String.self)), try row.get("scope"), target)
    }

    /// Adds a permission to a role; false when it is there already. Throws ``RoleError/invalid(_:)`` for a scope, action or
    /// element that makes no sense.
    @discardableResult
    public static func grant(_ grant: Grant, to role: Int64, in catalogue: Scopes, _ db: any Connection) throws -> Bool
    {
        try check(grant, in: catalogue, db)
        guard try find(role, db) != nil else { throw RoleError.noSuchRole }
        let (element, relation) = columns(grant.target)
        let known = try db.row(
            """
            SELECT id FROM permission WHERE role_id = \(role) AND action = \(grant.action.name) AND scope = \(grant.scope)
                AND COALESCE(element_id, -1) = \(element ?? -1) AND COALESCE(relation, '') = \(relation ?? "")
            """)
        guard known == nil else { return false }
        do {
            try db.savepoint {
                try db.run(
                    """
                    INSERT INTO permission (role_id, action, scope, element_id, relation)
                    VALUES (\(role), \(grant.action.name), \(grant.scope), \(element), \(relation))
                    """)
            }
        } catch DatabaseError.unique("permission_grant_key") {
            return false
        }
        try db.bump("access")
        return true
    }

    /// Removes a permission from a role; false when it was not there.
    @discardableResult
    public static func revoke(_ grant: Grant, from role: Int64, now: Instant, _ db: any Connection) throws -> Bool {
        let before = try administrators(now: now, db)
        let (element, relation) = columns(grant.target)
        let changed = try db.run(
            """
            DELETE FROM permission WHERE role_id = \(role) AND action = \(grant.action.name) AND scope = \(grant.scope)
                AND COALESCE(element_id, -1) = \(element ?? -1) AND COALESCE(relation, '') = \(relation ?? "")
            """)
        try keepAdministrator(before, now: now, db)
        if changed > 0 { try db.bump("access") }
        return changed > 0
    }

    /// Forgets every permission on an element that is being deleted; call it in the same transaction.
    public static func forget(_ element: Int64, of scope: Scope, _ db: any Connection) throws {
        if try db.run("DELETE FROM permission WHERE scope = \(scope.name) AND element_id = \(element)") > 0 {
            try db.bump("access")
        }
    }

    /// Gives `all` on every scope that appears for the first time to the administrators' role, if there is one.
    public static func offerNewScopes(_ catalogue: Scopes, _ db: any Connection) throws {
        guard let role = try find(Role.administrator, db) else { return }
        for scope in catalogue.all where scope.elements != .must {
            let new =
                try db.run("INSERT INTO scope_seen (scope) VALUES (\(scope.name)) ON CONFLICT (scope) DO NOTHING") > 0
            if new { try grant(Grant(.all, scope.name), to: role.id, in: catalogue, db) }
        }
    }

    private static func columns(_ target: Grant.Target) -> (element: Int64?, relation: String?) {
        switch target {
        case .every: (nil, nil)
        case .element(let id): (id, nil)
        case .relation(let name): (nil, name)
        }
    }

    private static func check(_ grant: Grant, in catalogue: Scopes, _ db: any Connection) throws {
        guard let scope = catalogue[grant.scope] else { throw RoleError.invalid("scope") }
        guard scope.everyAction.contains(grant.action) else { throw RoleError.invalid("action") }
        switch grant.target {
        case .every where scope.elements == .must: throw RoleError.invalid("element")
        case .every: break
        case .element(let id):
            guard scope.elements != .none, try StoredElements(db: db).exists(scope, id) else {
                throw RoleError.invalid("element")
            }
        case .relation(let name):
            guard scope.relations.contains(where: { $0.name == name }) else { throw RoleError.invalid("element") }
        }
    }
}

extension Grants {
    /// Whether somebody who holds these may give this permission away: it must be theirs, or they must hold `all/role`.
    public func mayGive(_ grant: Grant, in catalogue: Scopes) -> Bool {
        if reaches(.all, "role"), byScope["role"]?.contains(Grant(.all, "role")) == true { return true }
        guard let scope = catalogue[grant.scope], reaches(grant.action, grant.scope) else { return false }
        let parts: [Action] =
            grant.action == .all ? scope.everyAction : grant.action == .write ? [.create, .update] : [grant.action]
        if grant.action == .all {
            return byScope[grant.scope]?.contains {
                $0.action == .all && ($0.target == .every || $0.target == grant.target)
            } == true
        }
        return parts.allSatisfy { part in granted(part, scope) { $0 == .every || $0 == grant.target } }
    }
}
