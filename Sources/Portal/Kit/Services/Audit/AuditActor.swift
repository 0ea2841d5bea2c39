import Foundation
public import PortalLanguage

/// Who did what the audit log says, and from where.
public struct AuditActor: Sendable, Hashable {
    /// The person's internal id; nil for visitors, commands and jobs.
    public let id: Int64?
    /// The user name, kept as it was: the log stays readable when the person is gone.
    public let name: String
    /// The network address; ``commandLine`` for commands, empty for jobs.
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

    /// What stands in place of a network address where somebody worked at the command line.
    public static let commandLine = "command line"

    /// Whoever sits at the command line (`portal role grant`), by the name the machine knows them under.
    public static var terminal: AuditActor {
        AuditActor(id: nil, name: NSUserName(), address: commandLine, requestID: "")
    }

    /// As pages and histories name them: somebody at the command line is no user of that name, and is not taken for one.
    public var words: Message {
        address == Self.commandLine
            ? trc("audit", "%(name)s (command line)", ["name": .text(name)]) : .verbatim(name)
    }

    /// The portal itself: a job, the demonstration data.
    public static func portal(_ name: String = "portal") -> AuditActor {
        AuditActor(id: nil, name: name, address: "", requestID: "")
    }
}

extension RequestContext {
    /// This visitor, as the audit log names them.
    public var auditActor: AuditActor {
        AuditActor(id: actor.id, name: actor.auditName, address: request.address, requestID: request.requestID)
    }
}
