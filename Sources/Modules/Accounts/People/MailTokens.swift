import PortalDatabase
import PortalKit
import PortalSecurity
import PortalValues

/// Links in mails: single use, one purpose, expiring; only their digest is stored, and looking at one never uses it up.
enum MailTokens {
    /// What a link is good for.
    enum Purpose: String, Sendable { case password, email }

    /// How long a link lives: one hour.
    static let seconds: Int64 = 3600

    /// Makes a link's secret; earlier ones of the same purpose stop working.
    static func make(
        _ purpose: Purpose, for person: Int64, payload: String? = nil, seconds: Int64 = seconds, now: Instant,
        _ db: any Connection
    ) throws -> String {
        let token = Token()
        try db.run(
            "UPDATE account_token SET used_at = \(now) WHERE person_id = \(person) AND purpose = \(purpose.rawValue) AND used_at IS NULL"
        )
        try db.run(
            """
            INSERT INTO account_token (person_id, purpose, token_hash, payload, created_at, expires_at)
            VALUES (\(person), \(purpose.rawValue), \(token.hashed), \(payload), \(now), \(now.adding(seconds: seconds)))
            """)
        return token.text
    }

    /// Who a link belongs to; nil when it was used, is too old or never existed.
    static func find(_ purpose: Purpose, _ text: String, now: Instant, _ db: any Connection) throws -> (
        person: Int64, payload: String?
    )? {
        guard let token = Token(text) else { return nil }
        return try db.row(
            """
            SELECT t.person_id, t.payload FROM account_token AS t
            JOIN person AS p ON p.id = t.person_id AND p.archived_at IS NULL
            JOIN account AS a ON a.person_id = p.id AND a.disabled_at IS NULL
            WHERE t.token_hash = \(token.hashed) AND t.purpose = \(purpose.rawValue) AND t.used_at IS NULL AND t.expires_at > \(now)
            """
        ).map { (try $0.get("person_id"), try $0.get("payload")) }
    }

    /// Ends every open link of a person: what it stood on (the password, the address) is another one now.
    static func end(of person: Int64, now: Instant, _ db: any Connection) throws {
        try db.run("UPDATE account_token SET used_at = \(now) WHERE person_id = \(person) AND used_at IS NULL")
    }

    /// Uses a link up. Nil when somebody was faster.
    static func use(_ purpose: Purpose, _ text: String, now: Instant, _ db: any Connection) throws -> (
        person: Int64, payload: String?
    )? {
        guard let found = try find(purpose, text, now: now, db), let token = Token(text) else { return nil }
        let changed = try db.run(
            "UPDATE account_token SET used_at = \(now) WHERE token_hash = \(token.hashed) AND used_at IS NULL")
        return changed > 0 ? found : nil
    }
}
