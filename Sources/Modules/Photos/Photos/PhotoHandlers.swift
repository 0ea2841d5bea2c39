import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension PhotosModule {
    func showPhoto(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let photo = try photo(context, db)
        let album = try album(context, db)
        guard let collection = try PhotoCollections.find(album.collectionID, db) else { throw Failure.notFound }
        let writes = try mayWrite(photo, context, db)
        let base = context.url(album.url)
        let neighbours = try Neighbours(of: photo, seesHidden: writes, db)
        let view = PhotoView(photo, base: base)
        return .page(
            PhotoPage(
                photo: view, title: photo.caption.isEmpty ? photo.fileName : photo.caption, takenAt: photo.takenWords,
                camera: photo.camera, details: photo.details.known(in: context.language),
                pixels: "\(photo.width) × \(photo.height)",
                megabytes: max(Double(photo.bytes) / 1_000_000, 0.1),
                place: writes ? photo.point.map { "\($0.latitude), \($0.longitude)" } ?? "" : "",
                albumName: album.facts.name, albumUrl: base, collectionName: collection.facts.name,
                collectionUrl: context.url(collection.url),
                previousUrl: neighbours.previous.map { base + "/" + PhotoPath.escaped($0) } ?? "",
                nextUrl: neighbours.next.map { base + "/" + PhotoPath.escaped($0) } ?? "",
                position: tr(
                    "%(number)s of %(count)s",
                    ["number": .number(neighbours.number), "count": .number(neighbours.count)]),
                originalUrl: view.pictures + "original", videoUrl: photo.type.isVideo ? view.pictures + "video" : "",
                favouriteUrl: context.actor.isVisitor ? "" : view.pictures + "favourite",
                reportUrl: view.pictures + "report", editUrl: writes ? view.pictures + "edit" : "",
                linksUrl: writes ? base + "/links?photo=" + Escape.query(photo.fileName) : "",
                isFavourite: try Favourites.has(photo.id, context.actor.id, db), mayWrite: writes))
    }

    /// The photo that the path names.
    func photo(_ context: RequestContext, _ db: any Connection) throws -> Photo {
        let id = try context.element(PhotoRules.Found.photo)
        guard let row = try db.row("SELECT \(sql: Photo.columns) FROM photo WHERE photo.id = \(id)") else {
            throw Failure.notFound
        }
        return try Photo(row)
    }

    /// Whether this visitor may change the photo's album.
    func mayWrite(_ photo: Photo, _ context: RequestContext, _ db: any Connection) throws -> Bool {
        try context.may(.write, Self.photos) && context.may(.write, Self.album, on: photo.albumID, db)
    }

    func toggleFavourite(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: FavouriteForm = try context.form()
        let photo = try photo(context, db)
        let album = try album(context, db)
        guard let person = context.actor.id else { throw Failure.signIn }
        try Favourites.set(photo.id, person, form.wanted, now: context.now, db)
        return .seeOther(album.url + "/" + PhotoPath.escaped(photo.fileName))
    }
}

/// The heart below a photo.
struct FavouriteForm: Form {
    let wanted: Bool
    static let names = ["wanted"]
    init(_ fields: Fields) { wanted = fields["wanted"] == "1" }
}

/// What comes before and after a photo in its album.
struct Neighbours {
    let previous, next: String?
    let number, count: Int

    init(of photo: Photo, seesHidden: Bool, _ db: any Connection) throws {
        let key = Photo.sortKey(photo.taken, photo.fileName)
        let hidden: SQL = seesHidden ? "" : " AND hidden_at IS NULL"
        let among: SQL = "FROM photo WHERE album_id = \(photo.albumID) AND trashed_at IS NULL\(sql: hidden)"
        let before: SQL = "(sort_key < \(key) OR sort_key = \(key) AND id < \(photo.id))"
        let after: SQL = "(sort_key > \(key) OR sort_key = \(key) AND id > \(photo.id))"
        previous = try db.value(
            "SELECT file_name \(sql: among) AND \(sql: before) ORDER BY sort_key DESC, id DESC LIMIT 1", as: String.self
        )
        next = try db.value(
            "SELECT file_name \(sql: among) AND \(sql: after) ORDER BY sort_key, id LIMIT 1", as: String.self)
        number = (try db.value("SELECT COUNT(*) \(sql: among) AND \(sql: before)", as: Int.self) ?? 0) + 1
        count = try db.value("SELECT COUNT(*) \(sql: among)", as: Int.self) ?? 0
    }
}

extension Photo {
    /// When it was taken, by the clock of its place.
    var takenWords: Message? {
        taken.map { taken in
            let minutes = Int(taken.microsecondOfDay / 60_000_000)
            let time = [minutes / 60, minutes % 60].map { String(decoding: Digits.pad($0, 2), as: UTF8.self) }
            return tr("%(day)s at %(time)s", ["day": .day(taken.day), "time": .text(time.joined(separator: ":"))])
        }
    }
}
