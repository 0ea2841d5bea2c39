import PortalDatabase
import PortalKit

/// The rules of access that depend on what is published and what was taken down.
enum PhotoRules {
    /// Where a rule notes what it found, for ``Visit/element(_:)``.
    enum Found {
        static let collection = "collection"
        static let album = "album"
        static let photo = "photo"
    }

    private static let questions: [(action: Action, scope: Scope)] = [
        (.read, PhotosModule.photos), (.read, PhotosModule.album), (.write, PhotosModule.album),
    ]

    /// The page of a collection: for whom it lists anything, or who may change it.
    static let seeCollection = AccessRule("see collection[{collection}]", asks: questions) { visit, db in
        try enter(visit)
        let directory = visit.parameter("collection")
        guard
            let row = try db.row(
                "SELECT id FROM photo_collection WHERE path = \(directory) AND trashed_at IS NULL")
        else { throw Failure.notFound }
        let id: Int64 = try row.get("id")
        guard
            try db.row(
                "SELECT 1 AS found FROM photo_collection WHERE id = \(id) AND \(sql: Sight(visit: visit).collections)")
                != nil
        else { throw visit.refusal("read/collection") }
        visit.elements[Found.collection] = id
    }

    /// The page of an album, and what belongs to it as a whole.
    static let seeAlbum = AccessRule("see album[{collection}/{album}]", asks: questions) { visit, db in
        try enter(visit)
        let path = visit.parameter("collection") + "/" + visit.parameter("album")
        guard
            let row = try db.row(
                """
                SELECT a.id, a.collection_id, a.visible + c.visible AS shown FROM photo_album AS a
                JOIN photo_collection AS c ON c.id = a.collection_id
                WHERE a.path = \(path) AND a.trashed_at IS NULL AND c.trashed_at IS NULL
                """)
        else { throw Failure.notFound }
        _ = try admit(&visit, row)
    }

    /// A photo, its page and every byte of it. Photos that were taken down are seen by who may change the album only.
    static let seePhoto = AccessRule("see photo[{collection}/{album}/{file}]", asks: questions) { visit, db in
        try enter(visit)
        let path = visit.parameter("collection") + "/" + visit.parameter("album")
        let file = visit.parameter("file")
        guard
            let row = try db.row(
                """
                SELECT a.id, a.collection_id, a.visible + c.visible AS shown, p.id AS photo_id, p.hidden_at IS NOT NULL AS hidden
                FROM photo_album AS a JOIN photo_collection AS c ON c.id = a.collection_id
                JOIN photo AS p ON p.album_id = a.id AND p.file_name = \(file) AND p.trash_key = 0
                WHERE a.path = \(path) AND a.trashed_at IS NULL AND c.trashed_at IS NULL
                """)
        else { throw Failure.notFound }
        let place = try admit(&visit, row)
        if try row.get("hidden", as: Bool.self), try !Sight(visit: visit).mayWrite(place) { throw Failure.notFound }
        visit.elements[Found.photo] = try row.get("photo_id", as: Int64.self)
    }

    private static func enter(_ visit: Visit) throws {
        guard visit.may(.read, PhotosModule.photos) else { throw visit.refusal("read/photos") }
    }

    private static func admit(_ visit: inout Visit, _ row: Row) throws -> Sight.Place {
        let shown: Int = try row.get("shown")
        let place = Sight.Place(
            album: try row.get("id"), collection: try row.get("collection_id"), isPublished: shown == 2)
        guard try Sight(visit: visit).sees(place) else {
            throw visit.refusal(place.isPublished ? "read/album" : "write/album")
        }
        visit.elements[Found.album] = place.album
        visit.elements[Found.collection] = place.collection
        return place
    }
}

extension Access {
    /// Who may change the album that the path names, door included.
    static let writeAlbum = Access.all([
        .may(.write, PhotosModule.photos), .mayOn(.write, PhotosModule.album, path: "collection/album"),
    ])
    /// Who may put the album that the path names into the trash.
    static let deleteAlbum = Access.all([
        .may(.write, PhotosModule.photos), .mayOn(.delete, PhotosModule.album, path: "collection/album"),
    ])
    /// Who may change the collection that the path names.
    static let writeCollection = Access.all([
        .may(.write, PhotosModule.photos), .mayOn(.write, PhotosModule.collection, path: "collection"),
    ])
    /// Who may put the collection that the path names into the trash.
    static let deleteCollection = Access.all([
        .may(.write, PhotosModule.photos), .mayOn(.delete, PhotosModule.collection, path: "collection"),
    ])
}
