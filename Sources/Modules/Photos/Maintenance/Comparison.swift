import PortalDatabase
import PortalValues

/// What a tree on disk has and the database has not, and the other way round.
struct Comparison: Sendable {
    let environment: PhotoEnvironment

    /// What the database knows of one album: file names with their sizes.
    func files(of album: Int64) async throws -> [String: (id: Int64, bytes: Int)] {
        try await environment.database.read { db in
            let rows = try db.rows(
                "SELECT id, file_name, bytes FROM photo WHERE album_id = \(album) AND trashed_at IS NULL")
            var files: [String: (id: Int64, bytes: Int)] = [:]
            for row in rows { files[try row.get("file_name")] = (try row.get("id"), try row.get("bytes")) }
            return files
        }
    }

    /// Counts what is new in a tree, by names.
    func count(_ tree: PhotoTree, _ report: inout PhotoReport) async throws {
        for collection in tree.collections {
            let directory = AlbumFolders.directory(collection.directory, otherwise: "collection")
            let shelf = try await environment.database.read { try PhotoCollections.find(directory: directory, $0) }
            if shelf == nil { report.collections += 1 }
            for folder in collection.albums {
                let path = directory + "/" + AlbumFolders.directory(folder.directory, otherwise: "album")
                let album = try await environment.database.read { try Albums.find(path: path, $0) }
                guard let album else {
                    report.albums += 1
                    report.photos += folder.files.count
                    continue
                }
                let known = try await files(of: album.id)
                let new = folder.files.count { known[$0] == nil }
                report.photos += new
                report.known += folder.files.count - new
            }
        }
    }
}
