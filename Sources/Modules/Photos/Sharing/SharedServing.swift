import PortalDatabase
import PortalKit
import PortalValues

/// The bytes behind a share link. A browser asks each time whether its copy may still be shown, so that an end shows at once.
extension PhotosModule {
    func showSharedRendition(_ visit: Visit, _ db: any Connection) throws -> Reply {
        guard let (width, format) = RenditionName.read(visit.parameter("rendition")) else { throw Failure.notFound }
        let id = try visit.element(PhotoRules.Found.photo)
        let file = try rendition(of: id, width, format, visit, db)
        return Reply.file(FileReply(path: file.path, type: file.type, cache: .privateRevalidate)).forOutsiders
    }

    /// Always the copy that does not tell where the photo was taken.
    func downloadShared(_ visit: Visit, _ db: any Connection) throws -> Reply {
        Reply.file(try original(try photo(visit, db), whole: false, visit, db)).forOutsiders
    }

    func playShared(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let photo = try photo(visit, db)
        guard photo.type.isVideo else { throw Failure.notFound }
        let file = try original(photo, whole: false, visit, db)
        return Reply.file(FileReply(path: file.path, type: file.type, etag: file.etag)).forOutsiders
    }

    /// Everything the link shows, as one archive.
    func downloadSharedAlbum(_ visit: Visit, _ db: any Connection) throws -> Reply {
        _ = try visit.element(PhotoRules.Found.link)
        let album = try album(visit, db)
        let only: SQL = visit.elements[PhotoRules.Found.photo].map { " AND photo.id = \($0)" } ?? ""
        let photos = try db.rows(
            """
            SELECT \(sql: Photo.columns) FROM photo WHERE photo.album_id = \(album.id) AND photo.trashed_at IS NULL
            AND photo.hidden_at IS NULL\(sql: only) ORDER BY photo.sort_key, photo.id
            """
        ).map(Photo.init)
        guard !photos.isEmpty else { throw Failure.notFound }
        let store = PhotoStore(visit.house)
        let entries = photos.map { photo in
            ZipArchive.Entry(
                name: album.directory + "/" + photo.fileName,
                path: photo.isClean
                    ? store.full(PhotoFiles.clean(photo.id, photo.type))
                    : store.original(album: album.path, photo.fileName),
                modified: photo.taken?.instant(assumingOffset: 0) ?? photo.createdAt)
        }
        return Reply.archive(ZipArchive(name: album.directory + ".zip", entries: entries)).forOutsiders
    }
}
