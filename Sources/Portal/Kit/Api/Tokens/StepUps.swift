public import PortalDatabase
import PortalSecurity
public import PortalValues

/// Proof that somebody typed their password a moment ago, for one critical request of a program: a stolen token alone deletes and
/// signs nothing. Sent in the header `Portal-Step-Up`.
public enum StepUps {
    /// Where a request carries it.
    static let header = "portal-step-up"
    /// How long it waits to be used: 5 minutes.
    public static let seconds: Int64 = 300

    /// Makes one for a person whose password was right.
    public static func make(for person: Int64, now: Instant, _ db: any Connection) throws -> String {
        let token = Token()
        try db.run(
            """
            INSERT INTO step_up (token_hash, person_id, expires_at)
            VALUES (\(token.hashed), \(person), \(now.adding(seconds: seconds)))
            """)
        return token.text
    }

    /// Uses one up, in the transaction of what it allows: where that fails, it is not used. False for one that is not this person’s,
    /// is used or too old.
    static func use(_ text: String, of person: Int64, now: Instant, _ db: any Connection) throws -> Bool {
        guard let token = Token(text) else { return false }
        return try db.run(
            """
            DELETE FROM step_up WHERE token_hash = \(token.hashed) AND person_id = \(person) AND expires_at > \(now)
            """) > 0
    }
}

extension RequestContext {
    /// Throws unless the password was typed a moment ago: in this session, or for this very request of a program. For actions that
    /// only the body names; a route whose every use is critical says `.confirmed` in its access.
    public func demandConfirmed(_ db: any Connection) throws {
        // Whoever sits at the command line has the database itself.
        if actor.terminal != nil { return }
        guard let person = actor.person else { throw Failure.signIn }
        if now < person.confirmedAt.adding(seconds: Sessions.confirmedSeconds) { return }
        guard request.isApi, let proof = request.header(StepUps.header),
            try StepUps.use(proof, of: person.id, now: now, db)
        else { throw Failure.confirm }
    }
}
