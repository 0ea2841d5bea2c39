import Foundation
import PortalDatabase
import PortalKit
import PortalValues

extension PhotoTrash {
    /// Removes for good what has been in the trash for thirty days, and files of uploads that nobody finished within a day; how many
    /// photos that were.
    static func empty(_ application: PortalApplication) async throws -> Int {
        let now = application.clock()
        let limit = now.adding(seconds: -days * 86_400)
        var count = 0
        while true {
            let done = try await application.database.write { db in try purge(before: limit, now: now, db) }
            count += done
            if done == 0 { break }
        }
        try await application.database.write { db in
            try purgeFolders("photo_album", before: limit, now: now, db)
            try purgeFolders("photo_collection", before: limit, now: now, db)
            try db.run("DELETE FROM photo_upload WHERE created_at < \(now.adding(seconds: -86_400))")
        }
        try await FileMoveJournal.settle(application)
        try await sweep(application, olderThan: 86_400)
        return count
    }

    /// A hundred photos at a time, so that nobody waits for the rest.
    private static func purge(before limit: Instant, now: Instant, _ db: any Connection) throws -> Int {
        let condition: SQL =
            "photo.trashed_at < \(limit) OR photo_album.trashed_at < \(limit) OR photo_collection.trashed_at < \(limit)"
        return try removePhotos(condition, limit: 100, now: now, db)
    }

    /// Removes the photos of this condition (over `photo`, its `photo_album` and that one's `photo_collection`) for good; how many.
    @discardableResult
    static func removePhotos(_ condition: SQL, limit: Int, now: Instant, _ db: any Connection) throws -> Int {
        let rows = try db.rows(
            """
            SELECT photo.id, photo.file_name, photo.type, photo_album.path, photo.trashed_at IS NOT NULL AS own FROM photo
            JOIN photo_album ON photo_album.id = photo.album_id
            JOIN photo_collection ON photo_collection.id = photo_album.collection_id
            WHERE \(sql: condition) ORDER BY photo.id LIMIT \(limit)
            """)
        for row in rows {
            let id: Int64 = try row.get("id")
            let name: String = try row.get("file_name")
            let type = MediaType(rawValue: try row.get("type")) ?? .jpeg
            let place =
                try row.get("own", as: Bool.self)
                ? PhotoFiles.trashed(id, name) : try row.get("path", as: String.self) + "/" + name
            try FileMoveJournal.noteRemoval(place, now: now, db)
            try FileMoveJournal.noteRemoval("_renditions/\(id / 1000)/\(id)", now: now, db)
            try FileMoveJournal.noteRemoval(PhotoFiles.clean(id, type), now: now, db)
            try db.run("UPDATE photo_album SET cover_photo_id = NULL WHERE cover_photo_id = \(id)")
            try db.run("DELETE FROM photo WHERE id = \(id)")
        }
        return rows.count
    }

    private static func purgeFolders(_ table: String, before limit: Instant, now: Instant, _ db: any Connection) throws
    {
        let above: SQL =
            table == "photo_album"
            ? " OR collection_id IN (SELECT id FROM photo_collection WHERE trashed_at < \(limit))" : ""
        try removeFolders(table, "trashed_at < \(limit)\(sql: above)", now: now, db)
    }

    /// Removes the albums or collections of this condition, whose photos are gone already.
    static func removeFolders(_ table: String, _ condition: SQL, now: Instant, _ db: any Connection) throws {
        let rows = try db.rows("SELECT id, path FROM \(identifier: table) WHERE \(sql: condition) ORDER BY id")
        for row in rows {
            let id: Int64 = try row.get("id")
            try FileMoveJournal.noteRemoval(try row.get("path"), now: now, db)
            if table == "photo_album" { try Albums.forgetCover(id, db) }
            try db.run("DELETE FROM \(identifier: table) WHERE id = \(id)")
        }
    }

    /// Removes what a killed process left among the files that were coming in.
    static func sweep(_ application: PortalApplication, olderThan seconds: Int64) async throws {
        let store = PhotoStore(application)
        let expected = try await application.database.read { db in
            try db.values("SELECT token FROM photo_upload", as: String.self)
                + db.values("SELECT source FROM photo_move", as: String.self)
        }
        let kept = Set(expected.map { $0.split(separator: "/").last.map(String.init) ?? $0 })
        let limit = Date(timeIntervalSince1970: TimeInterval(application.clock().seconds - seconds))
        try await Disk.run {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: store.incoming)) ?? []
            for name in names where !kept.contains(name) {
                let path = store.incoming + "/" + name
                let facts = try? FileManager.default.attributesOfItem(atPath: path)
                guard let changed = facts?[.modificationDate] as? Date, changed < limit else { continue }
                try Disk.remove(path)
            }
        }
    }
}
