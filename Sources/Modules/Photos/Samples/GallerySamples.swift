public import PortalDatabase
import PortalKit
public import PortalValues

/// Albums by the thousand, to measure with: rows without files.
public enum GallerySamples {
    /// Adds a visible collection `bench` of albums `album_1` and on, each with so many dated photos that have their renditions.
    public static func fill(albums: Int, photos: Int, db database: Database, now: Instant = .now()) async throws {
        let collection = try await database.write { db in
            var facts = PhotoCollectionFacts()
            facts.name = "Bench"
            let id = try PhotoCollections.insert(facts, directory: "bench", now: now, db)
            try db.run("UPDATE photo_collection SET visible = 1 WHERE id = \(id)")
            return try PhotoCollections.find(id, db)
        }
        guard let collection else { return }
        for number in 1...max(albums, 1) {
            try await database.write { db in try add(number, photos, collection, now, db) }
        }
        try await database.write { db in
            if db.dialect == .postgresql { try db.run("ANALYZE photo") }
        }
    }

    private static func add(
        _ number: Int, _ photos: Int, _ collection: PhotoCollection, _ now: Instant, _ db: any Connection
    ) throws {
        var facts = AlbumFacts()
        facts.name = "Album \(number)"
        let album = try Albums.insert(facts, directory: "album_\(number)", in: collection, now: now, db)
        var rows: [SQL] = []
        for photo in 0..<photos {
            let name = "IMG_\(10_000 + photo).jpg"
            let taken = TakenAt(day: Day(number: 20_000), microsecondOfDay: Int64(photo) * 60_000_000, offset: 120)
            let digest = "\(number)-\(photo)"
            rows.append(
                """
                (\(album), \(name), 'jpeg', 4500000, \(digest), 4000, 3000, \(taken?.description), 120,
                \(Photo.sortKey(taken, name)), 'Bench 12', '', 'Zoé Lefèvre', '', 'aabbccddeeffaabbcc', 'made', \(now), \(now))
                """)
        }
        while !rows.isEmpty {
            try db.run(
                """
                INSERT INTO photo (album_id, file_name, type, bytes, sha256, width, height, taken_at, taken_offset, sort_key, camera,
                    details, author, caption, placeholder, renditions, created_at, updated_at)
                VALUES \(sql: rows.prefix(250).joined(separator: ", "))
                """)
            rows.removeFirst(min(250, rows.count))
        }
        try Albums.recount(album, now: now, db)
        try db.run("UPDATE photo_album SET visible = 1 WHERE id = \(album)")
    }
}
