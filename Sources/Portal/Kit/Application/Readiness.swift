public import PortalDatabase
import Synchronization

/// Finds out whether the portal can keep anything: a database that only reads (a file without rights, a full disk, a server that only
/// follows another one) answers every page until somebody saves.
public final class Readiness: Sendable {
    /// What was found out, or is being found out, and when that began.
    private struct Look {
        let began: ContinuousClock.Instant
        let outcome: Task<DatabaseError?, Never>
    }

    /// An answer is good for so long, for everybody who asks: a flood of questions writes no more than one.
    private static let age = Duration.seconds(3)

    private let database: Database
    private let last = Mutex<Look?>(nil)

    /// Looks after this database.
    init(_ database: Database) { self.database = database }

    /// What stands against keeping anything at the moment; nil where nothing does.
    public func fault() async -> DatabaseError? {
        let look = last.withLock { last in
            let now = ContinuousClock.now
            if let last, now - last.began < Self.age { return last }
            let look = Look(began: now, outcome: Task { [database] in await Self.write(database) })
            last = look
            return look
        }
        return await look.outcome.value
    }

    /// Really writes: only that shows that the disk has room, and that the server lets anybody change anything.
    private static func write(_ database: Database) async -> DatabaseError? {
        do {
            // A bucket that nobody takes anything from; the time is of no importance, and it is forgotten with the others.
            try await database.adjust { db in
                try db.run(
                    """
                    INSERT INTO rate_limit (name, full_at) VALUES ('readiness', 1)
                    ON CONFLICT (name) DO UPDATE SET full_at = rate_limit.full_at % 1000 + 1
                    """)
            }
            return nil
        } catch let error as DatabaseError {
            return error
        } catch {
            return .unavailable("\(error)")
        }
    }
}
