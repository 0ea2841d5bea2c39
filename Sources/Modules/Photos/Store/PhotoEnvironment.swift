public import Logging
import PortalConfiguration
public import PortalDatabase
public import PortalKit
public import PortalValues

/// What work on photos needs outside of a request: for jobs and the command line.
public struct PhotoEnvironment: Sendable {
    /// The database.
    let database: Database
    /// The folders of photos.
    let store: PhotoStore
    /// Where warnings go.
    let logger: Logger
    /// The clock.
    let clock: @Sendable () -> Instant

    /// That of a running portal.
    public init(_ application: PortalApplication) {
        self.init(
            database: application.database, dataDirectory: application.configuration.dataDirectory,
            logger: application.logger,
            clock: application.clock)
    }

    /// That of a command. `dataDirectory` is PORTAL_DATA_DIR.
    public init(
        database: Database, dataDirectory: String, logger: Logger,
        clock: @escaping @Sendable () -> Instant = Instant.now
    ) {
        self.database = database
        store = PhotoStore(dataDirectory: dataDirectory)
        self.logger = logger
        self.clock = clock
    }
}
