import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// The photos that wait for a decision, and the decisions so far.
struct ReportListPage: Page {
    let open: [ReportedPhoto]
    let decided: [DecidedReport]
    let pager: PagerView?

    static let template = "photos/reports.html"
    static let fields: [Field<ReportListPage>] = [
        .list("open") { $0.open }, .list("decided") { $0.decided }, .optionalModel("pager") { $0.pager },
    ]
    static var sample: ReportListPage {
        ReportListPage(
            open: [
                ReportedPhoto(
                    name: "a.jpg", album: "Gala", picture: "/p", url: "/photos/2026/gala/a.jpg", action: "/d",
                    state: tr("Hidden"), reports: [.sample])
            ], decided: [.sample], pager: nil)
    }
}

/// A photo with everything that was said against it.
struct ReportedPhoto: Model {
    let name, album: String
    /// Its small picture; empty where there is none yet.
    let picture: String
    /// Its page; empty where it is in the trash.
    let url: String
    let action: String
    let state: Message
    let reports: [ReportView]

    static let fields: [Field<ReportedPhoto>] = [
        .text("name") { $0.name }, .text("album") { $0.album }, .text("picture") { $0.picture },
        .text("url") { $0.url },
        .text("action") { $0.action }, .message("state") { $0.state }, .list("reports") { $0.reports },
    ]
}

/// One report, as who decides reads it.
struct ReportView: Model {
    let reason, who, contact: String
    let at: Instant

    static let fields: [Field<ReportView>] = [
        .text("reason") { $0.reason }, .text("who") { $0.who }, .text("contact") { $0.contact },
        .instant("at") { $0.at },
    ]
    static var sample: ReportView {
        ReportView(reason: "Please", who: "Zoé", contact: "zoe@example.org", at: Instant(seconds: 1_795_000_000))
    }
}

/// A report on which somebody has decided.
struct DecidedReport: Model {
    let name, album, reason, who: String
    let outcome: Message
    let kind: String
    let at: Instant

    static let fields: [Field<DecidedReport>] = [
        .text("name") { $0.name }, .text("album") { $0.album }, .text("reason") { $0.reason }, .text("who") { $0.who },
        .message("outcome") { $0.outcome }, .text("kind") { $0.kind }, .instant("at") { $0.at },
    ]
    static var sample: DecidedReport {
        DecidedReport(
            name: "a.jpg", album: "Gala", reason: "Please", who: "Zoé", outcome: tr("Shown again"), kind: "good",
            at: Instant(seconds: 1_795_000_000))
    }
}

/// Reads both lists: at most fifty photos that wait, all decisions by pages.
struct ReportList {
    let page: ReportListPage

    init(_ context: RequestContext, _ db: any Connection) throws {
        let order = SortColumn(
            "at", tr("Decided"), by: ["photo_report.decided_at", "photo_report.id"], first: .descending)
        let query = try ListQuery(context, sorts: [order], size: 20)
        let from: SQL = """
            FROM photo_report JOIN photo ON photo.id = photo_report.photo_id
            JOIN photo_album ON photo_album.id = photo.album_id
            LEFT JOIN person ON person.id = photo_report.decided_by WHERE photo_report.decision IS NOT NULL
            """
        let decided = try db.rows(
            """
            SELECT photo.file_name, photo_album.name AS album, photo_report.reason, photo_report.decision,
                photo_report.decided_at, COALESCE(person.first_name || ' ' || person.last_name, '') AS who
            \(sql: from)\(sql: query.slice)
            """
        ).map(DecidedReport.init)
        let total = try query.total(from, db)
        let pager = try query.pager(total) { trn("%(count)s decision", "%(count)s decisions", $0) }
        page = ReportListPage(
            open: try Self.open(context, db), decided: decided, pager: total.count == 0 ? nil : pager)
    }

    private static func open(_ context: RequestContext, _ db: any Connection) throws -> [ReportedPhoto] {
        let rows = try db.rows(
            """
            SELECT \(sql: Photo.columns), photo_album.name AS album, photo_album.path,
                photo.trashed_at IS NOT NULL OR photo_album.trashed_at IS NOT NULL OR photo_collection.trashed_at IS NOT NULL AS gone
            FROM photo JOIN photo_album ON photo_album.id = photo.album_id
            JOIN photo_collection ON photo_collection.id = photo_album.collection_id
            JOIN (SELECT photo_id, MIN(id) AS first FROM photo_report WHERE decision IS NULL GROUP BY photo_id) AS waiting
                ON waiting.photo_id = photo.id
            ORDER BY waiting.first LIMIT 50
            """)
        return try rows.map { row in
            let photo = try Photo(row)
            let isGone: Bool = try row.get("gone")
            let view = PhotoView(photo, base: context.url(PhotoPath.page(of: try row.get("path"))))
            let picture =
                isGone ? context.url("/photos/trash/photo-\(photo.id)/320.webp") : view.pictures + "320.webp" + view.tag
            return ReportedPhoto(
                name: photo.fileName, album: try row.get("album"), picture: view.isReady ? picture : "",
                url: isGone ? "" : view.url, action: context.url("/photos/reports/\(photo.id)/decision"),
                state: isGone
                    ? trc("photo", "In the trash")
                    : photo.hiddenAt == nil ? trc("photo", "Shown") : trc("photo", "Hidden"),
                reports: try reports(of: photo.id, db))
        }
    }

    private static func reports(of photo: Int64, _ db: any Connection) throws -> [ReportView] {
        try db.rows(
            """
            SELECT photo_report.reason, photo_report.contact, photo_report.created_at,
                COALESCE(person.first_name || ' ' || person.last_name, '') AS who
            FROM photo_report LEFT JOIN person ON person.id = photo_report.reporter_id
            WHERE photo_report.photo_id = \(photo) AND photo_report.decision IS NULL
            ORDER BY photo_report.created_at, photo_report.id LIMIT 20
            """
        ).map {
            ReportView(
                reason: try $0.get("reason"), who: try $0.get("who"), contact: try $0.get("contact"),
                at: try $0.get("created_at"))
        }
    }
}

extension DecidedReport {
    init(_ row: Row) throws {
        let isKept = try row.get("decision", as: String.self) == Reports.Decision.kept.rawValue
        self.init(
            name: try row.get("file_name"), album: try row.get("album"), reason: try row.get("reason"),
            who: try row.get("who"),
            outcome: isKept ? trc("photo", "Shown again") : trc("photo", "Removed"), kind: isKept ? "good" : "warn",
            at: try row.get("decided_at"))
    }
}
