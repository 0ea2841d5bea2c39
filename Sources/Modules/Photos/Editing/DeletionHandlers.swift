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
    func askDeleteAlbum(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let album = try album(visit, db)
        let url = visit.url(album.url)
        return .page(
            GalleryDeletePage(
                name: album.facts.name, action: url + "/delete", back: url, isAlbum: true,
                amounts: [GalleryCard.photoAmount(album.photoCount)]))
    }

    func deleteAlbum(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let album = try album(visit, db)
        guard let collection = try PhotoCollections.find(album.collectionID, db) else { throw Failure.notFound }
        try PhotoTrash.add(album, by: visit, db)
        return settled(.seeOther(collection.url))
            .noticing(.good, tr("The album is in the trash. It can be restored for 30 days."))
    }

    func askDeleteCollection(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let collection = try collection(visit, db)
        let card = try GalleryCard(collection, visit, db)
        let url = visit.url(collection.url)
        return .page(
            GalleryDeletePage(
                name: collection.facts.name, action: url + "/delete", back: url, isAlbum: false, amounts: card.amounts))
    }

    func deleteCollection(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let collection = try collection(visit, db)
        try PhotoTrash.add(collection, by: visit, db)
        return settled(.seeOther("/photos"))
            .noticing(.good, tr("The collection is in the trash. It can be restored for 30 days."))
    }

    /// Puts an album one place further up or down in its collection, or on the front of it.
    func placeAlbum(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: PlaceForm = try visit.form()
        let collection = try collection(visit, db)
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
            try db.run("UPDATE photo_collection SET cover_album_id = \(form.album) WHERE id = \(collection.id)")
            return Reply.seeOther(collection.url + "/edit").noticing(
                .good, tr("This album is now the collection’s cover."))
        default: return .seeOther(collection.url + "/edit")
        }
        for (position, id) in ids.enumerated() {
            try db.run("UPDATE photo_album SET position = \(position + 1) WHERE id = \(id)")
        }
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
