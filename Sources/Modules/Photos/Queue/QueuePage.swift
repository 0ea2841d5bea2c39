import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// The pictures that are still to be made, and those that could not be.
struct QueuePage: Page {
    let done, all: Int
    let waiting, failed: Message
    let next, faults: [QueueEntry]
    let pager: PagerView?
    let retryUrl: String

    static let template = "photos/queue.html"
    static let fields: [Field<QueuePage>] = [
        .number("done") { $0.done }, .number("all") { $0.all }, .message("waiting") { $0.waiting },
        .message("failed") { $0.failed }, .list("next") { $0.next }, .list("faults") { $0.faults },
        .optionalModel("pager") { $0.pager }, .text("retryUrl") { $0.retryUrl },
    ]
    static var sample: QueuePage {
        QueuePage(
            done: 3, all: 5, waiting: tr("Photos"), failed: tr("Photos"), next: [.sample], faults: [.sample],
            pager: nil,
            retryUrl: "/q")
    }
}

/// One photo of the queue.
struct QueueEntry: Model {
    let name, album, url: String
    let state: Message
    let kind: String
    let attempts: Message
    /// What the tool said.
    let fault: String
    let retryUrl: String

    static let fields: [Field<QueueEntry>] = [
        .text("name") { $0.name }, .text("album") { $0.album }, .text("url") { $0.url }, .message("state") { $0.state },
        .text("kind") { $0.kind }, .message("attempts") { $0.attempts }, .text("fault") { $0.fault },
        .text("retryUrl") { $0.retryUrl },
    ]
    static var sample: QueueEntry {
        QueueEntry(
            name: "a.jpg", album: "Gala", url: "/photos/2026/gala/a.jpg", state: trc("queue", "Failed"), kind: "bad",
            attempts: trn("%(count)s try", "%(count)s tries", 3), fault: "killed", retryUrl: "/q")
    }
}

extension PhotosModule {
    func showQueue(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let order = SortColumn("photo", tr("Photo"), by: ["photo.id"])
        let query = try ListQuery(context, sorts: [order], size: 50)
        let all = try db.value("SELECT COUNT(*) FROM photo", as: Int.self) ?? 0
        let waiting = try db.value("SELECT COUNT(*) FROM photo WHERE renditions = 'waiting'", as: Int.self) ?? 0
        let failed = try db.value("SELECT COUNT(*) FROM photo WHERE renditions = 'failed'", as: Int.self) ?? 0
        let pager = try query.pager(ListTotal(failed)) { GalleryCard.photoAmount($0) }
        return .page(
            QueuePage(
                done: max(all - waiting - failed, 0), all: all,
                waiting: trn("%(count)s photo waits", "%(count)s photos wait", waiting),
                failed: trn("%(count)s photo failed", "%(count)s photos failed", failed),
                next: try entries(
                    "photo.renditions = 'waiting' ORDER BY photo.next_try_at, photo.id LIMIT 20", context, db),
                faults: try entries("photo.renditions = 'failed'\(sql: query.slice)", context, db),
                pager: failed == 0 ? nil : pager, retryUrl: context.url("/photos/queue/retry")))
    }

    private func entries(_ which: SQL, _ context: RequestContext, _ db: any Connection) throws -> [QueueEntry] {
        try db.rows(
            """
            SELECT photo.id, photo.file_name, photo.renditions, photo.attempts, photo.next_try_at, photo.fault, photo_album.name,
                photo_album.path, photo.trashed_at IS NOT NULL AS trashed
            FROM photo JOIN photo_album ON photo_album.id = photo.album_id WHERE \(sql: which)
            """
        ).map { try QueueEntry($0, context) }
    }

    /// Tries one photo again that was given up.
    func retryOne(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        guard let id = Int64(context.parameter("photo")) else { throw Failure.notFound }
        let count = try RenditionQueue.retry("id = \(id)", now: context.now, db)
        guard count > 0 else { throw Failure.conflict(tr("This photo is not among those that failed.")) }
        try context.record("retry", "photo", id: id, label: "", db)
        return HandlerResponse.seeOther("/photos/queue").noticing(.good, tr("The photo is in the queue again."))
    }

    /// Tries everything again that was given up.
    func retryAll(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let count = try RenditionQueue.retry("1 = 1", now: context.now, db)
        try context.record("retry", "photo", id: nil, label: String(count), db)
        return HandlerResponse.seeOther("/photos/queue").noticing(
            .good, trn("%(count)s photo is in the queue again.", "%(count)s photos are in the queue again.", count))
    }
}

extension QueueEntry {
    fileprivate init(_ row: Row, _ context: RequestContext) throws {
        let id: Int64 = try row.get("id")
        let name: String = try row.get("file_name")
        let attempts: Int = try row.get("attempts")
        let isFailed = try row.get("renditions", as: String.self) == Photo.RenditionState.failed.rawValue
        let isLater = try row.get("next_try_at", as: Instant?.self).map { $0 > context.now } ?? false
        let fault: String = try row.get("fault")
        // A claim moves the next try into the future too, but says nothing yet.
        let state: (Message, String) =
            isFailed
            ? (trc("queue", "Failed"), "bad")
            : !isLater
                ? (trc("queue", "Waits"), "")
                : fault.isEmpty ? (trc("queue", "Being made"), "accent") : (trc("queue", "Tried again later"), "warn")
        let isTrashed: Bool = try row.get("trashed")
        self.init(
            name: name, album: try row.get("name"),
            url: isTrashed ? "" : context.url(PhotoPath.page(of: try row.get("path", as: String.self) + "/" + name)),
            state: state.0, kind: state.1, attempts: trn("%(count)s try", "%(count)s tries", attempts), fault: fault,
            retryUrl: isFailed ? context.url("/photos/queue/\(id)/retry") : "")
    }
}
