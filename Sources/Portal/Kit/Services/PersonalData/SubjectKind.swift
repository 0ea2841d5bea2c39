public import PortalDatabase
public import PortalLanguage
public import PortalValues

/// A kind of subject whose data can be given out and erased, declared by the module on whose pages that is done.
public struct SubjectKind: Sendable {
    /// Its plain name.
    public let name: SubjectName
    /// What a list of subjects calls one.
    public let title: Message
    /// What its rights are about, and the right to give out and to erase.
    public let scope: Scope, action: Action
    /// Whether nothing of an erased one can be changed any more.
    let locks: Bool
    /// When one is due.
    public let rules: [RetentionRule]
    /// One of them, as stored now.
    public let find: @Sendable (Int64, any Connection) throws -> DataSubject?
    /// What is in the way of this visitor's erasing it, as far as its own module is concerned.
    let obstacles: @Sendable (DataSubject, RequestContext, any Connection) throws -> [ErasureObstacle]

    /// Declares a kind of subject.
    public init(
        _ name: SubjectName, title: Message, scope: Scope, action: Action, locks: Bool = true, rules: [RetentionRule],
        find: @escaping @Sendable (Int64, any Connection) throws -> DataSubject?,
        obstacles: @escaping @Sendable (DataSubject, RequestContext, any Connection) throws -> [ErasureObstacle] = {
            _, _, _ in
            []
        }
    ) {
        self.name = name
        self.title = title
        self.scope = scope
        self.action = action
        self.locks = locks
        self.rules = rules
        self.find = find
        self.obstacles = obstacles
    }
}

/// When a subject is due to be erased.
public struct RetentionRule: Sendable {
    /// Names it in the database: the setting's name.
    public var name: String { period.name }
    /// How many years.
    public let period: Setting<Int>
    /// What happened so long ago: “No contact”.
    public let reason: Message
    /// Whether what other modules know of the subject counts as contact.
    let hasContacts: Bool
    /// `SELECT id, since FROM … WHERE since < cutoff`: those that are due by what the kind's own tables say.
    let due: @Sendable (_ cutoff: Instant) -> SQL

    /// A rule.
    public init(
        _ period: Setting<Int>, reason: Message, hasContacts: Bool = false,
        due: @escaping @Sendable (_ cutoff: Instant) -> SQL
    ) {
        self.period = period
        self.reason = reason
        self.hasContacts = hasContacts
        self.due = due
    }
}

/// What is in the way of an erasure.
public struct ErasureObstacle: Sendable {
    /// In words.
    public let reason: Message
    /// Where it can be removed, below the portal's address; empty where nowhere.
    public let path: String

    /// What is in the way, and where it can be removed.
    public init(_ reason: Message, path: String = "") {
        self.reason = reason
        self.path = path
    }
}

extension PortalApplication {
    /// Every kind of subject.
    public var subjectKinds: [SubjectKind] { modules.flatMap(\.subjects) }

    /// A kind of subject by its name.
    public func subjectKind(_ name: SubjectName) -> SubjectKind? { subjectKinds.first { $0.name == name } }

    /// What the portal's own tables hold.
    public var ownPersonalTables: [PersonalTable] { KitPersonalData.tables }

    /// What every table holds, the portal's own first.
    public var personalTables: [PersonalTable] { ownPersonalTables + modules.flatMap(\.personalData) }
}
