public import PortalDatabase
import PortalSecurity
public import PortalValues

/// Sessions: random, stored as digests, listed in the profile, ended one by one or all at once.
public enum Sessions {
    /// How long a remembered session lives at most, however much it is used: a year. Idle ones end earlier, see ``idleSeconds(_:_:)``.
    public static let rememberedSeconds: Int64 = 365 * 86_400
    /// How long the session of a browser that is not to remember lives at most: 30 days.
    public static let shortSeconds: Int64 = 30 * 86_400
    /// How long a typed password counts for critical actions: 10 minutes.
    public static let confirmedSeconds: Int64 = 600
    /// How old `seen_at` may grow before it is written again, so that looking does not write each time.
    static let seenSeconds: Int64 = 600

    /// Opens a session and returns the secret that the cookie carries.
    public static func open(
        person: Int64, remembered: Bool, userAgent: String, address: String, now: Instant, _ db: any Connection
    ) throws -> String {
        let token = Token()
        let expires = now.adding(seconds: remembered ? rememberedSeconds : shortSeconds)
        try db.run(
            """
            INSERT INTO session
                (token_hash, person_id, remembered, user_agent, address, created_at, seen_at, confirmed_at, expires_at)
            VALUES (\(token.hashed), \(person), \(remembered), \(String(userAgent.prefix(200))), \(address), \(now), \(now), \(now),
                \(expires))
            """)
        return token.text
    }

    /// After how long without a visit a session ends.
    static func idleSeconds(_ remembered: Bool, _ settings: SettingValues) -> Int64 {
        Int64(settings[remembered ? PortalSettings.rememberedIdleDays : PortalSettings.idleDays]) * 86_400
    }

    /// A condition over `session`: it lives at this moment.
    static func living(_ now: Instant, _ settings: SettingValues) -> SQL {
        let remembered = now.adding(seconds: -idleSeconds(true, settings))
        let other = now.adding(seconds: -idleSeconds(false, settings))
        return """
            (expires_at > \(now)
                AND ((remembered AND seen_at > \(remembered)) OR (NOT remembered AND seen_at > \(other))))
            """
    }

    /// Forgets those that have ended; how many.
    static func forget(now: Instant, _ db: any Connection) throws -> Int {
        try db.run("DELETE FROM session WHERE NOT \(sql: living(now, try db.storedSettings()))")
    }

    /// Ends one session of a person.
    @discardableResult
    public static func end(_ session: Int64, of person: Int64, _ db: any Connection) throws -> Bool {
        try db.run("DELETE FROM session WHERE id = \(session) AND person_id = \(person)") > 0
    }

    /// Ends every session of a person, except one.
    @discardableResult
    public static func endAll(of person: Int64, except session: Int64? = nil, _ db: any Connection) throws -> Int {
        try db.run("DELETE FROM session WHERE person_id = \(person) AND id <> \(session ?? -1)")
    }

    /// Notes that the password was typed again in this session, and gives it a new secret: whoever has copied the old one is out.
    /// Returns the secret that the cookie carries from now on.
    public static func confirm(_ session: Int64, now: Instant, _ db: any Connection) throws -> String {
        let token = Token()
        try db.run("UPDATE session SET confirmed_at = \(now), token_hash = \(token.hashed) WHERE id = \(session)")
        return token.text
    }

    /// Notes that a session is in use.
    static func touch(_ session: Int64, now: Instant, _ db: any Connection) throws {
        try db.run("UPDATE session SET seen_at = \(now) WHERE id = \(session)")
    }

    /// A session as its owner sees it in the profile.
    public struct Listed: Sendable {
        /// Internal id.
        public let id: Int64
        /// What the browser calls itself.
        public let userAgent: String
        /// The address it was opened from.
        public let address: String
        /// When it was opened.
        public let createdAt: Instant
        /// When it was last in use, to ten minutes.
        public let seenAt: Instant
    }

    /// The open sessions of a person, the latest first.
    public static func list(
        of person: Int64, now: Instant, _ settings: SettingValues, _ db: any Connection
    ) throws -> [Listed] {
        try db.rows(
            """
            SELECT id, user_agent, address, created_at, seen_at FROM session
            WHERE person_id = \(person) AND \(sql: living(now, settings)) ORDER BY seen_at DESC, id DESC LIMIT 100
            """
        ).map {
            Listed(
                id: try $0.get("id"), userAgent: try $0.get("user_agent"), address: try $0.get("address"),
                createdAt: try $0.get("created_at"), seenAt: try $0.get("seen_at"))
        }
    }
}
