public import PortalConfiguration
public import PortalDatabase
public import PortalLanguage
public import PortalTemplates
public import PortalValues

/// A part of the portal that an association switches on or off: its scopes, routes, menu, cards, settings, jobs and
/// demonstration data. A module keeps no state of its own.
public protocol Module: Sendable {
    /// Names the module in URLs, templates, table prefixes and settings.
    static var id: String { get }
    /// What the menu calls it.
    var title: Message { get }
    /// One sentence for the settings page.
    var summary: Message { get }
    /// Whether the portal can do without it.
    var optional: Bool { get }
    /// The kinds of things its rights are about.
    var scopes: [Scope] { get }
    /// The route table.
    var routes: [Route] { get }
    /// Entries of the rail.
    var menu: [MenuEntry] { get }
    /// Every page, so that `portal check` compiles each against its template.
    var pages: [any Page.Type] { get }
    /// What an association may set.
    var settings: [any AnySetting] { get }
    /// What runs by itself.
    var jobs: [Job] { get }
    /// Cards of the home page that this visitor may see.
    func cards(_ context: RequestContext, _ db: any Connection) throws -> [HomeCard]
    /// What waits for this visitor, on the home page.
    func waiting(_ context: RequestContext, _ db: any Connection) throws -> [WaitingCard]
    /// Amounts that this visitor may know, drawn on the home page.
    func charts(_ context: RequestContext, _ db: any Connection) throws -> [MonthChart]
    /// What this module shows on the page of an element of another one: the events on a contract's page.
    func related(to element: Int64, of scope: Scope, _ context: RequestContext, _ db: any Connection) throws
        -> [RelatedCard]
    /// Why an element of another module cannot be ended now (a contract that has an event cannot be cancelled); nil where nothing
    /// of this module is in the way.
    func hold(on element: Int64, of scope: Scope, _ db: any Connection) throws -> Message?
    /// What this module's tables hold of people, table by table: every table it owns stands here.
    var personalData: [PersonalTable] { get }
    /// The kinds of subjects whose data are given out and erased on this module's pages.
    var subjects: [SubjectKind] { get }
    /// What of this module is in the way of erasing a subject, its own or another module's: a contract that is not ended.
    func obstacles(erasing subject: DataSubject, _ db: any Connection) throws -> [ErasureObstacle]
    /// A scalar query: when this module last had to do with the subject of this id; nil where it never has.
    func lastContact(with kind: SubjectName, _ id: Int64) -> SQL?
    /// What people can have of this module that opens something without a password: who changes theirs is asked whether it ends too.
    var passes: [StandingPass] { get }
    /// How the audit log speaks of this module's things: every kind of which it writes stands here.
    func histories(_ application: PortalApplication) -> [HistoryWords]
    /// Fills an empty portal with people and things to try it with. Runs once, in the order of the modules.
    func demonstrate(_ demonstration: Demonstration, _ db: any Connection) throws
    /// What a demonstration needs besides that takes its time, such as files; after all modules' rows are stored.
    func furnish(_ configuration: Configuration, _ database: Database) async throws
}

extension Module {
    public var optional: Bool { true }
    public var scopes: [Scope] { [] }
    public var menu: [MenuEntry] { [] }
    public var pages: [any Page.Type] { [] }
    public var settings: [any AnySetting] { [] }
    public var jobs: [Job] { [] }
    public func cards(_ context: RequestContext, _ db: any Connection) throws -> [HomeCard] { [] }
    public func waiting(_ context: RequestContext, _ db: any Connection) throws -> [WaitingCard] { [] }
    public func charts(_ context: RequestContext, _ db: any Connection) throws -> [MonthChart] { [] }
    public func related(to element: Int64, of scope: Scope, _ context: RequestContext, _ db: any Connection) throws
        -> [RelatedCard]
    { [] }
    public func hold(on element: Int64, of scope: Scope, _ db: any Connection) throws -> Message? { nil }
    public var personalData: [PersonalTable] { [] }
    public var subjects: [SubjectKind] { [] }
    public func obstacles(erasing subject: DataSubject, _ db: any Connection) throws -> [ErasureObstacle] { [] }
    public func lastContact(with kind: SubjectName, _ id: Int64) -> SQL? { nil }
    public var passes: [StandingPass] { [] }
    public func histories(_ application: PortalApplication) -> [HistoryWords] { [] }
    public func demonstrate(_ demonstration: Demonstration, _ db: any Connection) throws {}
    public func furnish(_ configuration: Configuration, _ database: Database) async throws {}
}

/// A place in the rail, shown to whom its access admits.
public struct MenuEntry: Sendable {
    /// The word.
    public let title: Message
    /// The sprite's symbol.
    public let icon: String
    /// The path.
    public let path: String
    /// Who sees it.
    public let access: Access
    /// Whether it stands under “Administration”.
    public let administration: Bool

    /// A place in the rail.
    public init(_ title: Message, icon: String, path: String, access: Access, administration: Bool = false) {
        self.title = title
        self.icon = icon
        self.path = path
        self.access = access
        self.administration = administration
    }
}

/// A module's card on the home page.
public struct HomeCard: Sendable {
    /// The module's word.
    public let title: Message
    /// The sprite's symbol.
    public let icon: String
    /// Where it leads.
    public let path: String
    /// One or two short lines.
    public let lines: [Message]

    /// A card.
    public init(_ title: Message, icon: String, path: String, lines: [Message]) {
        self.title = title
        self.icon = icon
        self.path = path
        self.lines = lines
    }
}

/// What demonstration data may rely on.
public struct Demonstration: Sendable {
    /// The argon2 digest of the password that all demonstration accounts share.
    public let passwordHash: String
    /// How many rows of the main things to make.
    public let scale: Int
    /// Now.
    public let now: Instant

    /// What demonstration data may rely on.
    public init(passwordHash: String, scale: Int, now: Instant) {
        self.passwordHash = passwordHash
        self.scale = scale
        self.now = now
    }
}
