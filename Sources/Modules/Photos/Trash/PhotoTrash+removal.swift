import PortalDatabase
import PortalKit
import PortalValues

/// Out of the trash, for good, because somebody says so.
extension PhotoTrash {
    /// What it is called.
    static func name(_ item: TrashItem, _ db: any Connection) throws -> String {
        let sql: SQL =
            switch item.kind {
            case .photo: "SELECT file_name FROM photo WHERE id = \(item.id)"
            case .album: "SELECT name FROM photo_album WHERE id = \(item.id)"
            case .collection: "SELECT name FROM photo_collection WHERE id = \(item.id)"
            }
        guard let name = try db.value(sql, as: String.self) else { throw Failure.notFound }
        return name
    }

    /// How many photos go with it.
    static func amount(_ item: TrashItem, _ db: any Connection) throws -> Int {
        try db.value("SELECT COUNT(*) FROM photo WHERE \(sql: photos(of: item))", as: Int.self) ?? 0
    }

    /// Removes it with everything in it. Files follow after the commit; see ``FileMoveJournal/settle(_:)``.
    static func remove(_ item: TrashItem, now: Instant, _ db: any Connection) throws {
        if item.kind == .photo,
            try db.row("SELECT 1 AS found FROM photo WHERE id = \(item.id) AND trashed_at IS NOT NULL") == nil
        {
            // In the trash only with its album: that one is removed as a whole.
            throw Failure.notFound
        }
        try removePhotos(photos(of: item), limit: Int.max, now: now, db)
        switch item.kind {
        case .photo: break
        case .album: try removeFolders("photo_album", "id = \(item.id)", now: now, db)
        case .collection:
            try removeFolders("photo_album", "collection_id = \(item.id)", now: now, db)
            try removeFolders("photo_collection", "id = \(item.id)", now: now, db)
        }
    }

    private static func photos(of item: TrashItem) -> SQL {
        switch item.kind {
        case .photo: "photo.id = \(item.id)"
        case .album: "photo.album_id = \(item.id)"
        case .collection: "photo.album_id IN (SELECT id FROM photo_album WHERE collection_id = \(item.id))"
        }
    }
}
