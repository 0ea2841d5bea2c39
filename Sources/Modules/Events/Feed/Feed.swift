import PortalDatabase
import PortalKit
import PortalSecurity
import PortalValues

/// The address by which a person's calendar program reads their events.
struct Feed: Sendable {
    let id: Int64
    let person: Int64
    let createdAt: Instant
    let lastUsedAt: Instant?
    /// The language that its owner chose.
    let language: String?

    private init(_ row: Row) throws {
        id = try row.get("id")
        person = try row.get("person_id")
        createdAt = try row.get("created_at")
        lastUsedAt = try row.get("last_used_at")
        language = try row.get("language")
    }

    private static let selection: SQL = """
        SELECT event_feed.id, event_feed.person_id, event_feed.created_at, event_feed.last_used_at, person.language
        FROM event_feed JOIN person ON person.id = event_feed.person_id
        """

    /// The one of a person.
    static func of(_ person: Int64, _ db: any Connection) throws -> Feed? {
        try db.row("\(sql: selection) WHERE event_feed.person_id = \(person)").map(Feed.init)
    }

    /// The one that a token opens; nil also where its owner cannot sign in any more.
    static func find(_ token: Token, _ db: any Connection) throws -> Feed? {
        try db.row(
            """
            \(sql: selection) AND person.archived_at IS NULL
            JOIN account ON account.person_id = person.id AND account.disabled_at IS NULL
            WHERE event_feed.token_hash = \(token.hashed)
            """
        ).map(Feed.init)
    }

    /// Gives a person an address; the one before it opens nothing from now on.
    static func make(_ token: Token, for person: Int64, now: Instant, _ db: any Connection) throws {
        try revoke(person, db)
        try db.run(
            """
            INSERT INTO event_feed (person_id, token_hash, created_at) VALUES (\(person), \(token.hashed), \(now))
            """)
    }

    /// Takes a person's address away; false where there was none.
    @discardableResult
    static func revoke(_ person: Int64, _ db: any Connection) throws -> Bool {
        try db.run("DELETE FROM event_feed WHERE person_id = \(person)") > 0
    }

    /// Whether its use is worth another note: programs ask every few minutes.
    func isStale(_ now: Instant) -> Bool { lastUsedAt.map { now > $0.adding(seconds: 60) } ?? true }

    func noteUse(_ now: Instant, _ db: any Connection) throws {
        try db.run("UPDATE event_feed SET last_used_at = \(now) WHERE id = \(id)")
    }

    /// What its owner may see now and runs or looks after: all to come, and a year of the past.
    func events(_ context: RequestContext, _ db: any Connection) throws -> [Event] {
        let grants = Grants(try Roles.held(of: person, db).map(\.grant), person: person)
        let visible = grants.visible(.read, EventsModule.event, in: context.application.scopes)
        let earliest = context.now.adding(seconds: -366 * 86_400)
        return try db.rows(
            """
            SELECT \(sql: Event.columns) FROM event\(sql: Event.joins) WHERE event.archived_at IS NULL AND event.ends_at > \(earliest)
                AND \(sql: visible) AND (\(sql: EventView.mine(person))) ORDER BY event.starts_at, event.id LIMIT 2000
            """
        ).map(Event.init)
    }
}
