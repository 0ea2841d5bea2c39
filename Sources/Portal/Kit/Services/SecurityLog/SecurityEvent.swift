import PortalConfiguration
import PortalDatabase
import PortalValues

/// Something that happened to an account, or to somebody who wanted in.
public struct SecurityEvent: Sendable, Hashable {
    /// What.
    public let kind: SecurityKind
    /// Whose account it is about; nil where there is none: an unknown name, of which nothing is kept, since people type passwords there.
    public let person: Int64?
    /// The user name of that account, as it was.
    public let account: String
    /// Who did it, where that is somebody else.
    public let actor: Int64?
    /// Their user name; empty where it is the person's own doing.
    public let actorName: String
    /// From where.
    public let address: String
    /// With what.
    public let device: String
    /// Which permission, token or role.
    public let detail: String

    /// An event from its parts. What varies with elements (`update/client[Zoé Dupont]`) is cut off the detail: names of others are
    /// not kept here.
    public init(
        _ kind: SecurityKind, person: Int64?, account: String, actor: Int64? = nil, actorName: String = "",
        address: String, device: String = "", detail: String = ""
    ) {
        self.kind = kind
        self.person = person
        self.account = Self.kept(account)
        self.actor = actor
        self.actorName = Self.kept(actorName)
        self.address = Self.kept(address)
        self.device = Self.kept(device)
        self.detail = Self.kept(kind == .refused ? String(detail.prefix { $0 != "[" }) : detail)
    }

    /// What makes two failures of the same minute one line.
    func fold(at now: Instant) -> String? {
        guard kind.isFailure else { return nil }
        let who = person.map { "person \($0)" } ?? "address \(IPAddress(address)?.subscriber ?? address)"
        return Digest.hex("\(kind.rawValue) \(who) \(now.seconds / 60) \(detail)")
    }

    /// As a database takes it, and somebody may read.
    private static func kept(_ text: String) -> String {
        let whole = text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
        return whole.count > 200 ? whole.prefix(200) + "…" : whole
    }
}
