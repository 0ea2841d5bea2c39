import Logging
import PortalDatabase
import PortalLanguage
import PortalSecurity
import PortalValues
public import ServiceLifecycle

/// Runs the jobs of the portal and of the modules that are switched on, as long as the portal serves. Every process has one; a lock
/// in the database lets each job run in one of them.
///
/// A job that fails is tried again, later each time, and what it said is kept. When the portal stops, no job begins any more; those
/// that run have ten seconds to end, then they are cancelled and stay due.
public struct JobRunner: Service {
    /// A job tied to what it works on.
    struct Task: Sendable {
        let name: String
        let schedule: JobSchedule
        let limit: Int
        let isNeeded: @Sendable (any Connection, Instant) throws -> Bool
        let run: @Sendable () async throws -> Message?
    }

    let database: Database
    let tasks: [Task]
    let zone: Zone
    let clock: @Sendable () -> Instant
    let logger: Logger
    /// Seconds that running jobs have after the stop.
    var patience = 10
    /// Seconds between two looks at most.
    var pause = 5
    /// Ends the pause where somebody waits.
    var bell = JobBell()

    /// Runs the portal's own jobs and those of its modules.
    public init(_ application: PortalApplication) {
        let own = PortalJobs.all.map { job in (job, nil as (any Module)?) }
        let others = application.modules.flatMap { module in module.jobs.map { ($0, module as (any Module)?) } }
        tasks = (own + others).map { job, module in Self.task(job, of: module, application) }
        database = application.database
        bell = application.jobBell
        zone = application.assetStore.assets.languages.standard.formats.zone
        clock = application.clock
        logger = application.logger
    }

    init(
        _ database: Database, _ tasks: [Task], zone: Zone = .utc, logger: Logger,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.database = database
        self.tasks = tasks
        self.zone = zone
        self.logger = logger
        self.clock = clock
    }

    private static func task(_ job: Job, of module: (any Module)?, _ application: PortalApplication) -> Task {
        Task(
            name: job.name, schedule: job.schedule, limit: job.limit,
            isNeeded: { db, now in
                if let module, !application.isOn(module, try db.storedSettings()) { return false }
                return try job.isNeeded?(db, now) ?? true
            },
            run: { try await job.run(application) })
    }
}
