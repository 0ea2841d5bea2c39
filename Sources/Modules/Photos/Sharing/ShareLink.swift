import PortalDatabase
import PortalSecurity
import PortalValues

/// A link that somebody gave to outsiders: to an album, or to one photo of it. Whoever holds its token looks, as long as it lasts.
struct ShareLink: Sendable {
    let id: Int64
    let albumID: Int64
    /// The one photo that it shows; nil for the whole album.
    let photoID: Int64?
    /// What its maker calls it.
    let label: String
    let passwordHash: String?
    /// Who made it, and answers for it.
    let creator: Int64
    let createdAt: Instant
    /// From when on it is over; nil for never.
    let expiresAt: Instant?
    let revokedAt: Instant?
    /// How often a page of it was looked at.
    let visits: Int
    let lastVisitAt: Instant?

    static let columns: SQL = """
        photo_link.id, photo_link.album_id, photo_link.photo_id, photo_link.label, photo_link.password_hash,
        photo_link.created_by, photo_link.created_at, photo_link.expires_at, photo_link.revoked_at, photo_link.visits,
        photo_link.last_visit_at
        """

    init(_ row: Row) throws {
        id = try row.get("id")
        albumID = try row.get("album_id")
        photoID = try row.get("photo_id")
        label = try row.get("label")
        passwordHash = try row.get("password_hash")
        creator = try row.get("created_by")
        createdAt = try row.get("created_at")
        expiresAt = try row.get("expires_at")
        revokedAt = try row.get("revoked_at")
        visits = try row.get("visits")
        lastVisitAt = try row.get("last_visit_at")
    }

    /// Whether its maker ended it, or its time is over.
    func isOver(_ now: Instant) -> Bool { revokedAt != nil || expiresAt.map { $0 <= now } ?? false }
}

/// The links as they are stored. Of a token only the hash is.
enum ShareLinks {
    /// The link with this id.
    static func find(_ id: Int64, _ db: any Connection) throws -> ShareLink? {
        try db.row("SELECT \(sql: ShareLink.columns) FROM photo_link WHERE id = \(id)").map(ShareLink.init)
    }

    /// Those of an album, newest first.
    static func list(of album: Int64, _ db: any Connection) throws -> [ShareLink] {
        try db.rows(
            "SELECT \(sql: ShareLink.columns) FROM photo_link WHERE album_id = \(album) ORDER BY id DESC LIMIT 200"
        ).map(ShareLink.init)
    }

    /// Adds a link; its id.
    static func insert(
        _ facts: ShareLinkFacts, token: Token, passwordHash: String?, album: Int64, by person: Int64, now: Instant,
        _ db: any Connection
    ) throws -> Int64 {
        let row = try db.row(
            """
            INSERT INTO photo_link (token_hash, album_id, photo_id, label, password_hash, created_by, created_at, expires_at)
            VALUES (\(token.hashed), \(album), \(facts.photoID), \(facts.label), \(passwordHash), \(person), \(now),
                \(facts.expiresAt)) RETURNING id
            """)
        guard let row else { throw DatabaseError.statement("no id came back") }
        return try row.get("id")
    }

    /// Ends a link for good; false where it is none of this album, or ended before.
    static func revoke(_ id: Int64, of album: Int64, now: Instant, _ db: any Connection) throws -> Bool {
        try db.run(
            """
            UPDATE photo_link SET revoked_at = \(now) WHERE id = \(id) AND album_id = \(album) AND revoked_at IS NULL
            """) > 0
    }

    /// Counts one page that was looked at.
    static func noteVisit(_ id: Int64, now: Instant, _ db: any Connection) throws {
        try db.run("UPDATE photo_link SET visits = visits + 1, last_visit_at = \(now) WHERE id = \(id)")
    }
}

/// What a new link is to be.
struct ShareLinkFacts: Sendable {
    var label = ""
    var photoID: Int64?
    var expiresAt: Instant?
    /// As typed; empty for none.
    var password = ""
}
