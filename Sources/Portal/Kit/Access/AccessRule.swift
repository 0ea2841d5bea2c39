public import PortalDatabase

/// A rule of a module that grants alone cannot say: a photo is seen by who may read its album, or, while the album is hidden, by who
/// may change it. The gate runs it like any other access, so that a handler cannot forget it.
public struct AccessRule: Sendable {
    /// As `portal routes` prints it.
    public let name: String
    /// The actions and scopes it asks about, for the check of the route table.
    public let questions: [(action: Action, scope: Scope)]
    /// Throws the ``Failure`` that a refused visitor meets; notes what it found in ``RequestContext/elements``. Runs in the request's own unit
    /// of work.
    let check: @Sendable (inout RequestContext, any Connection) throws -> Void

    /// A rule.
    public init(
        _ name: String, asks questions: [(action: Action, scope: Scope)],
        check: @escaping @Sendable (inout RequestContext, any Connection) throws -> Void
    ) {
        self.name = name
        self.questions = questions
        self.check = check
    }
}
