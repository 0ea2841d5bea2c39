import Accounts
import Administration
import Api
import Clients
import Contracts
import Events
import Home
import Logging
import Photos
import PortalConfiguration
import PortalDatabase
import PortalKit
import PortalLanguage

/// Where the portal is put together: the only file that names every module.
enum Composition {
    /// Every module, in the order of the menu and of the demonstration data, where each may lean on those before it.
    static let modules: [any Module] = [
        HomeModule(), AccountsModule(), AdministrationModule(), ClientsModule(),
        ContractsModule(), EventsModule(), PhotosModule(), ApiModule(),
    ]

    /// What their rights are about.
    static var scopes: Scopes { Scopes(modules.flatMap(\.scopes)) }

    /// The database of this configuration.
    static func database(_ configuration: Configuration) throws -> Database {
        try Folders.make(configuration)
        var options = DatabaseOptions()
        options.readers = configuration.databaseReaders
        options.connections = configuration.databaseConnections
        options.crowdedTable = Audit.crowdedTable
        options.statementTimeout = .seconds(configuration.databaseTimeout)
        options.pageTimeout = .seconds(configuration.pageTimeout)
        options.exportTimeout = .seconds(configuration.exportTimeout)
        return try Database.open(
            url: configuration.databaseURL, logger: Logger(label: "portal.database"), options: options)
    }

    /// Words, templates and static files as they are on disk now.
    static func assets(_ configuration: Configuration) throws -> AssetStore.Assets {
        try AssetStore.Assets.make(configuration, modules: modules)
    }

    /// The catalogues.
    static func languages(_ configuration: Configuration) throws -> Languages {
        guard let zone = Zone(configuration.timeZone) else {
            throw CommandError("there is no time zone \(configuration.timeZone)")
        }
        return try Languages(
            directory: configuration.resources + "/translations", default: configuration.defaultLanguage, zone: zone)
    }

    /// The whole portal around an open database.
    static func application(_ configuration: Configuration, _ database: Database, logger: Logger) throws
        -> PortalApplication
    {
        try PortalApplication(
            configuration: configuration, modules: modules, database: database,
            assetStore: AssetStore(try assets(configuration)), logger: logger)
    }
}
