import Foundation
import Logging
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalSecurity
import PortalTemplates
import PortalValues

/// The page that takes photos.
struct UploadPage: Page {
    let albumName, albumUrl, collectionName, collectionUrl, action: String
    let results: [UploadResult]
    let megabytes: Int

    static let template = "photos/upload.html"
    var scripts: [String] { ["photos-edit.js"] }
    static let fields: [Field<UploadPage>] = [
        .text("albumName") { $0.albumName }, .text("albumUrl") { $0.albumUrl },
        .text("collectionName") { $0.collectionName }, .text("collectionUrl") { $0.collectionUrl },
        .text("action") { $0.action }, .list("results") { $0.results }, .number("megabytes") { $0.megabytes },
    ]
    static var sample: UploadPage {
        UploadPage(
            albumName: "Gala", albumUrl: "/photos/2026/gala", collectionName: "2026", collectionUrl: "/photos/2026",
            action: "/photos/2026/gala/uploads",
            results: [UploadResult(name: "a.jpg", status: 409, fault: tr("Photos"), url: "/a")], megabytes: 100)
    }
}

/// What became of one file.
struct UploadResult: Model {
    let name: String
    /// 201 when it is in the album; else why not.
    let status: Int
    let fault: Message?
    /// The photo, or the one that was there first.
    let url: String

    static let fields: [Field<UploadResult>] = [
        .text("name") { $0.name }, .number("status") { $0.status }, .optionalMessage("fault") { $0.fault },
        .text("url") { $0.url }, .flag("isGood") { $0.status == 201 },
    ]
}

extension PhotosModule {
    /// A file may have so many bytes.
    static let fileLimit = 100 << 20
    /// A form without scripts may bring so many files at once.
    static let formLimit = 2 << 30

    func showUpload(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        .page(try uploadPage([], context, db))
    }

    /// The form that works without scripts: all files in one body, each streamed to disk, each let in or refused by itself.
    func upload(_ context: RequestContext, _ body: BodyStream) async throws -> HandlerResponse {
        let store = PhotoStore(context.application)
        try await Disk.run { try store.prepare() }
        var limits = UploadLimits(file: Self.fileLimit, files: 500)
        limits.total = Self.formLimit
        let uploads = try await body.uploads(in: store.incoming, limits: limits)
        var results: [UploadResult] = []
        for file in uploads.files {
            let place = "_incoming/" + Token().text
            try await Disk.run { try file.take(to: store.full(place)) }
            results.append(try await letIn(place, said: file.name, context))
        }
        let isForScripts = context.request.header("accept")?.hasPrefix("application/json") == true
        if isForScripts, let only = results.first, results.count == 1 { return UploadAnswer.result(only, context) }
        let (good, done) = (results.count { $0.status == 201 }, results)
        let page = try await context.application.database.read { db in try uploadPage(done, context, db) }
        if results.isEmpty { return .page(page, status: 422) }
        if good == results.count {
            return HandlerResponse.seeOther(try await albumPath(context) + "?edit=1")
                .noticing(.good, trn("%(count)s photo added.", "%(count)s photos added.", good))
        }
        return .page(page, status: good > 0 ? 200 : results[0].status)
    }

    /// Lets one file of the store in, or says why not; a file that is refused is gone.
    func letIn(_ place: String, said: String, _ context: RequestContext) async throws -> UploadResult {
        let store = PhotoStore(context.application)
        defer { if Disk.exists(store.full(place)) { try? Disk.remove(store.full(place)) } }
        let arrival: UploadedPhoto
        do {
            arrival = try await UploadedPhoto.inspect(place, said: said, depth: .first, store)
        } catch let fault as MediaError {
            context.application.logger.info("upload refused: \(said): \(fault)")
            let status = fault.isWorthRetrying ? 503 : 422
            return UploadResult(name: said, status: status, fault: fault.words, url: "")
        }
        let result = try await context.application.database.write { db in try keep(arrival, said: said, context, db) }
        // What the disk refuses is logged and tried again by the job.
        if result.status == 201 {
            _ = try? await FileMoveJournal.settle(context.application)
        } else {
            arrival.discard(store)
        }
        return result
    }

    private func keep(_ arrival: UploadedPhoto, said: String, _ context: RequestContext, _ db: any Connection) throws
        -> UploadResult
    {
        // The world may have changed while the bytes came in: the album, and the right to change it.
        let now = try context.renewed(db)
        let album = try album(now, db)
        let base = context.url(album.url) + "/"
        let uploader = PhotoIngest.PhotoUploader(person: context.actor.id, name: context.actor.person?.name ?? "")
        do {
            let id = try PhotoIngest.keep(
                arrival, in: album, by: uploader, store: PhotoStore(context.application), now: context.now, db)
            try Albums.recount(album.id, now: context.now, db)
            try context.record("create", "photo", id: id, label: album.path + "/" + arrival.name.text, db)
            return UploadResult(
                name: arrival.name.text, status: 201, fault: nil, url: base + PhotoPath.escaped(arrival.name.text))
        } catch PhotoIngestError.known(let other) {
            return try taken(other, tr("This photo is already in the album."), said, base, db)
        } catch PhotoIngestError.nameTaken(let other) {
            return try taken(other, tr("The album already has another file with this name."), said, base, db)
        }
    }

    private func taken(_ other: Int64, _ fault: Message, _ said: String, _ base: String, _ db: any Connection) throws
        -> UploadResult
    {
        let name = try db.value("SELECT file_name FROM photo WHERE id = \(other)", as: String.self) ?? ""
        return UploadResult(name: said, status: 409, fault: fault, url: base + PhotoPath.escaped(name))
    }

    private func albumPath(_ context: RequestContext) async throws -> String {
        try await context.application.database.read { db in try album(context, db).url }
    }

    private func uploadPage(_ results: [UploadResult], _ context: RequestContext, _ db: any Connection) throws
        -> UploadPage
    {
        let album = try album(context, db)
        guard let collection = try PhotoCollections.find(album.collectionID, db) else { throw Failure.notFound }
        let url = context.url(album.url)
        return UploadPage(
            albumName: album.facts.name, albumUrl: url, collectionName: collection.facts.name,
            collectionUrl: context.url(collection.url), action: url + "/uploads", results: results,
            megabytes: Self.fileLimit >> 20)
    }
}
