import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// Something in the trash, as addresses name it: `photo-12`, `album-3`, `collection-1`.
struct TrashItem: Sendable, Equatable {
    enum Kind: String, Sendable { case photo, album, collection }
    let kind: Kind
    let id: Int64

    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])), let id = Int64(parts[1]),
            text == "\(kind.rawValue)-\(id)"
        else { return nil }
        (self.kind, self.id) = (kind, id)
    }
}

extension PhotoRules {
    /// What is in the trash: for who may change the album or the collection that it is, or was, part of.
    static let trashed = AccessRule("write trash[{item}]", asks: trashQuestions) { context, db in
        try enterTrash(&context, .write, db)
    }

    /// The same, to remove it for good: for who may delete there.
    static let trashedForGood = AccessRule(
        "delete trash[{item}]", asks: trashQuestions + [(.delete, PhotosModule.album)]
    ) {
        context, db in
        try enterTrash(&context, .write, db)
        try enterTrash(&context, .delete, db)
    }

    private static let trashQuestions: [(action: Action, scope: Scope)] = [
        (.write, PhotosModule.photos), (.write, PhotosModule.album),
    ]

    private static func enterTrash(_ context: inout RequestContext, _ action: Action, _ db: any Connection) throws {
        guard context.may(.write, PhotosModule.photos) else { throw context.refusal("write/photos") }
        guard let item = TrashItem(context.parameter("item")) else {
            // A name that nothing in the trash has tells nobody anything.
            throw context.maySome(action, PhotosModule.album) ? Failure.notFound : context.refusal("\(action)/album")
        }
        let (scope, element) = try place(item, db)
        guard let element else { throw Failure.notFound }
        guard try context.may(action, scope, on: element, db) else { throw context.refusal("\(action)/\(scope.name)") }
        context.elements[Found.trashed] = item.id
    }

    /// What a right has to be about, for an item that is in the trash, itself or with what it is part of.
    private static func place(_ item: TrashItem, _ db: any Connection) throws -> (Scope, Int64?) {
        switch item.kind {
        case .photo:
            let album = try db.value(
                """
                SELECT photo.album_id FROM photo JOIN photo_album ON photo_album.id = photo.album_id
                JOIN photo_collection ON photo_collection.id = photo_album.collection_id
                WHERE photo.id = \(item.id) AND (photo.trashed_at IS NOT NULL OR photo_album.trashed_at IS NOT NULL
                    OR photo_collection.trashed_at IS NOT NULL)
                """, as: Int64.self)
            return (PhotosModule.album, album)
        case .album:
            return (
                PhotosModule.album,
                try db.value(
                    "SELECT id FROM photo_album WHERE id = \(item.id) AND trashed_at IS NOT NULL", as: Int64.self)
            )
        case .collection:
            return (
                PhotosModule.collection,
                try db.value(
                    "SELECT id FROM photo_collection WHERE id = \(item.id) AND trashed_at IS NOT NULL", as: Int64.self)
            )
        }
    }
}

extension PhotoRules.Found {
    /// The photo, album or collection of the trash that the path names.
    static let trashed = "trashed"
}
