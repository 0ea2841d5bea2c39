public import PortalValues

/// Who makes a request: a person with a session, or a visitor.
public struct Actor: Sendable {
    /// The signed-in person.
    public struct Person: Sendable {
        /// Internal id.
        public let id: Int64
        /// The account's user name.
        public let username: String
        /// First and last name, as shown.
        public let name: String
        /// Up to two letters for the round badge.
        public let initials: String
        /// Where the person is written to.
        public let email: String?
        /// Their language, if they chose one.
        public let language: String?
        /// `auto`, `light` or `dark`.
        public let theme: String
        /// The session's internal id; 0 for a program with a token.
        public let session: Int64
        /// Whether the session outlives the browser's window.
        public var isRemembered = false
        /// The token's internal id; nil for a session.
        public var token: Int64?
        /// When the password was last typed in this session; long ago for a token.
        public internal(set) var confirmedAt: Instant
        /// When the session or the token was last seen.
        public let seenAt: Instant
    }

    /// Nil for a visitor.
    public internal(set) var person: Person?
    /// What they may do, PUBLIC's grants included.
    public let grants: Grants
    /// Whoever sits at the command line, by the name the machine knows them under; nil for everybody else.
    var terminal: String?

    /// Whether nobody has signed in.
    public var isVisitor: Bool { person == nil }
    /// The person's internal id.
    public var id: Int64? { person?.id }
    /// How the audit log calls them.
    public var auditName: String { person?.username ?? terminal ?? "visitor" }
}
