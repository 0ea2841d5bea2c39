import Foundation
import PortalDatabase
import PortalKit
import PortalValues

/// What a change of the database means for the disk: noted in the same transaction, done right after it, and by the next process if
/// this one was killed in between. So the disk follows the database, and no crash leaves them apart.
enum Moves {
    /// Notes that a file or folder is called something else from now on. Paths are below the folder of photos.
    static func note(_ source: String, to target: String, now: Instant, _ db: any Connection) throws {
        guard source != target else { return }
        try db.run("INSERT INTO photo_move (source, target, created_at) VALUES (\(source), \(target), \(now))")
    }

    /// Notes that a file or folder is to be removed.
    static func noteRemoval(_ source: String, now: Instant, _ db: any Connection) throws {
        try db.run("INSERT INTO photo_move (source, target, created_at) VALUES (\(source), \(String?.none), \(now))")
    }

    /// Does everything that is noted, in order. Safe to run several times and by several processes at once.
    ///
    /// - Throws: ``StoreFault`` for the first step that the disk refuses; it and those after it stay noted.
    @discardableResult
    static func settle(_ house: House) async throws -> Int { try await settle(Darkroom(house)) }

    /// The same, outside of a running portal.
    @discardableResult
    static func settle(_ darkroom: Darkroom) async throws -> Int {
        let store = darkroom.store
        var done = 0
        while true {
            let next = try await darkroom.database.read { db in
                try db.row("SELECT id, source, target FROM photo_move ORDER BY id LIMIT 1").map {
                    (
                        try $0.get("id", as: Int64.self), try $0.get("source", as: String.self),
                        try $0.get("target", as: String?.self)
                    )
                }
            }
            guard let (id, source, target) = next else { return done }
            try await Disk.run {
                if let target { try move(store, source, target) } else { try remove(store, source) }
            }
            try await darkroom.database.write { try $0.run("DELETE FROM photo_move WHERE id = \(id)") }
            done += 1
        }
    }

    private static func move(_ store: PhotoStore, _ source: String, _ target: String) throws {
        let (from, to) = (store.full(source), store.full(target))
        // Done before, by a process that was killed before it could say so.
        guard Disk.exists(from) else { return }
        try Disk.makeFolder((to as NSString).deletingLastPathComponent)
        try Disk.move(from, to: to)
    }

    private static func remove(_ store: PhotoStore, _ source: String) throws {
        let path = store.full(source)
        if Disk.exists(path) { try Disk.remove(path) }
    }
}
