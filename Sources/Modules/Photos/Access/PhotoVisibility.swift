import PortalDatabase
import PortalKit

/// What a visitor may look at: published albums by right of `read`, hidden ones by right of `write`. An album is published when it
/// and its collection are both visible.
struct PhotoVisibility {
    let context: RequestContext

    /// An album and its collection, as far as rights need to know them: a decision then costs no further query.
    struct Place: Elements {
        let album: Int64
        let collection: Int64
        let isPublished: Bool

        func exists(_ scope: Scope, _ element: Int64) -> Bool {
            element == (scope.name == PhotosModule.album.name ? album : collection)
        }
        func parent(_ scope: Scope, _ element: Int64) -> Int64? { element == album ? collection : nil }
        func holds(_ relation: Scope.Relation, _ scope: Scope, _ element: Int64, person: Int64) -> Bool { false }
    }

    /// Whether the album is shown.
    func sees(_ place: Place) throws -> Bool { try holds(place.isPublished ? .read : .write, place) }

    /// Whether the album may be changed: the door `write/photos` must be open too.
    func mayWrite(_ place: Place) throws -> Bool {
        try context.may(.write, PhotosModule.photos) && holds(.write, place)
    }

    private func holds(_ action: Action, _ place: Place) throws -> Bool {
        try Self.holds(action, place, context.actor.grants, context.application.scopes)
    }

    static func holds(_ action: Action, _ place: Place, _ grants: Grants, _ scopes: Scopes) throws -> Bool {
        try grants.allows(action, PhotosModule.album, element: place.album, in: scopes, world: place)
    }

    /// A condition over `photo_album` joined with `photo_collection`: the albums that are shown.
    var albums: SQL {
        let read = context.visible(.read, PhotosModule.album)
        let write = context.visible(.write, PhotosModule.album)
        return """
            photo_album.trashed_at IS NULL AND photo_collection.trashed_at IS NULL
            AND (photo_album.visible + photo_collection.visible = 2 AND \(sql: read)
                OR photo_album.visible + photo_collection.visible < 2 AND \(sql: write))
            """
    }

    /// A condition over `photo_collection`: those whose page opens. Who may look at one album finds the way to it.
    var collections: SQL {
        let read = context.visible(.read, PhotosModule.collection)
        let write = context.visible(.write, PhotosModule.collection)
        return """
            photo_collection.trashed_at IS NULL AND (photo_collection.visible = 1 AND \(sql: read) OR \(sql: write)
                OR EXISTS (SELECT 1 FROM photo_album WHERE photo_album.collection_id = photo_collection.id AND \(sql: albums)))
            """
    }
}
