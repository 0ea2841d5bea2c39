import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// Somebody who runs events: everybody whose roles let them change the events assigned to them, and who can sign in.
struct Supporter: Sendable, Equatable {
    let id: Int64
    let username: String
    let name: String

    /// Of an event's row.
    static let columns: SQL = """
        support.first_name AS support_first_name, support.last_name AS support_last_name,
        support_account.username AS support_username
        """
    static let joins: SQL = """
         LEFT JOIN person AS support ON support.id = event.support_id
        LEFT JOIN account AS support_account ON support_account.person_id = event.support_id
        """

    init(id: Int64, username: String, name: String) {
        self.id = id
        self.username = username
        self.name = name
    }

    /// Who runs the event of this row; nil for nobody.
    init?(event row: Row) throws {
        guard let id = try row.get("support_id", as: Int64?.self) else { return nil }
        let first: String = try row.get("support_first_name")
        let last: String = try row.get("support_last_name")
        self.init(
            id: id, username: try row.get("support_username", as: String?.self) ?? "", name: "\(first) \(last)")
    }

    private static let people: SQL = """
        SELECT DISTINCT p.id, p.first_name, p.last_name, p.search_name, a.username FROM permission AS perm
        JOIN person_role AS pr ON pr.role_id = perm.role_id
        JOIN account AS a ON a.person_id = pr.person_id AND a.disabled_at IS NULL
        JOIN person AS p ON p.id = pr.person_id AND p.archived_at IS NULL
        WHERE perm.scope = 'event' AND perm.relation = 'assigned' AND perm.action IN ('update', 'write', 'all')
        """

    /// A condition over `account`: those who may run events, and those who do.
    static let known: SQL = """
        account.person_id IN (SELECT able.id FROM (\(sql: people)) AS able)
        OR account.person_id IN (SELECT held.support_id FROM event AS held)
        """

    /// By name.
    static func all(_ db: any Connection) throws -> [Supporter] {
        try db.rows("\(sql: people) ORDER BY p.search_name, p.id").map(read)
    }

    /// Whom a form chose; nil for nobody. Notes what is wrong. Whoever runs the event already may keep it, whatever their roles are now.
    static func chosen(
        _ username: String, now current: Supporter?, _ errors: inout FieldErrors, _ db: any Connection
    ) throws -> Supporter? {
        let key = username.tidied.lowercased()
        if key.isEmpty { return nil }
        if let current, current.username.lowercased() == key { return current }
        let found = try db.row("\(sql: people) AND a.username_key = \(key)").map(read)
        if found == nil { errors["support"] = tr("This person cannot run events.") }
        return found
    }

    private static func read(_ row: Row) throws -> Supporter {
        let first: String = try row.get("first_name")
        let last: String = try row.get("last_name")
        return Supporter(id: try row.get("id"), username: try row.get("username"), name: "\(first) \(last)")
    }
}
