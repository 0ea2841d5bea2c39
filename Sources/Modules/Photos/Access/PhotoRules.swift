import PortalDatabase
import PortalKit

/// The rules of access that depend on what is published and what was taken down.
enum PhotoRules {
    /// Where a rule notes what it found, for ``RequestContext/element(_:)``.
    enum Found {
        static let collection = "collection"
        static let album = "album"
        static let photo = "photo"
    }

    private static let questions: [(action: Action, scope: Scope)] = [
        (.read, PhotosModule.photos), (.read, PhotosModule.album), (.write, PhotosModule.album),
    ]

    /// The page of a collection: for whom it lists anything, or who may change it.
    static let seeCollection = AccessRule("see collection[{collection}]", asks: questions) { context, db in
        try enter(context)
        let directory = context.parameter("collection")
        guard
            let row = try db.row(
                "SELECT id FROM photo_collection WHERE path = \(directory) AND trashed_at IS NULL")
        else { throw Failure.notFound }
        let id: Int64 = try row.get("id")
        guard
            try db.row(
                "SELECT 1 AS found FROM photo_collection WHERE id = \(id) AND \(sql: PhotoVisibility(context: context).collections)"
            )
                != nil
        else { throw context.refusal("read/collection") }
        context.elements[Found.collection] = id
    }

    /// The page of an album, and what belongs to it as a whole.
    static let seeAlbum = AccessRule("see album[{collection}/{album}]", asks: questions) { context, db in
        try enter(context)
        let path = context.parameter("collection") + "/" + context.parameter("album")
        guard
            let row = try db.row(
                """
                SELECT a.id, a.collection_id, a.visible + c.visible AS shown FROM photo_album AS a
                JOIN photo_collection AS c ON c.id = a.collection_id
                WHERE a.path = \(path) AND a.trashed_at IS NULL AND c.trashed_at IS NULL
                """)
        else { throw Failure.notFound }
        _ = try admit(&context, row)
    }

    /// A photo, its page and every byte of it. Photos that were taken down are seen by who may change the album only.
    static let seePhoto = AccessRule("see photo[{collection}/{album}/{file}]", asks: questions) { context, db in
        try enter(context)
        let path = context.parameter("collection") + "/" + context.parameter("album")
        let file = context.parameter("file")
        guard
            let row = try db.row(
                """
                SELECT a.id, a.collection_id, a.visible + c.visible AS shown, p.id AS photo_id, p.hidden_at IS NOT NULL AS hidden
                FROM photo_album AS a JOIN photo_collection AS c ON c.id = a.collection_id
                JOIN photo AS p ON p.album_id = a.id AND p.file_name = \(file) AND p.trash_key = 0
                WHERE a.path = \(path) AND a.trashed_at IS NULL AND c.trashed_at IS NULL
                """)
        else { throw Failure.notFound }
        let place = try admit(&context, row)
        if try row.get("hidden", as: Bool.self), try !PhotoVisibility(context: context).mayWrite(place) {
            throw Failure.notFound
        }
        context.elements[Found.photo] = try row.get("photo_id", as: Int64.self)
    }

    private static func enter(_ context: RequestContext) throws {
        guard context.may(.read, PhotosModule.photos) else { throw context.refusal("read/photos") }
    }

    private static func admit(_ context: inout RequestContext, _ row: Row) throws -> PhotoVisibility.Place {
        let shown: Int = try row.get("shown")
        let place = PhotoVisibility.Place(
            album: try row.get("id"), collection: try row.get("collection_id"), isPublished: shown == 2)
        guard try PhotoVisibility(context: context).sees(place) else {
            throw context.refusal(place.isPublished ? "read/album" : "write/album")
        }
        context.elements[Found.album] = place.album
        context.elements[Found.collection] = place.collection
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
