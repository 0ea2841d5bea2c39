import Foundation
import PortalDatabase
import PortalFiles
import PortalKit
import PortalValues

/// The bytes of photos. Each request passes the permission engine first; nothing has an address that works without it.
extension PhotosModule {
    /// A rendition: `640.webp`.
    func showRendition(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        guard let (width, format) = RenditionName.read(context.parameter("rendition")) else { throw Failure.notFound }
        let id = try context.element(PhotoRules.Found.photo)
        return .file(try rendition(of: id, width, format, context, db))
    }

    func rendition(
        of id: Int64, _ width: Int, _ format: RenditionFormat, _ context: RequestContext, _ db: any Connection
    ) throws
        -> FileReply
    {
        guard let row = try db.row("SELECT renditions, rendition FROM photo WHERE id = \(id)") else {
            throw Failure.notFound
        }
        let version: Int = try row.get("rendition")
        let isMade = try row.get("renditions", as: String.self) == Photo.RenditionState.made.rawValue
        let store = PhotoStore(context.application)
        let renditions = store.renditions(of: id)
        // An address with the version never shows anything else. Without it, or while the queue works, the browser asks again.
        let isFinal = isMade && context.request.query["v"] == String(version)
        var path = renditions.path(width, format)
        if !isMade, !Disk.exists(path) {
            guard
                let smaller = Renditions.widths.last(where: { $0 < width && Disk.exists(renditions.path($0, format)) })
            else { throw Failure.notFound }
            path = renditions.path(smaller, format)
        }
        return FileReply(
            path: path, type: format.contentType, cache: isFinal ? .immutablePrivate : .privateRevalidate)
    }

    /// The file as it was taken, for who may change the album; for others a copy that does not tell where that was.
    func downloadPhoto(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let photo = try photo(context, db)
        let isEditor = try mayWrite(photo, context, db)
        return .file(try original(photo, whole: isEditor, context, db))
    }

    /// A video is played from the same bytes that are downloaded.
    func playVideo(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let photo = try photo(context, db)
        guard photo.type.isVideo else { throw Failure.notFound }
        var file = try original(photo, whole: false, context, db)
        file = FileReply(path: file.path, type: file.type, etag: file.etag)
        return .file(file)
    }

    func original(_ photo: Photo, whole: Bool, _ context: RequestContext, _ db: any Connection) throws -> FileReply {
        let store = PhotoStore(context.application)
        let isClean = photo.isClean && !whole
        guard let original = try PhotoFiles.path(of: photo.id, db) else { throw Failure.notFound }
        let place = isClean ? PhotoFiles.clean(photo.id, photo.type) : original
        return FileReply(
            path: store.full(place), type: photo.type.contentType, name: photo.fileName,
            etag: isClean ? photo.sha256 + "-c" : photo.sha256)
    }
}

/// What a rendition's address ends with.
enum RenditionName {
    /// `640.webp` → 640 and WebP; nil for any other width or format.
    static func read(_ name: String) -> (Int, RenditionFormat)? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let format = RenditionFormat(rawValue: String(parts[1])),
            let width = Renditions.widths.first(where: { String($0) == parts[0] })
        else { return nil }
        return (width, format)
    }
}
