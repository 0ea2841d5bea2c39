import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// A collection or an album as a card: its front, its name, when, how much.
struct GalleryCard: Model {
    let name, url: String
    let cover: CoverView?
    let isHidden: Bool
    let startsOn, endsOn: Day?
    let place: String
    let amounts: [Message]

    static let fields: [Field<GalleryCard>] = [
        .text("name") { $0.name }, .text("url") { $0.url }, .optionalModel("cover") { $0.cover },
        .flag("isHidden") { $0.isHidden }, .optionalDay("startsOn") { $0.startsOn },
        .optionalDay("endsOn") { $0.endsOn },
        .text("place") { $0.place }, .messages("amounts") { $0.amounts },
    ]

    /// For the checks of templates only.
    static var sample: GalleryCard {
        GalleryCard(
            name: "Gala", url: "/photos/2026/gala",
            cover: CoverView(pictures: "/photos/2026/gala/a.jpg/", tag: "", placeholder: Markup(html: "")),
            isHidden: true,
            startsOn: Day(number: 20_000), endsOn: Day(number: 20_001), place: "Nantes",
            amounts: [photoAmount(3)])
    }

    static func photoAmount(_ count: Int) -> Message { trn("%(count)s photo", "%(count)s photos", count) }

    /// The card of an album.
    init(_ album: Album, _ context: RequestContext, _ db: any Connection) throws {
        self.init(
            name: album.facts.name, url: context.url(album.url), cover: try CoverView.of(album, context, db),
            isHidden: !album.isVisible, startsOn: album.facts.startsOn, endsOn: album.facts.endsOn,
            place: album.facts.place, amounts: [Self.photoAmount(album.photoCount)])
    }

    /// The card of a collection: counted and fronted by the albums that this visitor sees.
    init(_ collection: PhotoCollection, _ context: RequestContext, _ db: any Connection) throws {
        let shown: SQL = """
            FROM photo_album JOIN photo_collection ON photo_collection.id = photo_album.collection_id
            WHERE photo_album.collection_id = \(collection.id) AND \(sql: PhotoVisibility(context: context).albums)
            """
        let counts = try db.row(
            "SELECT COUNT(*) AS albums, CAST(COALESCE(SUM(photo_album.photo_count), 0) AS BIGINT) AS photos \(sql: shown)"
        )
        let front = try db.row(
            """
            SELECT \(sql: Album.columns) \(sql: shown) AND photo_album.photo_count > 0
            ORDER BY CASE WHEN photo_album.id = photo_collection.cover_album_id THEN 0 ELSE 1 END, \(sql: Gallery.albumOrder)
            LIMIT 1
            """
        ).map(Album.init)
        self.init(
            name: collection.facts.name, url: context.url(collection.url),
            cover: try front.flatMap { try CoverView.of($0, context, db) }, isHidden: !collection.isVisible,
            startsOn: collection.facts.startsOn, endsOn: collection.facts.endsOn, place: "",
            amounts: [
                trn("%(count)s album", "%(count)s albums", try counts?.get("albums") ?? 0),
                Self.photoAmount(try counts?.get("photos") ?? 0),
            ])
    }

    private init(
        name: String, url: String, cover: CoverView?, isHidden: Bool, startsOn: Day?, endsOn: Day?, place: String,
        amounts: [Message]
    ) {
        self.name = name
        self.url = url
        self.cover = cover
        self.isHidden = isHidden
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.place = place
        self.amounts = amounts
    }
}

/// What a visitor sees of the gallery, in order.
enum Gallery {
    /// By hand where somebody ordered them, then the latest first.
    static let albumOrder: SQL = """
        photo_album.position, photo_album.starts_on IS NULL, photo_album.starts_on DESC, photo_album.name, photo_album.id
        """
    static let collectionOrder: SQL = """
        photo_collection.position, photo_collection.starts_on IS NULL, photo_collection.starts_on DESC,
        photo_collection.name, photo_collection.id
        """

    static func collections(_ context: RequestContext, _ db: any Connection) throws -> [PhotoCollection] {
        try db.rows(
            """
            SELECT \(sql: PhotoCollection.columns) FROM photo_collection WHERE \(sql: PhotoVisibility(context: context).collections)
            ORDER BY \(sql: collectionOrder)
            """
        ).map(PhotoCollection.init)
    }

    static func albums(in collection: Int64, _ context: RequestContext, _ db: any Connection) throws -> [Album] {
        try db.rows(
            """
            SELECT \(sql: Album.columns) FROM photo_album JOIN photo_collection ON photo_collection.id = photo_album.collection_id
            WHERE photo_album.collection_id = \(collection) AND \(sql: PhotoVisibility(context: context).albums) ORDER BY \(sql: albumOrder)
            """
        ).map(Album.init)
    }
}
