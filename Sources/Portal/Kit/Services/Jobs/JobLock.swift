import PortalDatabase
import PortalLanguage
import PortalValues

/// The row of a job as the lock that lets one process run it. The processes' clocks should agree to a second or so (NTP).
struct JobLock {
    let name: String
    /// Whoever takes the lock; another word each time, so that who came too late cannot end what somebody else has begun.
    let holder: String

    /// Makes the row of a job that was never seen.
    static func introduce(_ name: String, due: Instant, _ db: any Connection) throws {
        try db.run("INSERT INTO job (name, due_at) VALUES (\(name), \(due)) ON CONFLICT (name) DO NOTHING")
    }

    /// Takes a job that is due and that nobody holds; false when another process was faster.
    func take(now: Instant, limit: Int, _ db: any Connection) throws -> Bool {
        let until = now.adding(seconds: Int64(limit))
        return try db.run(
            """
            UPDATE job SET locked_until = \(until), locked_by = \(holder), started_at = \(now)
            WHERE name = \(name) AND due_at <= \(now) AND (locked_until IS NULL OR locked_until <= \(now))
            """) > 0
    }

    /// Notes that the job ended well.
    func finish(now: Instant, due: Instant, message: Message?, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE job SET locked_until = NULL, locked_by = NULL, finished_at = \(now), due_at = \(due), failures = 0,
                message = \(try message.map(JobReport.text))
            WHERE name = \(name) AND locked_by = \(holder)
            """)
    }

    /// Notes that it failed, and when it is tried again; how often it failed in a row.
    func fail(now: Instant, message: String, _ db: any Connection) throws -> Int {
        let before = try db.row("SELECT failures FROM job WHERE name = \(name)")?.get("failures", as: Int.self) ?? 0
        let failures = min(before, 1_000_000) + 1
        try db.run(
            """
            UPDATE job SET locked_until = NULL, locked_by = NULL, finished_at = \(now), failures = \(failures),
                due_at = \(JobSchedule.retry(failures: failures, at: now)), message = \(try JobReport.text(of: message))
            WHERE name = \(name) AND locked_by = \(holder)
            """)
        return failures
    }

    /// Gives it back undone: the portal stops. It stays due.
    func release(_ db: any Connection) throws {
        try db.run(
            "UPDATE job SET locked_until = NULL, locked_by = NULL WHERE name = \(name) AND locked_by = \(holder)")
    }
}
