import PortalDatabase
import PortalKit
import PortalValues

/// “Please take this photo down”: hidden at once, decided later.
enum Reports {
    /// What became of a report.
    enum Decision: String, Sendable {
        /// The photo is shown again.
        case kept
        /// The photo went into the trash.
        case removed
    }

    /// A report, as it is stored.
    struct Report: Sendable {
        let photoID: Int64
        let reason, contact: String
        let reporter: Int64?
        let createdAt: Instant
    }

    /// Notes a report and takes the photo down, but for a photo that was reported and kept before; whether it is hidden now.
    static func add(_ report: Report, _ photo: Photo, in album: Album, _ db: any Connection) throws -> Bool {
        let wasKept =
            try db.row("SELECT 1 AS found FROM photo_report WHERE photo_id = \(photo.id) AND decision = 'kept' LIMIT 1")
            != nil
        try db.run(
            """
            INSERT INTO photo_report (photo_id, reporter_id, contact, reason, created_at)
            VALUES (\(photo.id), \(report.reporter), \(report.contact), \(report.reason), \(report.createdAt))
            """)
        guard photo.hiddenAt == nil else { return true }
        guard !wasKept else { return false }
        try db.run(
            """
            UPDATE photo SET hidden_at = \(report.createdAt), version = version + 1, updated_at = \(report.createdAt)
            WHERE id = \(photo.id)
            """)
        if album.coverPhotoID == photo.id {
            try PhotoEditing.cover(nil, of: album, now: report.createdAt, db)
        }
        try Albums.recount(album.id, now: report.createdAt, db)
        return true
    }

    /// How many photos wait for a decision.
    static func waiting(_ db: any Connection) throws -> Int {
        try db.value("SELECT COUNT(DISTINCT photo_id) FROM photo_report WHERE decision IS NULL", as: Int.self) ?? 0
    }

    /// The open reports of a photo, oldest first.
    static func open(of photo: Int64, _ db: any Connection) throws -> [Report] {
        try db.rows(
            """
            SELECT photo_id, reporter_id, contact, reason, created_at FROM photo_report
            WHERE photo_id = \(photo) AND decision IS NULL ORDER BY created_at, id
            """
        ).map {
            Report(
                photoID: try $0.get("photo_id"), reason: try $0.get("reason"), contact: try $0.get("contact"),
                reporter: try $0.get("reporter_id"), createdAt: try $0.get("created_at"))
        }
    }

    /// Decides on every open report of a photo.
    static func decide(_ decision: Decision, _ photo: Photo, by context: RequestContext, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE photo_report SET decision = \(decision.rawValue), decided_by = \(context.actor.id), decided_at = \(context.now)
            WHERE photo_id = \(photo.id) AND decision IS NULL
            """)
        try db.run(
            "UPDATE photo SET hidden_at = NULL, version = version + 1, updated_at = \(context.now) WHERE id = \(photo.id)"
        )
        if decision == .removed, let album = try Albums.find(photo.albumID, db),
            try db.row("SELECT 1 AS found FROM photo WHERE id = \(photo.id) AND trashed_at IS NULL") != nil
        {
            try PhotoTrash.add([photo], of: album, by: context, db)
        }
        try Albums.recount(photo.albumID, now: context.now, db)
    }
}
