public import PortalDatabase
public import PortalLanguage

/// A way in that needs no password once it is given away: the address of a calendar. It would outlive a new password unseen, so whoever
/// changes the password is asked whether it ends too.
public struct StandingPass: Sendable {
    /// What it is, for its owner.
    public let title: Message
    /// Whether this person has one.
    let has: @Sendable (Int64, any Connection) throws -> Bool
    /// Ends it, and tells the logs.
    let end: @Sendable (Int64, String, RequestContext, any Connection) throws -> Void

    /// A kind of pass; `end` gets the person, their user name and who asks.
    public init(
        _ title: Message, has: @escaping @Sendable (Int64, any Connection) throws -> Bool,
        end: @escaping @Sendable (Int64, String, RequestContext, any Connection) throws -> Void
    ) {
        self.title = title
        self.has = has
        self.end = end
    }
}

extension PortalApplication {
    /// What this person has given away that opens something without a password.
    public func passes(of person: Int64, _ db: any Connection) throws -> [StandingPass] {
        try modules.flatMap(\.passes).filter { try $0.has(person, db) }
    }

    /// Ends all of them.
    public func endPasses(of person: Int64, account: String, _ context: RequestContext, _ db: any Connection) throws {
        for pass in try passes(of: person, db) { try pass.end(person, account, context, db) }
    }
}

extension [StandingPass] {
    /// Their names in one line; nil where there are none.
    public var words: Message? {
        guard let first else { return nil }
        return dropFirst().reduce(first.title) {
            tr("%(one)s %(other)s", ["one": .message($0), "other": .message($1.title)])
        }
    }
}
