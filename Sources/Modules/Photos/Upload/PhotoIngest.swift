import Foundation
import PortalDatabase
import PortalKit
import PortalValues

/// Why a file is not let into an album.
enum PhotoIngestError: Error, Sendable, Equatable {
    /// The album already has another file with this name.
    case nameTaken(Int64)
    /// The same picture is there already.
    case known(Int64)
}

/// How files come to be photos of an album.
enum PhotoIngest {
    /// Who brought a file, and who took the picture as far as the file does not say.
    struct PhotoUploader: Sendable {
        let person: Int64?
        let name: String
    }

    /// Lets a file in, in the transaction that the caller holds: the row, its words, and the notes that bring file and renditions to
    /// their places. Call ``FileMoveJournal/settle(_:)`` after the commit, and ``Albums/recount(_:now:_:)`` before it.
    ///
    /// - Parameter store: where to look whether the name is free on disk too.
    /// - Throws: ``PhotoIngestError``.
    static func keep(
        _ arrival: UploadedPhoto, in album: Album, by uploader: PhotoUploader, store: PhotoStore? = nil, now: Instant,
        _ db: any Connection
    ) throws -> Int64 {
        let target = album.path + "/" + arrival.name.text
        // A file that somebody put there and nobody has told the portal of yet is not written over.
        if let store, target != arrival.place, Disk.exists(store.full(target)),
            try !isKnown(arrival.name.text, in: album.id, db)
        {
            throw PhotoIngestError.nameTaken(0)
        }
        if let known = try same(arrival.sha256, in: album.id, db) { throw PhotoIngestError.known(known) }
        let id = try insert(arrival, album, uploader, now, db)
        try FileMoveJournal.note(arrival.place, to: target, now: now, db)
        if let renditions = arrival.renditions {
            try FileMoveJournal.note(renditions, to: "_renditions/\(id / 1000)/\(id)", now: now, db)
        }
        if let clean = arrival.clean {
            try FileMoveJournal.note(clean, to: PhotoFiles.clean(id, arrival.facts.type), now: now, db)
        }
        return id
    }

    private static func isKnown(_ name: String, in album: Int64, _ db: any Connection) throws -> Bool {
        try db.row("SELECT 1 AS found FROM photo WHERE album_id = \(album) AND file_name = \(name) AND trash_key = 0")
            != nil
    }

    /// The photo of this album with this content, if any.
    static func same(_ sha256: String, in album: Int64, _ db: any Connection) throws -> Int64? {
        try db.value(
            "SELECT id FROM photo WHERE sha256 = \(sha256) AND album_id = \(album) AND trashed_at IS NULL ORDER BY id LIMIT 1",
            as: Int64.self)
    }

    private static func insert(
        _ arrival: UploadedPhoto, _ album: Album, _ uploader: PhotoUploader, _ now: Instant, _ db: any Connection
    ) throws -> Int64 {
        let facts = arrival.facts
        let name = arrival.name.text
        let author = facts.author ?? uploader.name
        do {
            let row = try db.savepoint {
                try db.row(
                    """
                    INSERT INTO photo (album_id, file_name, type, bytes, sha256, width, height, taken_at, taken_offset, sort_key,
                        camera, details, author, author_id, uploader_id, caption, latitude, longitude, duration, placeholder, clean,
                        renditions, next_try_at, created_at, updated_at)
                    VALUES (\(album.id), \(name), \(facts.type.rawValue), \(arrival.bytes), \(arrival.sha256), \(facts.width),
                        \(facts.height), \(facts.taken?.description), \(facts.taken?.offset),
                        \(Photo.sortKey(facts.taken, name)), \(facts.camera ?? ""), \(PhotoDetails(facts).stored), \(author),
                        \(facts.author == nil ? uploader.person : nil), \(uploader.person), \(facts.caption ?? ""),
                        \(facts.place?.latitude), \(facts.place?.longitude), \(facts.duration), \(arrival.placeholder?.hex ?? ""),
                        \(arrival.clean == nil ? 0 : 1),
                        \(arrival.state.rawValue), \(arrival.state == .waiting ? now : nil), \(now), \(now)) RETURNING id
                    """)
            }
            guard let row else { throw DatabaseError.statement("no id came back") }
            let id: Int64 = try row.get("id")
            try WordIndex.photo.add(words(facts.caption ?? "", author, name).all, to: id, db)
            return id
        } catch DatabaseError.unique("photo_file_key") {
            let other = try db.value(
                "SELECT id FROM photo WHERE album_id = \(album.id) AND file_name = \(name) AND trash_key = 0",
                as: Int64.self)
            throw PhotoIngestError.nameTaken(other ?? 0)
        }
    }

    /// What a photo is found by.
    static func words(_ caption: String, _ author: String, _ fileName: String) -> SearchWords {
        SearchWords(
            [caption, author, (fileName as NSString).deletingPathExtension], whole: AuthorWords.of(author))
    }
}

extension WordIndex {
    /// What photos are found by.
    static let photo = WordIndex("photo_word", owner: "photo_id", of: "photo")
}
