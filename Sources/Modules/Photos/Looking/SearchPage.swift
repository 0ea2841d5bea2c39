import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// Photos from all over the gallery.
struct SearchPage: Page {
    let query: String
    let author, from, to: FieldView
    let collections: [Choice]
    let clearUrl: String
    let errors: [ErrorLine]
    let photos: [PhotoView]
    let pager: PagerView?
    let first: Int
    let isAsked, isFiltered: Bool

    static let template = "photos/search.html"
    var scripts: [String] { ["photos.js"] }
    static let fields: [Field<SearchPage>] = [
        .text("query") { $0.query }, .model("author") { $0.author }, .model("from") { $0.from }, .model("to") { $0.to },
        .list("collections") { $0.collections }, .text("clearUrl") { $0.clearUrl }, .list("errors") { $0.errors },
        .list("photos") { $0.photos }, .optionalModel("pager") { $0.pager }, .number("first") { $0.first },
        .flag("isAsked") { $0.isAsked }, .flag("isFiltered") { $0.isFiltered },
    ]
    static var sample: SearchPage {
        SearchPage(
            query: "gala", author: FieldView("Zoé"), from: FieldView(), to: FieldView(), collections: [],
            clearUrl: "/c",
            errors: [], photos: [.sample], pager: nil, first: 1, isAsked: true, isFiltered: true)
    }
    static let labels: [String: Message] = ["from": trc("day", "From"), "to": trc("day", "To")]
}

/// Photos of several albums, in one grid.
struct PhotoGridPage: Page {
    let photos: [PhotoView]
    let pager: PagerView?
    let first: Int

    static let template = "photos/favourites.html"
    var scripts: [String] { ["photos.js"] }
    static let fields: [Field<PhotoGridPage>] = [
        .list("photos") { $0.photos }, .optionalModel("pager") { $0.pager }, .number("first") { $0.first },
    ]
    static var sample: PhotoGridPage { PhotoGridPage(photos: [.sample], pager: nil, first: 1) }
}

/// Photos, each seen from its own album.
enum PhotoViews {
    static func read(_ sql: SQL, _ context: RequestContext, _ db: any Connection) throws -> [PhotoView] {
        try db.rows(sql).map { row in
            PhotoView(try Photo(row), base: context.url(PhotoPath.page(of: try row.get("album_path"))))
        }
    }
}

extension PhotosModule {
    func search(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let order = SortColumn(
            "taken", tr("Date"), by: ["COALESCE(photo.taken_at, '')", "photo.id"], first: .descending)
        let query = try ListQuery(context, sorts: [order], size: Self.pageSize)
        let search = PhotoSearch(query)
        let found = search.isAsked && search.errors.isEmpty ? try search.found(context, db) : nil
        let total = try found.map { try query.total($0, db) } ?? ListTotal(0)
        let pager = try query.pager(total) { GalleryCard.photoAmount($0) }
        let ids = try found.map { try db.values("SELECT photo.id \(sql: $0)\(sql: query.slice)", as: Int64.self) } ?? []
        // Only the rows of this page are read whole.
        let photos =
            try ids.isEmpty
            ? []
            : PhotoViews.read(
                """
                SELECT \(sql: Photo.columns), photo_album.path AS album_path FROM photo
                JOIN photo_album ON photo_album.id = photo.album_id WHERE photo.id IN \(in: ids)\(sql: query.order)
                """, context, db)
        let filters = ["author", "from", "to", "collection"]
        return .page(
            SearchPage(
                query: query.q, author: FieldView(query.filter("author")),
                from: search.errors.view("from", query.filter("from")),
                to: search.errors.view("to", query.filter("to")),
                collections: try collectionChoices(search.collection, context, db),
                clearUrl: query.clearUrl(filters: filters),
                errors: search.errors.lines(SearchPage.labels), photos: photos, pager: total.count == 0 ? nil : pager,
                first: query.offset + 1, isAsked: search.isAsked,
                isFiltered: filters.contains { !query.filter($0).isEmpty }),
            status: search.errors.isEmpty ? 200 : 422)
    }

    private func collectionChoices(_ chosen: String, _ context: RequestContext, _ db: any Connection) throws -> [Choice]
    {
        let all = try Gallery.collections(context, db).map {
            Choice($0.directory, named: $0.facts.name, selected: $0.directory == chosen)
        }
        return [Choice("", tr("All collections"), selected: chosen.isEmpty)] + all
    }

    /// What the visitor likes and may still see, the latest first.
    func listFavourites(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        guard let person = context.actor.id else { throw Failure.signIn }
        let order = SortColumn(
            "added", tr("Added"), by: ["photo_favourite.created_at", "photo.id"], first: .descending)
        let query = try ListQuery(context, sorts: [order], size: Self.pageSize)
        let from: SQL = """
            FROM photo_favourite JOIN photo ON photo.id = photo_favourite.photo_id
            JOIN photo_album ON photo_album.id = photo.album_id
            JOIN photo_collection ON photo_collection.id = photo_album.collection_id
            WHERE photo_favourite.person_id = \(person) AND photo.trashed_at IS NULL AND photo.hidden_at IS NULL
            AND \(sql: PhotoVisibility(context: context).albums)
            """
        let total = try query.total(from, db)
        let pager = try query.pager(total) { GalleryCard.photoAmount($0) }
        let photos = try PhotoViews.read(
            "SELECT \(sql: Photo.columns), photo_album.path AS album_path \(sql: from)\(sql: query.slice)", context, db)
        return .page(PhotoGridPage(photos: photos, pager: total.count == 0 ? nil : pager, first: query.offset + 1))
    }
}
