import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates

/// The albums that the visitor sees, by the place where they were taken.
struct PlacesPage: Page {
    let places: [PlaceView]

    static let template = "photos/places.html"
    static let fields: [Field<PlacesPage>] = [.list("places") { $0.places }]
    static var sample: PlacesPage { PlacesPage(places: [.sample]) }
}

/// One place.
struct PlaceView: Model {
    let name: String
    let amount: Message
    let albums: [PlaceAlbum]

    static let fields: [Field<PlaceView>] = [
        .text("name") { $0.name }, .message("amount") { $0.amount }, .list("albums") { $0.albums },
    ]
    static var sample: PlaceView {
        PlaceView(
            name: "Nantes", amount: GalleryCard.photoAmount(3),
            albums: [PlaceAlbum(name: "Gala", url: "/photos/2026/gala", amount: GalleryCard.photoAmount(3))])
    }
}

/// An album at a place.
struct PlaceAlbum: Model {
    let name, url: String
    let amount: Message

    static let fields: [Field<PlaceAlbum>] = [
        .text("name") { $0.name }, .text("url") { $0.url }, .message("amount") { $0.amount },
    ]
}

extension PhotosModule {
    func listPlaces(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let albums = try db.rows(
            """
            SELECT \(sql: Album.columns) FROM photo_album JOIN photo_collection ON photo_collection.id = photo_album.collection_id
            WHERE photo_album.place <> '' AND \(sql: PhotoVisibility(context: context).albums)
            ORDER BY photo_album.place, photo_album.name, photo_album.id LIMIT \(Self.mostPlaced)
            """
        ).map(Album.init)
        let byPlace = Dictionary(grouping: albums, by: \.facts.place)
        let names = byPlace.keys.sorted { ($0.lowercased(), $0) < ($1.lowercased(), $1) }
        return .page(
            PlacesPage(
                places: names.map { name in
                    let albums = byPlace[name] ?? []
                    return PlaceView(
                        name: name, amount: GalleryCard.photoAmount(albums.reduce(0) { $0 &+ $1.photoCount }),
                        albums: albums.map {
                            PlaceAlbum(
                                name: $0.facts.name, url: context.url($0.url),
                                amount: GalleryCard.photoAmount($0.photoCount))
                        })
                }))
    }

    /// Albums on one page: beyond that, search.
    private static let mostPlaced = 2_000
}
