import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// What the database knows and the disk has no more: it goes into the trash, from where nothing comes back but the record of it.
struct MissingFiles: Sendable {
    let environment: PhotoEnvironment
    let actor: AuditActor
    let listener: PhotoListener

    func follow(dryRun: Bool, _ report: inout PhotoReport) async throws {
        for table in ["photo_collection", "photo_album"] {
            for folder in try await folders(table) where !environment.has(folder.path) {
                report.removed += 1
                remark(folder.path)
                if !dryRun { try await trash(table, folder) }
            }
        }
        for album in try await folders("photo_album") {
            let files = try await Comparison(environment: environment).files(of: album.id)
            let gone = files.filter { !environment.has(album.path + "/" + $0.key) }.sorted { $0.key < $1.key }
            guard !gone.isEmpty else { continue }
            for file in gone { remark(album.path + "/" + file.key) }
            report.removed += gone.count
            if !dryRun { try await trash(gone.map { ($0.value.id, $0.key) }, album) }
        }
    }

    private struct Folder: Sendable {
        let id: Int64
        let path: String
    }

    private func folders(_ table: String) async throws -> [Folder] {
        try await environment.database.read { db in
            try db.rows("SELECT id, path FROM \(identifier: table) WHERE trashed_at IS NULL ORDER BY path").map {
                Folder(id: try $0.get("id"), path: try $0.get("path"))
            }
            .filter { !$0.path.hasPrefix("_") }
        }
    }

    private func remark(_ path: String) {
        listener.remark(PhotoRemark(path: path, words: tr("Gone from the disk: in the trash now.")))
    }

    private func trash(_ table: String, _ folder: Folder) async throws {
        let now = environment.clock()
        try await environment.database.write { db in
            let path = "_trash/\(table == "photo_album" ? "album" : "collection")-\(folder.id)"
            try db.run(
                """
                UPDATE \(identifier: table) SET trashed_at = \(now), path = \(path), visible = 0, version = version + 1
                WHERE id = \(folder.id) AND trashed_at IS NULL
                """)
            if table == "photo_album" {
                try Albums.forgetCover(folder.id, db)
            } else {
                try db.run(
                    """
                    UPDATE photo_album SET path = \(path + "/") || directory WHERE collection_id = \(folder.id)
                    AND trashed_at IS NULL
                    """)
            }
            try Audit.record(by: actor, at: now, action: "delete", entity: table, id: folder.id, label: folder.path, db)
        }
    }

    private func trash(_ photos: [(id: Int64, name: String)], _ album: Folder) async throws {
        let now = environment.clock()
        // An upload that was let in meanwhile has its row before its file: look again once the disk has followed.
        _ = try? await FileMoveJournal.settle(environment)
        let gone = photos.filter { !environment.has(album.path + "/" + $0.name) }
        try await environment.database.write { db in
            for photo in gone {
                try db.run(
                    """
                    UPDATE photo SET trashed_at = \(now), trash_key = id, version = version + 1
                    WHERE id = \(photo.id) AND trashed_at IS NULL
                    """)
                try db.run(
                    "UPDATE photo_album SET cover_photo_id = NULL WHERE id = \(album.id) AND cover_photo_id = \(photo.id)"
                )
                try Audit.record(
                    by: actor, at: now, action: "delete", entity: "photo", id: photo.id,
                    label: album.path + "/" + photo.name, db)
            }
            try Albums.recount(album.id, now: now, db)
        }
    }
}

extension PhotoEnvironment {
    /// Whether something lies there, below the folder of photos.
    func has(_ relative: String) -> Bool { Disk.exists(store.full(relative)) }
}
