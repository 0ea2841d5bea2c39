import Foundation
import Logging
import PortalDatabase
import PortalKit
import PortalValues

/// What a change of the database means for the disk: noted in the same transaction, done right after it, and by the next process if
/// this one was killed in between. So the disk follows the database, and no crash leaves them apart.
enum FileMoveJournal {
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
    /// - Throws: ``PhotoStoreError`` for the first step that the disk refuses; it and those after it stay noted.
    @discardableResult
    static func settle(_ application: PortalApplication) async throws -> Int {
        try await settle(PhotoEnvironment(application))
    }

    /// The same, outside of a running portal. What the disk refuses stays noted, and so does what touches the same paths; the rest is
    /// done all the same.
    @discardableResult
    static func settle(_ environment: PhotoEnvironment) async throws -> Int {
        let store = environment.store
        var (done, last): (Int, Int64) = (0, 0)
        var blocked: [String] = []
        var fault: PhotoStoreError?
        while let note = try await next(after: last, environment) {
            last = note.id
            if blocked.contains(where: note.touches) { continue }
            do {
                try await Disk.run {
                    if let target = note.target {
                        try move(store, note.source, target)
                    } else {
                        try remove(store, note.source)
                    }
                }
                try await environment.database.write { try $0.run("DELETE FROM photo_move WHERE id = \(note.id)") }
                done += 1
            } catch let refusal as PhotoStoreError {
                environment.logger.error("cannot move \(note.source): \(refusal)")
                blocked += note.paths
                fault = fault ?? refusal
            }
        }
        if let fault { throw fault }
        return done
    }

    private struct Note: Sendable {
        let id: Int64
        let source: String
        let target: String?

        var paths: [String] { [source] + (target.map { [$0] } ?? []) }

        /// Whether it means the same file or folder, or something inside or around it.
        func touches(_ path: String) -> Bool {
            paths.contains { $0 == path || $0.hasPrefix(path + "/") || path.hasPrefix($0 + "/") }
        }
    }

    private static func next(after last: Int64, _ environment: PhotoEnvironment) async throws -> Note? {
        try await environment.database.read { db in
            try db.row("SELECT id, source, target FROM photo_move WHERE id > \(last) ORDER BY id LIMIT 1").map {
                Note(id: try $0.get("id"), source: try $0.get("source"), target: try $0.get("target"))
            }
        }
    }

    private static func move(_ store: PhotoStore, _ source: String, _ target: String) throws {
        let (from, to) = (store.full(source), store.full(target))
        // Done before, by a process that was killed before it could say so.
        guard Disk.exists(from) else { return }
        try Disk.makeFolder((to as NSString).deletingLastPathComponent)
        do { try Disk.move(from, to: to) } catch {
            // Another process, or another task of this one, was faster.
            if Disk.exists(from) { throw error }
        }
    }

    private static func remove(_ store: PhotoStore, _ source: String) throws {
        let path = store.full(source)
        if Disk.exists(path) { try Disk.remove(path) }
    }
}
