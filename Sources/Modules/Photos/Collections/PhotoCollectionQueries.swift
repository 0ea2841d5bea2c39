import PortalDatabase
import PortalValues

/// The collections as they are stored.
enum PhotoCollections {
    /// The collection with this id.
    static func find(_ id: Int64, _ db: any Connection) throws -> PhotoCollection? {
        try db.row("SELECT \(sql: PhotoCollection.columns) FROM photo_collection WHERE id = \(id)")
            .map(PhotoCollection.init)
    }

    /// The collection of this folder.
    static func find(directory: String, _ db: any Connection) throws -> PhotoCollection? {
        try db.row("SELECT \(sql: PhotoCollection.columns) FROM photo_collection WHERE path = \(directory)")
            .map(PhotoCollection.init)
    }

    /// Adds a collection, hidden. Throws `.unique("photo_collection_path_key")` where the folder is taken.
    static func insert(_ facts: PhotoCollectionFacts, directory: String, now: Instant, _ db: any Connection) throws
        -> Int64
    {
        let row = try db.row(
            """
            INSERT INTO photo_collection (directory, path, name, description, starts_on, ends_on, created_at, updated_at)
            VALUES (\(directory), \(directory), \(facts.name), \(facts.description), \(facts.startsOn), \(facts.endsOn), \(now),
                \(now)) RETURNING id
            """)
        guard let row else { throw DatabaseError.statement("no id came back") }
        return try row.get("id")
    }

    /// Changes a collection that is still in the version it was read in; false where it is not. A new folder's name goes for its
    /// albums too, and for the disk.
    static func update(
        _ old: PhotoCollection, to facts: PhotoCollectionFacts, directory: String, visible: Bool, now: Instant,
        _ db: any Connection
    ) throws -> Bool {
        let changed = try db.run(
            """
            UPDATE photo_collection SET name = \(facts.name), description = \(facts.description), starts_on = \(facts.startsOn),
                ends_on = \(facts.endsOn), directory = \(directory), path = \(directory), visible = \(visible ? 1 : 0),
                version = version + 1, updated_at = \(now)
            WHERE id = \(old.id) AND version = \(old.version)
            """)
        guard changed > 0 else { return false }
        try follow(old, to: directory, now: now, db)
        return true
    }

    /// Moves the folder, and the paths of the albums in it.
    static func follow(_ old: PhotoCollection, to path: String, now: Instant, _ db: any Connection) throws {
        guard old.path != path else { return }
        // Albums in the trash lie elsewhere.
        try db.run(
            """
            UPDATE photo_album SET path = \(path + "/") || directory WHERE collection_id = \(old.id) AND trashed_at IS NULL
            """)
        try FileMoveJournal.note(old.path, to: path, now: now, db)
    }

    /// Whether it has a visible album: only then may it be visible itself.
    static func hasVisibleAlbum(_ id: Int64, _ db: any Connection) throws -> Bool {
        try db.row(
            "SELECT 1 AS found FROM photo_album WHERE collection_id = \(id) AND visible = 1 AND trashed_at IS NULL LIMIT 1"
        ) != nil
    }
}
