public import PortalDatabase
public import PortalValues

/// A role: a name, a colour, a place in the order, and its permissions.
public struct Role: Sendable {
    /// Internal id; 0 is PUBLIC.
    public let id: Int64
    /// As typed.
    public let name: String
    /// Lower comes first.
    public let position: Int
    /// Six hexadecimal digits, or none.
    public let colour: String?
    /// Rises with each change, so that two editors notice each other.
    public let version: Int

    /// PUBLIC's id.
    public static let publicID: Int64 = 0
    /// The role that is offered every permission when a scope first appears.
    public static let administrator = "Administrator"

    init(_ row: Row) throws {
        id = try row.get("id")
        name = try row.get("name")
        position = try row.get("position")
        colour = try row.get("colour")
        version = try row.get("version")
    }
}

/// Why a change of roles is refused.
public enum RoleError: Error, Sendable, Equatable {
    /// The name is taken.
    case nameTaken
    /// There is no such role.
    case noSuchRole
    /// PUBLIC stays.
    case publicRole
    /// Nobody could administer the portal any more.
    case lastAdministrator
    /// Who gives a permission away must hold it, or `all/role`.
    case notHeld(String)
    /// The scope or action is not declared, or the element is missing or superfluous.
    case invalid(String)
    /// Somebody else changed the role meanwhile.
    case stale
}

/// Roles and who holds them. Every change raises the access generation and keeps at least one administrator.
public enum Roles {
    /// Every role, in order.
    public static func list(_ db: any Connection) throws -> [Role] {
        try db.rows("SELECT id, name, position, colour, version FROM role ORDER BY position, name_key").map(Role.init)
    }

    /// The role of this name, regardless of case.
    public static func find(_ name: String, _ db: any Connection) throws -> Role? {
        try db.row("SELECT id, name, position, colour, version FROM role WHERE name_key = \(name.tidied.lowercased())")
            .map(Role.init)
    }

    /// The role with this id.
    public static func find(_ id: Int64, _ db: any Connection) throws -> Role? {
        try db.row("SELECT id, name, position, colour, version FROM role WHERE id = \(id)").map(Role.init)
    }

    /// Makes a role. Throws ``RoleError/nameTaken``.
    @discardableResult
    public static func create(
        _ name: String, position: Int = 1000, colour: String? = nil, now: Instant, _ db: any Connection
    ) throws -> Int64 {
        let name = name.tidied
        guard (1...64).contains(name.count) else { throw RoleError.invalid("name") }
        do {
            return try db.savepoint {
                let row = try db.row(
                    """
                    INSERT INTO role (name, name_key, position, colour, created_at)
                    VALUES (\(name), \(name.lowercased()), \(position), \(colour), \(now)) RETURNING id
                    """)
                guard let row else { throw RoleError.noSuchRole }
                return try row.get("id")
            }
        } catch DatabaseError.unique("role_name_key") {
            throw RoleError.nameTaken
        }
    }

    /// Renames, recolours and moves a role.
    public static func update(
        _ role: Int64, name: String, position: Int, colour: String?, version: Int, _ db: any Connection
    ) throws {
        let name = name.tidied
        guard (1...64).contains(name.count) else { throw RoleError.invalid("name") }
        if role == Role.publicID, name != "PUBLIC" { throw RoleError.publicRole }
        do {
            let changed = try db.savepoint {
                try db.run(
                    """
                    UPDATE role SET name = \(name), name_key = \(name.lowercased()), position = \(position), colour = \(colour),
                        version = version + 1
                    WHERE id = \(role) AND version = \(version)
                    """)
            }
            if changed == 0 { throw try find(role, db) == nil ? RoleError.noSuchRole : RoleError.stale }
        } catch DatabaseError.unique("role_name_key") {
            throw RoleError.nameTaken
        }
        try db.bump("access")
    }

    /// Deletes a role with its permissions; its holders lose them at once.
    public static func delete(_ role: Int64, now: Instant, _ db: any Connection) throws {
        guard role != Role.publicID else { throw RoleError.publicRole }
        let before = try administrators(now: now, db)
        guard try db.run("DELETE FROM role WHERE id = \(role)") > 0 else { throw RoleError.noSuchRole }
        try keepAdministrator(before, now: now, db)
        try db.bump("access")
    }

    /// Gives a role to a person; false when they hold it already.
    @discardableResult
    public static func give(_ role: Int64, to person: Int64, now: Instant, _ db: any Connection) throws -> Bool {
        guard role != Role.publicID else { throw RoleError.publicRole }
        let changed = try db.run(
            """
            INSERT INTO person_role (person_id, role_id, granted_at) VALUES (\(person), \(role), \(now))
            ON CONFLICT (person_id, role_id) DO NOTHING
            """)
        if changed > 0 { try db.bump("access") }
        return changed > 0
    }

    /// Takes a role from a person; false when they did not hold it.
    @discardableResult
    public static func take(_ role: Int64, from person: Int64, now: Instant, _ db: any Connection) throws -> Bool {
        let before = try administrators(now: now, db)
        let changed = try db.run("DELETE FROM person_role WHERE person_id = \(person) AND role_id = \(role)")
        try keepAdministrator(before, now: now, db)
        if changed > 0 { try db.bump("access") }
        return changed > 0
    }

    /// The roles of a person, in order.
    public static func held(by person: Int64, _ db: any Connection) throws -> [Role] {
        try db.rows(
            """
            SELECT r.id, r.name, r.position, r.colour, r.version FROM role AS r
            JOIN person_role AS pr ON pr.role_id = r.id WHERE pr.person_id = \(person) ORDER BY r.position, r.name_key
            """
        ).map(Role.init)
    }

    /// How many active people may do everything with every role.
    public static func administrators(now: Instant, _ db: any Connection) throws -> Int {
        try db.value("SELECT COUNT(DISTINCT pr.person_id) AS n \(sql: administering)", as: Int.self) ?? 0
    }

    /// Whether this active person may.
    public static func isAdministrator(_ person: Int64, _ db: any Connection) throws -> Bool {
        try db.row("SELECT 1 AS found \(sql: administering) WHERE pr.person_id = \(person) LIMIT 1") != nil
    }

    private static let administering: SQL = """
        FROM person_role AS pr
        JOIN permission AS p ON p.role_id = pr.role_id AND p.scope = 'role' AND p.action = 'all'
            AND p.element_id IS NULL AND p.relation IS NULL
        JOIN account AS a ON a.person_id = pr.person_id AND a.disabled_at IS NULL
        JOIN person AS pe ON pe.id = pr.person_id AND pe.archived_at IS NULL
        """

    /// Refuses a change after which nobody would be left; call with the count from before it.
    public static func keepAdministrator(_ before: Int, now: Instant, _ db: any Connection) throws {
        if before > 0, try administrators(now: now, db) == 0 { throw RoleError.lastAdministrator }
    }
}
