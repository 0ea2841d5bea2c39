import PortalDatabase
import PortalValues

/// Makes renditions from the command line: those that are missing, or all of them anew.
public enum PhotoRenditions {
    /// Puts photos into the queue and works it off; how many were made, and how many failed.
    public static func run(missingOnly: Bool, in environment: PhotoEnvironment, listener: PhotoListener) async throws
        -> (
            made: Int, failed: Int
        )
    {
        try await Disk.run { try environment.store.prepare() }
        let now = environment.clock()
        var wanted = try await environment.database.read { db in
            try db.values(
                "SELECT id FROM photo WHERE renditions <> 'made' AND trashed_at IS NULL ORDER BY id", as: Int64.self)
        }
        let made = try await environment.database.read { db in
            try db.values("SELECT id FROM photo WHERE renditions = 'made' ORDER BY id", as: Int64.self)
        }
        wanted += try await Disk.run {
            made.filter { !missingOnly || !environment.store.renditions(of: $0).missing.isEmpty }
        }
        for id in wanted {
            try await environment.database.write { db in
                try db.run(
                    """
                    UPDATE photo SET renditions = 'waiting', next_try_at = \(now), attempts = 0, fault = '',
                        rendition = rendition + 1
                    WHERE id = \(id)
                    """)
            }
        }
        let total = wanted.count
        let done = try await RenditionQueue.work(environment) {
            listener.progress(PhotoProgress(done: $0, total: total))
        }
        let failed = try await environment.database.read { db in
            try db.value("SELECT COUNT(*) FROM photo WHERE renditions = 'failed' AND trashed_at IS NULL", as: Int.self)
                ?? 0
        }
        return (done - min(failed, done), failed)
    }
}
