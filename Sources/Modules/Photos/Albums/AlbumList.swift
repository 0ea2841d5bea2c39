import PortalDatabase
import PortalKit
import PortalLanguage

/// A page of an album's photos, in its order.
struct AlbumList {
    let query: ListQuery
    private let album: Album
    private let condition: SQL
    private let seesHidden: Bool

    /// Reads the address. Throws 400 and 404 as ``ListQuery`` says.
    init(_ context: RequestContext, _ album: Album, seesHidden: Bool) throws {
        let order = SortColumn("taken", tr("Date"), by: ["photo.sort_key", "photo.id"])
        query = try ListQuery(context, sorts: [order], size: PhotosModule.pageSize)
        self.album = album
        self.seesHidden = seesHidden
        let hidden: SQL = seesHidden ? "" : " AND photo.hidden_at IS NULL"
        condition = "photo.album_id = \(album.id) AND photo.trashed_at IS NULL\(sql: hidden)"
    }

    /// The photos of this page.
    func photos(_ db: any Connection) throws -> [Photo] {
        try db.rows("SELECT \(sql: Photo.columns) FROM photo WHERE \(sql: condition)\(sql: query.slice)").map(
            Photo.init)
    }

    /// How many photos all pages hold. Who sees what was taken down counts it too.
    func count(_ db: any Connection) throws -> Int {
        seesHidden
            ? try db.value("SELECT COUNT(*) FROM photo WHERE \(sql: condition)", as: Int.self) ?? 0 : album.photoCount
    }

    /// The way to the other pages.
    func pager(_ count: Int) throws -> PagerView { try query.pager(ListTotal(count)) { GalleryCard.photoAmount($0) } }
}
