import PortalDatabase

/// Where originals lie.
enum PhotoFiles {
    /// The original of a photo, below the folder of photos; nil where there is no such photo.
    static func path(of photo: Int64, _ db: any Connection) throws -> String? {
        guard
            let row = try db.row(
                """
                SELECT photo.id, photo.file_name, photo.trashed_at IS NOT NULL AS trashed, photo_album.path FROM photo
                JOIN photo_album ON photo_album.id = photo.album_id WHERE photo.id = \(photo)
                """)
        else { return nil }
        let name: String = try row.get("file_name")
        if try row.get("trashed", as: Bool.self) { return trashed(photo, name) }
        return try row.get("path", as: String.self) + "/" + name
    }

    /// Where the copy for downloads lies, without the place that the original tells.
    static func clean(_ photo: Int64, _ type: MediaType) -> String {
        "_downloads/\(photo / 1000)/\(photo).\(type.fileExtension)"
    }

    /// Where the original of a photo lies while it is in the trash.
    static func trashed(_ photo: Int64, _ fileName: String) -> String { "_trash/photo-\(photo)-\(fileName)" }
}
