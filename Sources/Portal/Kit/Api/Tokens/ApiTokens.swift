public import PortalDatabase
import PortalSecurity
public import PortalValues

/// The tokens of programs: each named by its owner, expiring, revocable, and good for no more than its owner is. What is stored
/// is the digest of the token's `jti`.
public enum ApiTokens {
    /// A token without a wish lives 30 days.
    public static let usualSeconds: Int64 = 30 * 86_400
    /// No token lives longer than a year.
    public static let longestSeconds: Int64 = 366 * 86_400
    /// How many living tokens somebody may have.
    public static let most = 50
    /// How old `seen_at` may grow before it is written again.
    static let seenSeconds: Int64 = 60

    /// A token as its owner sees it.
    public struct Listed: Sendable {
        /// Internal id.
        public let id: Int64
        /// What its owner calls it.
        public let name: String
        /// What it is good for; nil for all that its owner may do.
        public let reach: TokenReach?
        /// When it was made, and when it ends.
        public let createdAt, expiresAt: Instant
        /// When it was last used, to a minute.
        public let seenAt: Instant?
    }

    /// Makes a token. Its text is told once and stored nowhere.
    public static func make(
        for person: Int64, username: String, name: String, reach: TokenReach?, seconds: Int64,
        _ application: PortalApplication,
        now: Instant, _ db: any Connection
    ) throws -> (id: Int64, text: String, expiresAt: Instant) {
        let secret = Token()
        // Whole seconds, as the token itself says it.
        let expires = Instant(seconds: now.seconds + min(max(seconds, 1), longestSeconds))
        let row = try db.row(
            """
            INSERT INTO api_token (token_hash, person_id, name, scopes, created_at, expires_at)
            VALUES (\(secret.hashed), \(person), \(name), \(reach?.stored), \(now), \(expires)) RETURNING id
            """)
        guard let row else { throw DatabaseError.statement("INSERT without RETURNING") }
        let token = WebToken(
            issuer: application.tokenIssuer, subject: username, audience: application.tokenAudience,
            issuedAt: now.seconds,
            expiresAt: expires.seconds, id: secret.text)
        return (try row.get("id"), token.signed(application.tokenKey), expires)
    }

    /// The living tokens of a person, newest first.
    public static func list(of person: Int64, now: Instant, _ db: any Connection) throws -> [Listed] {
        try db.rows(
            """
            SELECT id, name, scopes, created_at, seen_at, expires_at FROM api_token
            WHERE person_id = \(person) AND revoked_at IS NULL AND expires_at > \(now) ORDER BY id DESC LIMIT 200
            """
        ).map { row in
            Listed(
                id: try row.get("id"), name: try row.get("name"),
                reach: try row.get("scopes", as: String?.self).map(TokenReach.init(stored:)),
                createdAt: try row.get("created_at"), expiresAt: try row.get("expires_at"),
                seenAt: try row.get("seen_at"))
        }
    }

    /// Ends a token of a person; its name, or nil where there is no such living token.
    public static func revoke(_ token: Int64, of person: Int64, now: Instant, _ db: any Connection) throws -> String? {
        try db.row(
            """
            UPDATE api_token SET revoked_at = \(now)
            WHERE id = \(token) AND person_id = \(person) AND revoked_at IS NULL AND expires_at > \(now) RETURNING name
            """)?.get("name")
    }

    /// Ends every token of a person, and what they confirmed: the password is another one now.
    public static func revokeAll(of person: Int64, now: Instant, _ db: any Connection) throws {
        try db.run("UPDATE api_token SET revoked_at = \(now) WHERE person_id = \(person) AND revoked_at IS NULL")
        try db.run("DELETE FROM step_up WHERE person_id = \(person)")
    }

    /// Notes that a token is in use.
    static func touch(_ token: Int64, now: Instant, _ db: any Connection) throws {
        try db.run("UPDATE api_token SET seen_at = \(now) WHERE id = \(token)")
    }

    /// Removes what ended a month ago.
    static func forget(now: Instant, _ db: any Connection) throws {
        let old = now.adding(seconds: -30 * 86_400)
        try db.run("DELETE FROM api_token WHERE expires_at <= \(old) OR revoked_at <= \(old)")
        try db.run("DELETE FROM step_up WHERE expires_at <= \(now)")
    }
}
