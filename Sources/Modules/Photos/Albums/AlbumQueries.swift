import PortalDatabase
import PortalValues

/// The albums as they are stored.
enum Albums {
    /// The album with this id.
    static func find(_ id: Int64, _ db: any Connection) throws -> Album? {
        try db.row("SELECT \(sql: Album.columns) FROM photo_album WHERE id = \(id)").map(Album.init)
    }

    /// The album at this path.
    static func find(path: String, _ db: any Connection) throws -> Album? {
        try db.row("SELECT \(sql: Album.columns) FROM photo_album WHERE path = \(path)").map(Album.init)
    }

    /// Adds an album, hidden. Throws `.unique("photo_album_path_key")` where the folder is taken.
    static func insert(
        _ facts: AlbumFacts, directory: String, in collection: PhotoCollection, now: Instant, _ db: any Connection
    ) throws -> Int64 {
        let row = try db.row(
            """
            INSERT INTO photo_album (collection_id, directory, path, name, description, place, starts_on, ends_on, created_at,
                updated_at)
            VALUES (\(collection.id), \(directory), \(collection.path + "/" + directory), \(facts.name), \(facts.description),
                \(facts.place), \(facts.startsOn), \(facts.endsOn), \(now), \(now)) RETURNING id
            """)
        guard let row else { throw DatabaseError.statement("no id came back") }
        return try row.get("id")
    }

    /// Changes an album that is still in the version it was read in; false where it is not. A new folder or another collection
    /// goes for the disk too.
    static func update(
        _ old: Album, to facts: AlbumFacts, directory: String, in collection: PhotoCollection, visible: Bool,
        now: Instant, _ db: any Connection
    ) throws -> Bool {
        let path = collection.path + "/" + directory
        let changed = try db.run(
            """
            UPDATE photo_album SET name = \(facts.name), description = \(facts.description), place = \(facts.place),
                starts_on = \(facts.startsOn), ends_on = \(facts.endsOn), directory = \(directory), path = \(path),
                collection_id = \(collection.id), visible = \(visible ? 1 : 0), version = version + 1, updated_at = \(now)
            WHERE id = \(old.id) AND version = \(old.version)
            """)
        guard changed > 0 else { return false }
        if old.collectionID != collection.id { try forgetCover(old.id, db) }
        try FileMoveJournal.note(old.path, to: path, now: now, db)
        return true
    }

    /// Counts the photos that the album shows; call it in each transaction that adds, hides or removes some.
    static func recount(_ id: Int64, now: Instant, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE photo_album SET updated_at = \(now), photo_count = (SELECT COUNT(*) FROM photo
                WHERE photo.album_id = photo_album.id AND photo.trashed_at IS NULL AND photo.hidden_at IS NULL)
            WHERE id = \(id)
            """)
    }

    /// Takes the album off the front of its collection.
    static func forgetCover(_ id: Int64, _ db: any Connection) throws {
        try db.run("UPDATE photo_collection SET cover_album_id = NULL WHERE cover_album_id = \(id)")
    }

    /// Puts albums of a collection into this order.
    static func place(_ ids: [Int64], _ db: any Connection) throws {
        for (position, id) in ids.enumerated() {
            try db.run("UPDATE photo_album SET position = \(position + 1) WHERE id = \(id)")
        }
    }

    /// Puts the album on the front of its collection.
    static func setCover(_ id: Int64, of collection: Int64, _ db: any Connection) throws {
        try db.run("UPDATE photo_collection SET cover_album_id = \(id) WHERE id = \(collection)")
    }
}
