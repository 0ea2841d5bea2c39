import PortalDatabase
import PortalValues

/// What one query tells about who is at the door: the session's person, and which generations hold.
struct Opening: Sendable {
    let accessGeneration: Int
    let settingsGeneration: Int
    let person: Actor.Person?

    /// Reads the session with this token digest; the person is nil without one, or when it ended or the account was disabled.
    static func read(_ digest: String?, now: Instant, _ db: any Connection) throws -> Opening {
        guard let digest else {
            let row = try db.row("\(sql: generations)")
            return Opening(
                accessGeneration: try row?.get("access") ?? 0, settingsGeneration: try row?.get("settings") ?? 0,
                person: nil)
        }
        let row = try db.row(
            """
            SELECT g.access, g.settings, s.id AS session_id, s.confirmed_at, s.seen_at, p.id AS person_id, p.first_name,
                p.last_name, p.email, p.language, p.theme, a.username
            FROM (\(sql: generations)) AS g
            LEFT JOIN session AS s ON s.token_hash = \(digest) AND s.expires_at > \(now)
            LEFT JOIN person AS p ON p.id = s.person_id AND p.archived_at IS NULL
            LEFT JOIN account AS a ON a.person_id = p.id AND a.disabled_at IS NULL
            """)
        guard let row else { return Opening(accessGeneration: 0, settingsGeneration: 0, person: nil) }
        return Opening(
            accessGeneration: try row.get("access"), settingsGeneration: try row.get("settings"),
            person: try person(row))
    }

    private static let generations: SQL = """
        SELECT (SELECT number FROM generation WHERE name = 'access') AS access,
            (SELECT number FROM generation WHERE name = 'settings') AS settings
        """

    private static func person(_ row: Row) throws -> Actor.Person? {
        guard let username: String = try row.get("username", as: String?.self) else { return nil }
        let first: String = try row.get("first_name")
        let last: String = try row.get("last_name")
        let initials = "\(first.prefix(1))\(last.prefix(1))".uppercased()
        return Actor.Person(
            id: try row.get("person_id"), username: username, name: first.isEmpty ? last : "\(first) \(last)",
            initials: initials.isEmpty ? "?" : initials, email: try row.get("email"), language: try row.get("language"),
            theme: try row.get("theme"), session: try row.get("session_id"), confirmedAt: try row.get("confirmed_at"),
            seenAt: try row.get("seen_at"))
    }
}
