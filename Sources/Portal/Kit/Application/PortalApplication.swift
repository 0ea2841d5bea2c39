public import Logging
public import PortalConfiguration
public import PortalDatabase
public import PortalLanguage
public import PortalSecurity
public import PortalTemplates
public import PortalValues

/// The whole portal, put together: its configuration, its modules, its database, its words and its looks.
public final class PortalApplication: Sendable {
    /// Where and how it runs.
    public let configuration: Configuration
    /// Every module, switched on or not, in the order of the menu.
    public let modules: [any Module]
    /// The scopes of all modules.
    public let scopes: Scopes
    /// The settings of all modules, the portal's own first.
    public let settings: [any AnySetting]
    /// The database.
    public let database: Database
    /// The words and looks of the moment; in development they change while the portal runs.
    public let assetStore: AssetStore
    /// The log.
    public let logger: Logger
    /// The clock; tests set their own.
    public let clock: @Sendable () -> Instant
    /// Throttles what can be guessed or flooded, for all processes of the portal together.
    public let limiter: RateLimiter
    /// Whether anything can be kept at the moment.
    public let readiness: Readiness
    /// What a new password must be.
    public let passwords: PasswordPolicy
    /// Keys for what leaves the portal and comes back.
    public let secret: SecretKey
    /// Services of others.
    public let outside = ExternalServices()
    let cache = ActorCache()
    let totals = Totals()
    let tokens = KnownTokens()
    let apiCalls: ApiCalls
    let staticBodies = StaticBodies()
    let securityFolds = SecurityFolds()
    /// Wakes the jobs of this process before their pause is over.
    public let jobBell = JobBell()
    /// Lets passwords of one account be checked a few at a time.
    public let passwordTurns = PasswordTurns()
    /// The key under which tokens are signed: its own, so that nothing else the portal seals is ever taken for one.
    let tokenKey: SecretKey

    /// Puts a portal together. Throws ``DeclarationErrors`` with everything that is wrong with the modules' declarations.
    public init(
        configuration: Configuration, modules: [any Module], database: Database, assetStore: AssetStore, logger: Logger,
        clock: @escaping @Sendable () -> Instant = Instant.now
    ) throws {
        self.configuration = configuration
        self.modules = modules
        self.database = database
        self.assetStore = assetStore
        self.logger = logger
        self.clock = clock
        secret = try SecretKey(configuration.secretKey)
        tokenKey = secret.bound(to: "api-token")
        limiter = RateLimiter(database)
        readiness = Readiness(database)
        passwords = try PasswordPolicy(resources: configuration.resources)
        apiCalls = ApiCalls(limiter, perMinute: configuration.apiRate)
        scopes = Scopes(modules.flatMap(\.scopes))
        settings = PortalSettings.all(siteName: configuration.siteName) + modules.flatMap(\.settings)
        let faults = scopes.faults() + RouteTable.faults(modules: modules, scopes: scopes)
        if !faults.isEmpty { throw DeclarationErrors(faults: faults) }
    }

    /// The portal's name as set.
    public func siteName(_ settings: SettingValues) -> String {
        settings[PortalSettings.siteName(default: configuration.siteName)]
    }

    /// Whether a module is switched on.
    public func isOn(_ module: any Module, _ settings: SettingValues) -> Bool {
        !module.optional || settings[PortalSettings.module(type(of: module).id)]
    }

    /// Whether visitors are kept out at this moment.
    public func inMaintenance(_ settings: SettingValues) -> Bool {
        configuration.maintenance || settings[PortalSettings.maintenance]
    }

    /// Whether a text of a file means this word: in a language of the portal, or by its plain name.
    public func says(_ typed: String, _ word: Message, or name: String) -> Bool {
        let folded = typed.folded
        return folded == name.folded || assetStore.assets.languages.all.contains { $0.text(word).folded == folded }
    }

    /// Everything the modules' pages and the portal's own are made of.
    public static func pages(of modules: [any Module]) -> [any Page.Type] {
        [
            ErrorPage.self, MaintenancePage.self, ConfirmPage.self, SentAgainPage.self, PersonalDataPage.self,
            ImportPage.self,
            ImportPreviewPage.self, SavedFiltersPage.self, RecordListPage.self, FilterHelp.self, ListViewPage.self,
            RecordPage.self, RecordFormPage.self, DeletePage.self, ReasonPage.self,
        ] + modules.flatMap(\.pages)
    }
}

/// What is wrong with the declarations of the modules.
public struct DeclarationErrors: Error, Sendable, CustomStringConvertible {
    /// One sentence each.
    public let faults: [String]
    public var description: String { faults.joined(separator: "\n") }
}
