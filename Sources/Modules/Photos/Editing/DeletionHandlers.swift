import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// “Really?”, before an album or a collection goes into the trash.
struct GalleryDeletePage: Page {
    let name, action, back: String
    let isAlbum: Bool
    let amounts: [Message]

    static let template = "photos/delete.html"
    static let fields: [Field<GalleryDeletePage>] = [
        .text("name") { $0.name }, .text("action") { $0.action }, .text("back") { $0.back },
        .flag("isAlbum") { $0.isAlbum },
        .messages("amounts") { $0.amounts },
    ]
    static var sample: GalleryDeletePage {
        GalleryDeletePage(
            name: "Gala", action: "/d", back: "/b", isAlbum: true, amounts: [GalleryCard.photoAmount(3)])
    }
}

extension PhotosModule {
    func askDeleteAlbum(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let album = try album(context, db)
        let url = context.url(album.url)
        return .page(
            GalleryDeletePage(
                name: album.facts.name, action: url + "/delete", back: url, isAlbum: true,
                amounts: [GalleryCard.photoAmount(album.photoCount)]))
    }

    func deleteAlbum(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let album = try album(context, db)
        guard let collection = try PhotoCollections.find(album.collectionID, db) else { throw Failure.notFound }
        try PhotoTrash.add(album, by: context, db)
        return settled(.seeOther(collection.url))
            .noticing(.good, tr("The album is in the trash. It can be restored for 30 days."))
    }

    func askDeleteCollection(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let collection = try collection(context, db)
        let card = try GalleryCard(collection, context, db)
        let url = context.url(collection.url)
        return .page(
            GalleryDeletePage(
                name: collection.facts.name, action: url + "/delete", back: url, isAlbum: false, amounts: card.amounts))
    }

    func deleteCollection(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let collection = try collection(context, db)
        try PhotoTrash.add(collection, by: context, db)
        return settled(.seeOther("/photos"))
            .noticing(.good, tr("The collection is in the trash. It can be restored for 30 days."))
    }

    /// Puts an album one place further up or down in its collection, or on the front of it.
    func placeAlbum(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: PlaceForm = try context.form()
        let collection = try collection(context, db)
        var ids = try db.values(
            """
            SELECT id FROM photo_album WHERE collection_id = \(collection.id) AND trashed_at IS NULL
            ORDER BY \(sql: Gallery.albumOrder)
            """, as: Int64.self)
        guard let index = ids.firstIndex(of: form.album) else { throw Failure.notFound }
        switch form.way {
        case "up" where index > 0: ids.swapAt(index, index - 1)
        case "down" where index < ids.count - 1: ids.swapAt(index, index + 1)
        case "cover":
            try Albums.setCover(form.album, of: collection.id, db)
            return HandlerResponse.seeOther(collection.url + "/edit").noticing(
                .good, tr("This album is now the collection’s cover."))
        default: return .seeOther(collection.url + "/edit")
        }
        try Albums.place(ids, db)
        return .seeOther(collection.url + "/edit")
    }
}

/// Which album goes where.
struct PlaceForm: Form {
    let album: Int64
    let way: String
    static let names = ["album", "way"]
    init(_ fields: Fields) {
        album = Int64(fields["album"]) ?? 0
        way = fields["way"]
    }
}
