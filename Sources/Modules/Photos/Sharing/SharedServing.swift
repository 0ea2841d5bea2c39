import PortalDatabase
import PortalFiles
import PortalKit
import PortalValues

/// The bytes behind a share link. A browser asks each time whether its copy may still be shown, so that an end shows at once.
extension PhotosModule {
    func showSharedRendition(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        guard let (width, format) = RenditionName.read(context.parameter("rendition")) else { throw Failure.notFound }
        let id = try context.element(PhotoRules.Found.photo)
        let file = try rendition(of: id, width, format, context, db)
        return HandlerResponse.file(FileReply(path: file.path, type: file.type, cache: .privateRevalidate)).forOutsiders
    }

    /// Always the copy that does not tell where the photo was taken.
    func downloadShared(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        HandlerResponse.file(try original(try photo(context, db), whole: false, context, db)).forOutsiders
    }

    func playShared(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let photo = try photo(context, db)
        guard photo.type.isVideo else { throw Failure.notFound }
        let file = try original(photo, whole: false, context, db)
        return HandlerResponse.file(FileReply(path: file.path, type: file.type, etag: file.etag)).forOutsiders
    }

    /// Everything the link shows, as one archive.
    func downloadSharedAlbum(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        _ = try context.element(PhotoRules.Found.link)
        let album = try album(context, db)
        let only: SQL = context.elements[PhotoRules.Found.photo].map { " AND photo.id = \($0)" } ?? ""
        let photos = try db.rows(
            """
            SELECT \(sql: Photo.columns) FROM photo WHERE photo.album_id = \(album.id) AND photo.trashed_at IS NULL
            AND photo.hidden_at IS NULL\(sql: only) ORDER BY photo.sort_key, photo.id
            """
        ).map(Photo.init)
        guard !photos.isEmpty else { throw Failure.notFound }
        let store = PhotoStore(context.application)
        let entries = photos.map { photo in
            ZipArchive.Entry(
                name: album.directory + "/" + photo.fileName,
                path: photo.isClean
                    ? store.full(PhotoFiles.clean(photo.id, photo.type))
                    : store.original(album: album.path, photo.fileName),
                modified: photo.taken?.instant(assumingOffset: 0) ?? photo.createdAt)
        }
        return HandlerResponse.archive(ZipArchive(name: album.directory + ".zip", entries: entries)).forOutsiders
    }
}
