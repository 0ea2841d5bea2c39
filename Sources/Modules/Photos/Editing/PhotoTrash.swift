import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// What was deleted, for thirty days.
enum PhotoTrash {
    static let days: Int64 = 30

    /// Puts photos of one album into the trash.
    static func add(_ photos: [Photo], of album: Album, by context: RequestContext, _ db: any Connection) throws {
        for photo in photos {
            try db.run(
                """
                UPDATE photo SET trashed_at = \(context.now), trashed_by = \(context.actor.id), trash_key = id, version = version + 1
                WHERE id = \(photo.id) AND trashed_at IS NULL
                """)
            try FileMoveJournal.note(
                album.path + "/" + photo.fileName, to: PhotoFiles.trashed(photo.id, photo.fileName), now: context.now,
                db)
            try context.record("delete", "photo", id: photo.id, label: album.path + "/" + photo.fileName, db)
        }
        if let cover = album.coverPhotoID, photos.contains(where: { $0.id == cover }) {
            try PhotoEditing.cover(nil, of: album, now: context.now, db)
        }
        try Albums.recount(album.id, now: context.now, db)
    }

    /// Puts an album with its photos into the trash.
    static func add(_ album: Album, by context: RequestContext, _ db: any Connection) throws {
        let path = "_trash/album-\(album.id)"
        try db.run(
            """
            UPDATE photo_album SET trashed_at = \(context.now), trashed_by = \(context.actor.id), path = \(path), visible = 0,
                version = version + 1
            WHERE id = \(album.id)
            """)
        try Albums.forgetCover(album.id, db)
        try FileMoveJournal.note(album.path, to: path, now: context.now, db)
        try context.record("delete", "photo_album", id: album.id, label: album.facts.name, db)
    }

    /// Puts a collection with its albums into the trash.
    static func add(_ collection: PhotoCollection, by context: RequestContext, _ db: any Connection) throws {
        let path = "_trash/collection-\(collection.id)"
        try db.run(
            """
            UPDATE photo_collection SET trashed_at = \(context.now), trashed_by = \(context.actor.id), path = \(path), visible = 0,
                version = version + 1
            WHERE id = \(collection.id)
            """)
        try PhotoCollections.follow(collection, to: path, now: context.now, db)
        try context.record("delete", "photo_collection", id: collection.id, label: collection.facts.name, db)
    }

    /// Takes a photo back into its album, under its name or, where that is taken meanwhile, a numbered one.
    static func restore(_ photo: Photo, to album: Album, by context: RequestContext, _ db: any Connection) throws {
        var name = MediaName(photo.fileName, type: photo.type)
        for number in 2...1_000 {
            let taken = try db.row(
                "SELECT 1 AS found FROM photo WHERE album_id = \(album.id) AND file_name = \(name.text) AND trash_key = 0"
            )
            if taken == nil { break }
            name = MediaName(photo.fileName, type: photo.type).numbered(number)
        }
        try db.run(
            """
            UPDATE photo SET trashed_at = NULL, trashed_by = NULL, trash_key = 0, file_name = \(name.text),
                sort_key = \(Photo.sortKey(photo.taken, name.text)), version = version + 1
            WHERE id = \(photo.id)
            """)
        try FileMoveJournal.note(
            PhotoFiles.trashed(photo.id, photo.fileName), to: album.path + "/" + name.text, now: context.now, db)
        try Albums.recount(album.id, now: context.now, db)
        try context.record("restore", "photo", id: photo.id, label: album.path + "/" + name.text, db)
    }

    /// Takes an album back, hidden.
    static func restore(
        _ album: Album, to collection: PhotoCollection, by context: RequestContext, _ db: any Connection
    ) throws {
        let directory = try free(album.directory, db) { collection.path + "/" + $0 }
        try db.run(
            """
            UPDATE photo_album SET trashed_at = NULL, trashed_by = NULL, directory = \(directory),
                path = \(collection.path + "/" + directory), version = version + 1
            WHERE id = \(album.id)
            """)
        try FileMoveJournal.note(album.path, to: collection.path + "/" + directory, now: context.now, db)
        try context.record("restore", "photo_album", id: album.id, label: album.facts.name, db)
    }

    /// Takes a collection back, hidden, with its albums.
    static func restore(_ collection: PhotoCollection, by context: RequestContext, _ db: any Connection) throws {
        let directory = try free(collection.directory, db) { $0 }
        try db.run(
            """
            UPDATE photo_collection SET trashed_at = NULL, trashed_by = NULL, directory = \(directory), path = \(directory),
                version = version + 1
            WHERE id = \(collection.id)
            """)
        try PhotoCollections.follow(collection, to: directory, now: context.now, db)
        try context.record("restore", "photo_collection", id: collection.id, label: collection.facts.name, db)
    }

    private static func free(_ directory: String, _ db: any Connection, _ path: (String) -> String) throws -> String {
        let names = [directory] + (2...1_000).map { "\(directory)_\($0)" }
        for name in names {
            let taken = try db.row(
                """
                SELECT 1 AS found FROM photo_collection WHERE path = \(path(name))
                UNION ALL SELECT 1 FROM photo_album WHERE path = \(path(name))
                """)
            if taken == nil { return name }
        }
        throw Failure.conflict(PhotosModule.folderTaken)
    }
}
