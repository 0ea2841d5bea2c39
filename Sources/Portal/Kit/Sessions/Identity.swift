import PortalDatabase
import PortalValues

/// What one query tells about who is at the door: the session's person, and which generations hold.
struct Identity: Sendable {
    let accessGeneration: Int
    let settingsGeneration: Int
    var person: Actor.Person?
    /// What the token may be used for; nil for a session, and for a token without bounds.
    var reach: TokenReach?

    /// Reads the session with this token digest; the person is nil without one, or when it ended or the account was disabled.
    static func read(_ digest: String?, now: Instant, _ db: any Connection) throws -> Identity {
        guard let digest else {
            let row = try db.row("\(sql: generations)")
            return Identity(
                accessGeneration: try row?.get("access") ?? 0, settingsGeneration: try row?.get("settings") ?? 0,
                person: nil)
        }
        let row = try db.row(
            """
            SELECT g.access, g.settings, s.id AS session_id, s.confirmed_at, s.seen_at, s.remembered, p.id AS person_id, p.first_name,
                p.last_name, p.email, p.language, p.theme, a.username
            FROM (\(sql: generations)) AS g
            LEFT JOIN session AS s ON s.token_hash = \(digest) AND s.expires_at > \(now)
            LEFT JOIN person AS p ON p.id = s.person_id AND p.archived_at IS NULL
            LEFT JOIN account AS a ON a.person_id = p.id AND a.disabled_at IS NULL
            """)
        guard let row else { return Identity(accessGeneration: 0, settingsGeneration: 0, person: nil) }
        return Identity(
            accessGeneration: try row.get("access"), settingsGeneration: try row.get("settings"),
            person: try person(row))
    }

    /// Reads the token with this digest; nil where it ended, was revoked, or its owner's account is closed.
    static func read(token digest: String, now: Instant, _ db: any Connection) throws -> Identity? {
        let row = try db.row(
            """
            SELECT g.access, g.settings, CAST(0 AS BIGINT) AS session_id, t.id AS token_id, t.seen_at, t.scopes, p.id AS person_id,
                p.first_name, p.last_name, p.email, p.language, p.theme, a.username
            FROM api_token AS t JOIN person AS p ON p.id = t.person_id AND p.archived_at IS NULL
            JOIN account AS a ON a.person_id = p.id AND a.disabled_at IS NULL
            CROSS JOIN (\(sql: generations)) AS g
            WHERE t.token_hash = \(digest) AND t.revoked_at IS NULL AND t.expires_at > \(now)
            """)
        guard let row, let person = try person(row, token: row.get("token_id")) else { return nil }
        return Identity(
            accessGeneration: try row.get("access"), settingsGeneration: try row.get("settings"), person: person,
            reach: try row.get("scopes", as: String?.self).map(TokenReach.init(stored:)))
    }

    private static let generations: SQL = """
        SELECT (SELECT number FROM generation WHERE name = 'access') AS access,
            (SELECT number FROM generation WHERE name = 'settings') AS settings
        """

    private static func person(_ row: Row, token: Int64? = nil) throws -> Actor.Person? {
        guard let username: String = try row.get("username", as: String?.self) else { return nil }
        let first: String = try row.get("first_name")
        let last: String = try row.get("last_name")
        let initials = "\(first.prefix(1))\(last.prefix(1))".uppercased()
        // A password typed for a token was typed for nothing else.
        let never = Instant(seconds: 0)
        return Actor.Person(
            id: try row.get("person_id"), username: username, name: first.isEmpty ? last : "\(first) \(last)",
            initials: initials.isEmpty ? "?" : initials, email: try row.get("email"), language: try row.get("language"),
            theme: try row.get("theme"), session: try row.get("session_id"),
            isRemembered: token == nil ? try row.get("remembered") : false, token: token,
            confirmedAt: token == nil ? try row.get("confirmed_at") : never,
            seenAt: try row.get("seen_at", as: Instant?.self) ?? never)
    }
}
