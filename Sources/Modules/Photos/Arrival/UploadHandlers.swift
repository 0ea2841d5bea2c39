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

    func showUpload(_ visit: Visit, _ db: any Connection) throws -> Reply {
        .page(try uploadPage([], visit, db))
    }

    /// The form that works without scripts: all files in one body, each streamed to disk, each let in or refused by itself.
    func upload(_ visit: Visit, _ body: BodyStream) async throws -> Reply {
        let store = PhotoStore(visit.house)
        try await Disk.run { try store.prepare() }
        var limits = UploadLimits(file: Self.fileLimit, files: 500)
        limits.total = Self.formLimit
        let uploads = try await body.uploads(in: store.incoming, limits: limits)
        var results: [UploadResult] = []
        for file in uploads.files {
            let place = "_incoming/" + Token().text
            try await Disk.run { try file.take(to: store.full(place)) }
            results.append(try await letIn(place, said: file.name, visit))
        }
        let isForScripts = visit.asked.header("accept")?.hasPrefix("application/json") == true
        if isForScripts, let only = results.first, results.count == 1 { return UploadAnswer.result(only, visit) }
        let (good, done) = (results.count { $0.status == 201 }, results)
        let page = try await visit.house.database.read { db in try uploadPage(done, visit, db) }
        if results.isEmpty { return .page(page, status: 422) }
        if good == results.count {
            return Reply.seeOther(try await albumPath(visit) + "?edit=1")
                .noticing(.good, trn("%(count)s photo added.", "%(count)s photos added.", good))
        }
        return .page(page, status: good > 0 ? 200 : results[0].status)
    }

    /// Lets one file of the store in, or says why not; a file that is refused is gone.
    func letIn(_ place: String, said: String, _ visit: Visit) async throws -> UploadResult {
        let store = PhotoStore(visit.house)
        defer { if Disk.exists(store.full(place)) { try? Disk.remove(store.full(place)) } }
        let arrival: Arrival
        do {
            arrival = try await Arrival.inspect(place, said: said, depth: .first, store)
        } catch let fault as MediaFault {
            visit.house.logger.info("upload refused: \(said): \(fault)")
            let status = fault.isWorthRetrying ? 503 : 422
            return UploadResult(name: said, status: status, fault: fault.words, url: "")
        }
        let result = try await visit.house.database.write { db in try keep(arrival, said: said, visit, db) }
        // What the disk refuses is logged and tried again by the job.
        if result.status == 201 { _ = try? await Moves.settle(visit.house) } else { arrival.discard(store) }
        return result
    }

    private func keep(_ arrival: Arrival, said: String, _ visit: Visit, _ db: any Connection) throws -> UploadResult {
        // The world may have changed while the bytes came in: the album, and the right to change it.
        let now = try visit.renewed(db)
        let album = try album(now, db)
        let base = visit.url(album.url) + "/"
        let bearer = Arrivals.Bearer(person: visit.actor.id, name: visit.actor.person?.name ?? "")
        do {
            let id = try Arrivals.keep(
                arrival, in: album, by: bearer, store: PhotoStore(visit.house), now: visit.now, db)
            try Albums.recount(album.id, now: visit.now, db)
            try visit.record("create", "photo", id: id, label: album.path + "/" + arrival.name.text, db)
            return UploadResult(
                name: arrival.name.text, status: 201, fault: nil, url: base + PhotoPath.escaped(arrival.name.text))
        } catch ArrivalRefusal.known(let other) {
            return try taken(other, tr("This photo is already in the album."), said, base, db)
        } catch ArrivalRefusal.nameTaken(let other) {
            return try taken(other, tr("The album already has another file with this name."), said, base, db)
        }
    }

    private func taken(_ other: Int64, _ fault: Message, _ said: String, _ base: String, _ db: any Connection) throws
        -> UploadResult
    {
        let name = try db.value("SELECT file_name FROM photo WHERE id = \(other)", as: String.self) ?? ""
        return UploadResult(name: said, status: 409, fault: fault, url: base + PhotoPath.escaped(name))
    }

    private func albumPath(_ visit: Visit) async throws -> String {
        try await visit.house.database.read { db in try album(visit, db).url }
    }

    private func uploadPage(_ results: [UploadResult], _ visit: Visit, _ db: any Connection) throws -> UploadPage {
        let album = try album(visit, db)
        guard let collection = try PhotoCollections.find(album.collectionID, db) else { throw Failure.notFound }
        let url = visit.url(album.url)
        return UploadPage(
            albumName: album.facts.name, albumUrl: url, collectionName: collection.facts.name,
            collectionUrl: visit.url(collection.url), action: url + "/uploads", results: results,
            megabytes: Self.fileLimit >> 20)
    }
}
