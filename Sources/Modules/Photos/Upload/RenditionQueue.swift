import Logging
import PortalDatabase
import PortalKit
import PortalValues
import Synchronization

/// Makes the renditions that wait, two at a time, and notes what fails. A photo is claimed before it is worked on, so that several
/// processes share the work; a claim that its process did not live to honour runs out.
enum RenditionQueue {
    /// Tries before a photo is left to the administrators.
    static let tries = 5
    /// How long a claim holds.
    private static let claimSeconds: Int64 = 240

    private struct Task: Sendable {
        let photo: Photo
        let albumPath: String
        let attempts: Int
    }

    /// Works until nothing waits that is due; how many photos were done.
    static func work(
        _ environment: PhotoEnvironment, workers: Int = 2, until end: Instant? = nil,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> Int {
        let done = Tally()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<workers {
                group.addTask {
                    while !Swift.Task.isCancelled, end.map({ environment.clock() < $0 }) ?? true,
                        let task = try await claim(environment)
                    {
                        try await make(task, environment)
                        progress(done.add())
                    }
                }
            }
            try await group.waitForAll()
        }
        return done.count
    }

    /// Whether anything is due.
    static func isNeeded(_ db: any Connection, _ now: Instant) throws -> Bool {
        try db.row("SELECT 1 AS found FROM photo WHERE renditions = 'waiting' AND next_try_at <= \(now) LIMIT 1") != nil
    }

    private static func claim(_ environment: PhotoEnvironment) async throws -> Task? {
        let now = environment.clock()
        return try await environment.database.write { db in
            guard
                let row = try db.row(
                    """
                    SELECT \(sql: Photo.columns), photo.attempts, photo_album.path FROM photo
                    JOIN photo_album ON photo_album.id = photo.album_id
                    WHERE photo.renditions = 'waiting' AND photo.next_try_at <= \(now) ORDER BY photo.next_try_at, photo.id LIMIT 1
                    """)
            else { return nil }
            let task = Task(
                photo: try Photo(row), albumPath: try row.get("path"), attempts: try row.get("attempts"))
            try db.run(
                """
                UPDATE photo SET next_try_at = \(now.adding(seconds: claimSeconds)), attempts = attempts + 1
                WHERE id = \(task.photo.id)
                """)
            return task
        }
    }

    private static func make(_ task: Task, _ environment: PhotoEnvironment) async throws {
        let photo = task.photo
        let store = environment.store
        let renditions = store.renditions(of: photo.id)
        // Trash and moves are settled before: the original is where the database says.
        _ = try? await FileMoveJournal.settle(environment)
        let path = try await environment.database.read { try PhotoFiles.path(of: photo.id, $0) }
        guard let path else { return }
        do throws(MediaError) {
            let facts = try await MediaFacts.read(store.full(path))
            let placeholder = try await renditions.makeAll(
                from: store.full(path), facts, quarterTurns: photo.turns)
            try? await note(photo, "made", placeholder.hex, "", nil, environment)
        } catch {
            let later = error.isWorthRetrying && task.attempts + 1 < tries
            let missing = photo.type.isVideo && !Renditions.canMakePosters()
            let state = missing ? "none" : later ? "waiting" : "failed"
            let next = later ? environment.clock().adding(seconds: 30 << Int64(min(task.attempts, 8))) : nil
            if !missing { environment.logger.warning("renditions of \(path): \(error)") }
            try await note(photo, state, photo.placeholder?.hex ?? "", "\(error)", next, environment)
        }
    }

    private static func note(
        _ photo: Photo, _ state: String, _ placeholder: String, _ fault: String, _ next: Instant?,
        _ environment: PhotoEnvironment
    ) async throws {
        try await environment.database.write { db in
            // Turned again meanwhile: what was made is not what is wanted, and waits again.
            try db.run(
                """
                UPDATE photo SET renditions = \(state), placeholder = \(placeholder), fault = \(String(fault.prefix(500))),
                    next_try_at = \(next)
                WHERE id = \(photo.id) AND turns = \(photo.turns) AND rendition = \(photo.rendition)
                """)
        }
    }
}

/// How many were done, by several workers.
private final class Tally: Sendable {
    private let number = Mutex(0)

    var count: Int { number.withLock { $0 } }

    /// One more; how many that makes.
    func add() -> Int {
        number.withLock {
            $0 += 1
            return $0
        }
    }
}

extension RenditionQueue {
    /// Puts photos that were given up into the queue again; how many.
    static func retry(_ which: SQL, now: Instant, _ db: any Connection) throws -> Int {
        try db.run(
            """
            UPDATE photo SET renditions = 'waiting', attempts = 0, next_try_at = \(now), fault = ''
            WHERE renditions = 'failed' AND \(sql: which)
            """)
    }
}
