import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// Changes of photos as they are stored; originals on disk are never touched.
enum PhotoEditing {
    /// Changes what people say of a photo that is still in the version it was read in; false where it is not.
    static func update(_ old: Photo, to facts: PhotoFacts, now: Instant, _ db: any Connection) throws -> Bool {
        // An author's name that changes is somebody else, until a member bears it.
        let author = facts.author == old.author ? old.authorID : try member(facts.author, db)
        let changed = try db.run(
            """
            UPDATE photo SET caption = \(facts.caption), author = \(facts.author), author_id = \(author),
                taken_at = \(facts.taken?.description), taken_offset = \(facts.taken?.offset),
                sort_key = \(Photo.sortKey(facts.taken, old.fileName)), latitude = \(facts.point?.latitude),
                longitude = \(facts.point?.longitude), version = version + 1, updated_at = \(now)
            WHERE id = \(old.id) AND version = \(old.version)
            """)
        guard changed > 0 else { return false }
        try WordIndex.photo.set(PhotoIngest.words(facts.caption, facts.author, old.fileName).all, of: old.id, db)
        return true
    }

    /// The member who bears this name, where exactly one does.
    static func member(_ name: String, _ db: any Connection) throws -> Int64? {
        guard !name.isEmpty else { return nil }
        let found = try db.values(
            """
            SELECT id FROM person WHERE first_name || ' ' || last_name = \(name) AND archived_at IS NULL LIMIT 2
            """, as: Int64.self)
        return found.count == 1 ? found[0] : nil
    }

    /// Turns a photo clockwise by quarters; its renditions are made anew.
    static func turn(_ photo: Photo, by quarters: Int, now: Instant, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE photo SET turns = (turns + \(((quarters % 4) + 4) % 4)) % 4, rendition = rendition + 1, renditions = 'waiting',
                attempts = 0, next_try_at = \(now), fault = '', version = version + 1, updated_at = \(now)
            WHERE id = \(photo.id)
            """)
    }

    /// Moves a photo's clock: a camera that was an hour late.
    static func shift(_ photo: Photo, seconds: Int64, now: Instant, _ db: any Connection) throws {
        guard let taken = photo.taken?.adding(seconds: seconds) else { return }
        try db.run(
            """
            UPDATE photo SET taken_at = \(taken.description), sort_key = \(Photo.sortKey(taken, photo.fileName)),
                version = version + 1, updated_at = \(now)
            WHERE id = \(photo.id)
            """)
    }

    /// Moves a photo to another album. Throws `.unique("photo_file_key")` where that has a file of this name.
    static func move(_ photo: Photo, from: Album, to target: Album, now: Instant, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE photo SET album_id = \(target.id), version = version + 1, updated_at = \(now) WHERE id = \(photo.id)
            """)
        if from.coverPhotoID == photo.id { try cover(nil, of: from, now: now, db) }
        try FileMoveJournal.note(from.path + "/" + photo.fileName, to: target.path + "/" + photo.fileName, now: now, db)
    }

    /// Puts a photo on the front of its album, in place of any other; nil takes the choice back.
    static func cover(_ photo: Int64?, of album: Album, now: Instant, _ db: any Connection) throws {
        try db.run("UPDATE photo_album SET cover_photo_id = \(photo), updated_at = \(now) WHERE id = \(album.id)")
    }
}
