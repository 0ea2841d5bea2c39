import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// What the visitor could bring back, newest first.
struct TrashPage: Page {
    let items: [TrashView]
    let pager: PagerView?

    static let template = "photos/trash.html"
    static let fields: [Field<TrashPage>] = [.list("items") { $0.items }, .optionalModel("pager") { $0.pager }]
    static var sample: TrashPage { TrashPage(items: [.sample], pager: nil) }
}

/// One thing in the trash.
struct TrashView: Model {
    let name: String
    let kind: Message
    /// The album of a photo, the collection of an album.
    let place: String
    let who: String
    let at: Instant
    let left: Message
    let picture: String
    let restoreUrl, removeUrl: String

    static let fields: [Field<TrashView>] = [
        .text("name") { $0.name }, .message("kind") { $0.kind }, .text("place") { $0.place }, .text("who") { $0.who },
        .instant("at") { $0.at }, .message("left") { $0.left }, .text("picture") { $0.picture },
        .text("restoreUrl") { $0.restoreUrl }, .text("removeUrl") { $0.removeUrl },
    ]
    static var sample: TrashView {
        TrashView(
            name: "a.jpg", kind: trc("trash", "Photo"), place: "Gala", who: "Zoé", at: Instant(seconds: 1_795_000_000),
            left: daysLeft(3), picture: "/p", restoreUrl: "/r", removeUrl: "/d")
    }

    static func daysLeft(_ count: Int) -> Message { trn("%(count)s day left", "%(count)s days left", count) }
}

/// “For good?”
struct RemovalPage: Page {
    let name, action, back: String
    let kind: Message
    let amount: Message?

    static let template = "photos/removal.html"
    static let fields: [Field<RemovalPage>] = [
        .text("name") { $0.name }, .text("action") { $0.action }, .text("back") { $0.back },
        .message("kind") { $0.kind },
        .optionalMessage("amount") { $0.amount },
    ]
    static var sample: RemovalPage {
        RemovalPage(
            name: "Gala", action: "/d", back: "/b", kind: trc("trash", "Album"), amount: GalleryCard.photoAmount(3))
    }
}

/// Reads the trash: three kinds in one order, each chosen by what the visitor may change.
struct TrashList {
    let page: TrashPage

    init(_ context: RequestContext, _ db: any Connection) throws {
        let order = SortColumn("at", tr("Deleted"), by: ["trashed_at", "kind", "id"], first: .descending)
        let query = try ListQuery(context, sorts: [order], size: 50)
        let from: SQL = "FROM (\(sql: Self.all(context))) AS trash"
        let rows = try db.rows(
            """
            SELECT trash.kind, trash.id, trash.name, trash.place, trash.trashed_at, trash.has_picture,
                COALESCE(person.first_name || ' ' || person.last_name, '') AS who, trash.may_delete
            FROM (\(sql: Self.all(context))) AS trash LEFT JOIN person ON person.id = trash.trashed_by
            ORDER BY trash.trashed_at DESC, trash.kind DESC, trash.id DESC LIMIT \(query.size) OFFSET \(query.offset)
            """)
        let items = try rows.map { try TrashView($0, context) }
        let total = try query.total(from, db)
        let pager = try query.pager(total) { trn("%(count)s thing", "%(count)s things", $0) }
        page = TrashPage(items: items, pager: total.count == 0 ? nil : pager)
    }

    private static func all(_ context: RequestContext) -> SQL {
        let album = (
            write: context.visible(.write, PhotosModule.album), delete: context.visible(.delete, PhotosModule.album)
        )
        let collection = (
            write: context.visible(.write, PhotosModule.collection),
            delete: context.visible(.delete, PhotosModule.collection)
        )
        return """
            SELECT 'photo' AS kind, photo.id, photo.file_name AS name, photo_album.name AS place, photo.trashed_at,
                photo.trashed_by, CASE WHEN photo.placeholder <> '' THEN 1 ELSE 0 END AS has_picture,
                CASE WHEN \(sql: album.delete) THEN 1 ELSE 0 END AS may_delete
            FROM photo JOIN photo_album ON photo_album.id = photo.album_id
            WHERE photo.trashed_at IS NOT NULL AND \(sql: album.write)
            UNION ALL
            SELECT 'album', photo_album.id, photo_album.name, photo_collection.name, photo_album.trashed_at,
                photo_album.trashed_by, 0, CASE WHEN \(sql: album.delete) THEN 1 ELSE 0 END
            FROM photo_album JOIN photo_collection ON photo_collection.id = photo_album.collection_id
            WHERE photo_album.trashed_at IS NOT NULL AND \(sql: album.write)
            UNION ALL
            SELECT 'collection', photo_collection.id, photo_collection.name, '', photo_collection.trashed_at,
                photo_collection.trashed_by, 0, CASE WHEN \(sql: collection.delete) THEN 1 ELSE 0 END
            FROM photo_collection WHERE photo_collection.trashed_at IS NOT NULL AND \(sql: collection.write)
            """
    }
}

extension TrashItem.Kind {
    var words: Message {
        switch self {
        case .photo: trc("trash", "Photo")
        case .album: trc("trash", "Album")
        case .collection: trc("trash", "Collection")
        }
    }
}

extension TrashView {
    fileprivate init(_ row: Row, _ context: RequestContext) throws {
        let kind = TrashItem.Kind(rawValue: try row.get("kind")) ?? .photo
        let at: Instant = try row.get("trashed_at")
        let url = context.url("/photos/trash/\(kind.rawValue)-\(try row.get("id", as: Int64.self))")
        let left = (at.adding(seconds: PhotoTrash.days * 86_400).seconds - context.now.seconds + 86_399) / 86_400
        self.init(
            name: try row.get("name"), kind: kind.words, place: try row.get("place"), who: try row.get("who"), at: at,
            left: Self.daysLeft(Int(max(left, 0))),
            picture: try row.get("has_picture", as: Int.self) == 1 ? url + "/320.webp" : "",
            restoreUrl: url + "/restoration",
            removeUrl: try row.get("may_delete", as: Int.self) == 1 ? url + "/removal" : "")
    }
}
