import PortalDatabase
import PortalFiles
import PortalKit
import PortalLanguage
import PortalValues

extension PhotosModule {
    func listTrash(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        .page(try TrashList(context, db).page)
    }

    func showTrashedPicture(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let item = try trashItem(context)
        guard item.kind == .photo else { throw Failure.notFound }
        let file = try rendition(of: item.id, 320, .webp, context, db)
        return .file(FileReply(path: file.path, type: file.type, cache: .privateRevalidate))
    }

    /// Brings something back to where it was. What it lay in has to be there.
    func restoreTrashed(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let item = try trashItem(context)
        switch item.kind {
        case .photo:
            let photo = try trashedPhoto(item.id, db)
            guard let album = try Albums.find(photo.albumID, db), album.trashedAt == nil,
                try PhotoCollections.find(album.collectionID, db)?.trashedAt == nil
            else { throw Failure.conflict(tr("The album of this photo is in the trash. Restore it first.")) }
            if let known = try PhotoIngest.same(photo.sha256, in: album.id, db), known != photo.id {
                throw Failure.conflict(tr("This photo is already in the album."))
            }
            try PhotoTrash.restore(photo, to: album, by: context, db)
            return restored(album.url, tr("The photo is back in its album."))
        case .album:
            guard let album = try Albums.find(item.id, db) else { throw Failure.notFound }
            guard let collection = try PhotoCollections.find(album.collectionID, db), collection.trashedAt == nil else {
                throw Failure.conflict(tr("The collection of this album is in the trash. Restore it first."))
            }
            try PhotoTrash.restore(album, to: collection, by: context, db)
            return restored(collection.url, tr("The album is back, hidden until you publish it."))
        case .collection:
            guard let collection = try PhotoCollections.find(item.id, db) else { throw Failure.notFound }
            try PhotoTrash.restore(collection, by: context, db)
            return restored("/photos", tr("The collection is back, hidden until you publish it."))
        }
    }

    private func restored(_ path: String, _ words: Message) -> HandlerResponse {
        settled(.seeOther(path)).noticing(.good, words)
    }

    func askRemoval(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let item = try trashItem(context)
        let count = try PhotoTrash.amount(item, db)
        return .page(
            RemovalPage(
                name: try PhotoTrash.name(item, db),
                action: context.url("/photos/trash/\(item.kind.rawValue)-\(item.id)/removal"),
                back: context.url("/photos/trash"), kind: item.kind.words,
                amount: item.kind == .photo ? nil : GalleryCard.photoAmount(count)))
    }

    func removeTrashed(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let item = try trashItem(context)
        let name = try PhotoTrash.name(item, db)
        try PhotoTrash.remove(item, now: context.now, db)
        let entity = item.kind == .photo ? "photo" : "photo_" + item.kind.rawValue
        try context.record("purge", entity, id: item.id, label: name, db)
        return settled(.seeOther("/photos/trash")).noticing(.good, tr("Deleted for good."))
    }

    /// What the path names; the rule has found it in the trash.
    private func trashItem(_ context: RequestContext) throws -> TrashItem {
        _ = try context.element(PhotoRules.Found.trashed)
        guard let item = TrashItem(context.parameter("item")) else { throw Failure.notFound }
        return item
    }

    private func trashedPhoto(_ id: Int64, _ db: any Connection) throws -> Photo {
        guard
            let row = try db.row(
                "SELECT \(sql: Photo.columns) FROM photo WHERE photo.id = \(id) AND photo.trashed_at IS NOT NULL")
        else { throw Failure.conflict(tr("The album of this photo is in the trash. Restore it first.")) }
        return try Photo(row)
    }
}
