public import PortalDatabase
public import PortalLanguage
public import PortalValues

/// Something the portal does by itself, once for all its processes.
public struct Job: Sendable {
    /// Names it in the database and the log: `application.mail`.
    public let name: String
    /// When it runs.
    public let schedule: JobSchedule
    /// Seconds it may take: then it is cancelled, and another process may run it. A job that ignores its cancellation can so run
    /// twice at once.
    public let limit: Int
    /// Whether there is anything to do; where not, nothing is locked and nothing written.
    let isNeeded: (@Sendable (any Connection, Instant) throws -> Bool)?
    /// What it does; a short sentence about what was done is kept for the administrators, who read it in their language.
    public let run: @Sendable (PortalApplication) async throws -> Message?

    /// Something the portal does by itself. `isNeeded` spares jobs that run every few seconds their note in the database.
    public init(
        _ name: String, _ schedule: JobSchedule, limit: Int = 300,
        isNeeded: (@Sendable (any Connection, Instant) throws -> Bool)? = nil,
        run: @escaping @Sendable (PortalApplication) async throws -> Message?
    ) {
        self.name = name
        self.schedule = schedule
        self.limit = min(max(limit, 1), 86_400)
        self.isNeeded = isNeeded
        self.run = run
    }
}
