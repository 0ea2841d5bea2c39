/// Who did what the audit log says, and from where.
public struct AuditActor: Sendable, Hashable {
    /// The person's internal id; nil for visitors, commands and jobs.
    public let id: Int64?
    /// The user name, kept as it was: the log stays readable when the person is gone.
    public let name: String
    /// The network address; empty for commands and jobs.
    public let address: String
    /// The name under which the technical log knows the request; empty for commands and jobs.
    public let requestID: String

    /// Somebody.
    public init(id: Int64?, name: String, address: String, requestID: String) {
        self.id = id
        self.name = name
        self.address = address
        self.requestID = requestID
    }

    /// The portal itself: a command (`portal role grant`), a job.
    public static func portal(_ name: String = "portal") -> AuditActor {
        AuditActor(id: nil, name: name, address: "", requestID: "")
    }
}

extension Visit {
    /// This visitor, as the audit log names them.
    public var auditActor: AuditActor {
        AuditActor(id: actor.id, name: actor.auditName, address: asked.address, requestID: asked.requestID)
    }
}
