import PortalDatabase
import PortalFiles
import PortalKit
import PortalLanguage
import PortalValues

extension PhotosModule {
    /// All photos of an album, or those that were ticked (`?photo=12&photo=15`), as one archive that is put together while it is sent.
    func downloadAlbum(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let album = try album(context, db)
        let chosen = context.request.query.all("photo").prefix(1_000).compactMap { Int64($0) }
        // A selection that cannot be read is none, and not everything.
        if chosen.isEmpty, context.request.query.has("photo") { throw Failure.notFound }
        let isEditor = try context.may(.write, Self.photos) && context.may(.write, Self.album, on: album.id, db)
        return .archive(try archive(of: album, chosen: chosen, whole: isEditor, context, db))
    }

    /// The archive of an album. Who may not change the album gets copies that do not tell where they were taken.
    func archive(of album: Album, chosen: [Int64], whole: Bool, _ context: RequestContext, _ db: any Connection) throws
        -> ZipArchive
    {
        let some: SQL = chosen.isEmpty ? "" : " AND photo.id IN \(in: chosen)"
        let photos = try db.rows(
            """
            SELECT \(sql: Photo.columns) FROM photo WHERE photo.album_id = \(album.id) AND photo.trashed_at IS NULL
            AND photo.hidden_at IS NULL\(sql: some) ORDER BY photo.sort_key, photo.id
            """
        ).map(Photo.init)
        guard !photos.isEmpty else { throw Failure.notFound }
        let store = PhotoStore(context.application)
        let zone = context.language.formats.zone
        let entries = photos.map { photo in
            let isClean = photo.isClean && !whole
            let place = isClean ? PhotoFiles.clean(photo.id, photo.type) : album.path + "/" + photo.fileName
            let local = photo.taken.flatMap { taken in
                taken.instant ?? zone.instant(day: taken.day, secondOfDay: Int(taken.microsecondOfDay / 1_000_000))
            }
            return ZipArchive.Entry(
                name: album.directory + "/" + photo.fileName, path: store.full(place),
                modified: local ?? photo.createdAt)
        }
        return ZipArchive(name: album.directory + ".zip", entries: entries)
    }
}
