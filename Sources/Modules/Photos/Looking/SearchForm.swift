import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// What somebody looks for, as the address says it.
struct PhotoSearch {
    let words: [String]
    let author: [String]
    let from, to: Day?
    let collection: String
    /// What was typed and makes no sense.
    var errors = FieldErrors()

    /// Reads the address; typed days that are none are noted.
    init(_ query: ListQuery) {
        words = SearchWords.typed(query.q)
        author = SearchWords.typed(query.filter("author")).map { AuthorWords.mark + $0 }
        var errors = FieldErrors()
        func day(_ name: String) -> Day? {
            errors.checkTyped(name, query.filter(name)) { text throws(TextError) in
                guard let day = Day(typed: text) else { throw TextError(tr("A day such as 21/11/2026 or 2026-11-21.")) }
                return day
            }
        }
        from = day("from")
        to = day("to")
        collection = query.filter("collection")
        self.errors = errors
    }

    /// Whether anything is asked for: without, nothing is shown rather than everything.
    var isAsked: Bool { !words.isEmpty || !author.isEmpty || from != nil || to != nil || !collection.isEmpty }

    /// Tables and condition of the photos that are found and that the visitor may see; nil where there can be none.
    func found(_ context: RequestContext, _ db: any Connection) throws -> SQL? {
        guard let albums = try albums(context, db) else { return nil }
        var condition: SQL = "photo.trashed_at IS NULL AND photo.hidden_at IS NULL AND \(sql: albums)"
        // The day a photo was taken begins its time; undated ones are never in a period.
        if let from { condition = "\(sql: condition) AND COALESCE(photo.taken_at, '') >= \(from.description)" }
        if let to {
            let next = to.adding(days: 1).description
            condition = "\(sql: condition) AND COALESCE(photo.taken_at, '') < \(next) AND photo.taken_at IS NOT NULL"
        }
        guard let hits = try WordIndex.photo.search(words + author, db) else {
            return "FROM photo WHERE \(sql: condition)"
        }
        return "FROM \(sql: hits.tables) WHERE \(sql: hits.condition) AND \(sql: condition)"
    }

    /// The albums that are looked through. A few are named, so that their own order finds the photos; many are asked about, photo by
    /// photo, in the order of days: so a page costs what it shows, whether somebody sees one album or all.
    private func albums(_ context: RequestContext, _ db: any Connection) throws -> SQL? {
        let only: SQL = collection.isEmpty ? "" : " AND photo_collection.path = \(collection)"
        let shown: SQL = """
            SELECT photo_album.id FROM photo_album JOIN photo_collection ON photo_collection.id = photo_album.collection_id
            WHERE \(sql: PhotoVisibility(context: context).albums)\(sql: only)
            """
        let some = try db.values("\(sql: shown) LIMIT \(Self.few + 1)", as: Int64.self)
        if some.isEmpty { return nil }
        return some.count <= Self.few ? "photo.album_id IN \(in: some)" : "+photo.album_id IN (\(sql: shown))"
    }

    private static let few = 100
}

/// The words of an author's name, marked so that they are found apart from those of captions.
enum AuthorWords {
    static let mark = "@"

    static func of(_ author: String) -> [String] { SearchWords([author]).all.map { mark + $0 } }
}
