public import PortalDatabase
public import PortalLanguage
public import PortalValues

/// How a job stands, for the administrators' page and `portal doctor`.
public struct JobState: Sendable, Hashable {
    /// The job.
    public let name: String
    /// When it runs next.
    public let dueAt: Instant
    /// Until when a process holds it; nil when none does.
    public let lockedUntil: Instant?
    /// When it last began.
    public let startedAt: Instant?
    /// When it last ended.
    public let finishedAt: Instant?
    /// How often it failed in a row.
    public let failures: Int
    /// What it said last.
    public let message: Message?

    init(_ row: Row) throws {
        name = try row.get("name")
        dueAt = try row.get("due_at")
        lockedUntil = try row.get("locked_until")
        startedAt = try row.get("started_at")
        finishedAt = try row.get("finished_at")
        failures = try row.get("failures")
        message = try row.get("message", as: String?.self).map(JobReport.message)
    }

    /// Whether a process may take it.
    func isDue(_ now: Instant) -> Bool { dueAt <= now && (lockedUntil.map { $0 <= now } ?? true) }

    /// Every job that ever ran, by name.
    public static func all(_ db: any Connection) throws -> [JobState] {
        try db.rows(
            "SELECT name, due_at, locked_until, started_at, finished_at, failures, message FROM job ORDER BY name"
        ).map(JobState.init)
    }
}
