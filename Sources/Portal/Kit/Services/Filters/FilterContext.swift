public import PortalDatabase
public import PortalLanguage
public import PortalValues

/// Who asks, when and where: all that a filter's meaning depends on beside its words.
public struct FilterContext: Sendable {
    /// The engine that will answer.
    let dialect: Dialect
    /// The organisation's zone, in which days begin.
    let zone: Zone
    /// The day it is there.
    let today: Day
    /// Whom “me” means; nil for a visitor.
    let person: Int64?
    /// Whether French names come first for them.
    let isFrench: Bool
    private let isAllowed: @Sendable (Action, Scope) -> Bool

    /// Who asks, from its parts. `isAllowed` says whether they may do something on at least one element of a scope.
    public init(
        dialect: Dialect, zone: Zone, now: Instant, person: Int64?, isFrench: Bool = false,
        isAllowed: @escaping @Sendable (Action, Scope) -> Bool
    ) {
        self.dialect = dialect
        self.zone = zone
        today = zone.local(now).day
        self.person = person
        self.isFrench = isFrench
        self.isAllowed = isAllowed
    }

    /// Whoever makes a request.
    public init(_ context: RequestContext, _ db: any Connection) {
        self.init(
            dialect: db.dialect, zone: context.language.formats.zone, now: context.now, person: context.actor.id,
            isFrench: context.language.code.hasPrefix("fr"),
            isAllowed: { context.maySome($0, $1) })
    }

    func may(_ need: FilterField.Need?) -> Bool { need.map { isAllowed($0.action, $0.scope) } ?? true }
}
