import PortalDatabase
import PortalValues

/// A collection of albums: a year, a club, a festival. It is a folder on disk.
struct PhotoCollection: Sendable {
    let id: Int64
    /// The folder's name, which stands in addresses.
    let directory: String
    /// Where it lies below the folder of photos; elsewhere than `directory` only in the trash.
    let path: String
    let facts: PhotoCollectionFacts
    let isVisible: Bool
    let position: Int
    let coverAlbumID: Int64?
    let version: Int
    let trashedAt: Instant?

    static let columns: SQL = """
        photo_collection.id, photo_collection.directory, photo_collection.path, photo_collection.name,
        photo_collection.description, photo_collection.visible, photo_collection.starts_on, photo_collection.ends_on,
        photo_collection.position, photo_collection.cover_album_id, photo_collection.version, photo_collection.trashed_at
        """

    init(_ row: Row) throws {
        id = try row.get("id")
        directory = try row.get("directory")
        path = try row.get("path")
        facts = PhotoCollectionFacts(
            name: try row.get("name"), description: try row.get("description"), startsOn: try row.get("starts_on"),
            endsOn: try row.get("ends_on"))
        isVisible = try row.get("visible")
        position = try row.get("position")
        coverAlbumID = try row.get("cover_album_id")
        version = try row.get("version")
        trashedAt = try row.get("trashed_at")
    }

    /// Its page, as a path.
    var url: String { "/photos/" + PhotoPath.escaped(directory) }
}

/// What people say of a collection.
struct PhotoCollectionFacts: Sendable, Equatable {
    var name = ""
    /// Markdown.
    var description = ""
    var startsOn: Day?
    var endsOn: Day?
}
