/// Whoever does something that papers and steps name: kept with their name, which stays readable when the person is gone.
public struct ActorRef: Sendable {
    /// The person; nil for a command, or for whoever was erased.
    public let id: Int64?
    /// What papers call them.
    public let name: String

    /// Somebody.
    public init(id: Int64?, name: String) {
        self.id = id
        self.name = name
    }
}

extension RequestContext {
    /// This visitor, as papers and steps name them.
    public var actorRef: ActorRef { ActorRef(id: actor.id, name: actor.person?.name ?? actor.auditName) }
}
