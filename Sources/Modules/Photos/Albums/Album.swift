import PortalDatabase
import PortalValues

/// An album of photos: an evening, a trip, a match. It is a folder on disk.
struct Album: Sendable {
    let id: Int64
    let collectionID: Int64
    /// The folder's name, which stands in addresses.
    let directory: String
    /// Where it lies below the folder of photos: `2026/gala`.
    let path: String
    let facts: AlbumFacts
    let isVisible: Bool
    let position: Int
    let coverPhotoID: Int64?
    /// Photos that are neither in the trash nor taken down.
    let photoCount: Int
    let version: Int
    let trashedAt: Instant?

    static let columns: SQL = """
        photo_album.id, photo_album.collection_id, photo_album.directory, photo_album.path, photo_album.name,
        photo_album.description, photo_album.place, photo_album.visible, photo_album.starts_on, photo_album.ends_on,
        photo_album.position, photo_album.cover_photo_id, photo_album.photo_count, photo_album.version, photo_album.trashed_at
        """

    init(_ row: Row) throws {
        id = try row.get("id")
        collectionID = try row.get("collection_id")
        directory = try row.get("directory")
        path = try row.get("path")
        facts = AlbumFacts(
            name: try row.get("name"), description: try row.get("description"), place: try row.get("place"),
            startsOn: try row.get("starts_on"), endsOn: try row.get("ends_on"))
        isVisible = try row.get("visible")
        position = try row.get("position")
        coverPhotoID = try row.get("cover_photo_id")
        photoCount = try row.get("photo_count")
        version = try row.get("version")
        trashedAt = try row.get("trashed_at")
    }

    /// Its page, as a path.
    var url: String { PhotoPath.page(of: path) }
}

/// What people say of an album.
struct AlbumFacts: Sendable, Equatable {
    var name = ""
    /// Markdown.
    var description = ""
    var place = ""
    var startsOn: Day?
    var endsOn: Day?
}
