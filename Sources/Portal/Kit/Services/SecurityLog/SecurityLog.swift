public import PortalDatabase
import PortalLanguage
public import PortalValues

/// The security log: sign-ins, failures, refusals and changed ways to sign in, for administrators and for whom they concern.
///
/// Beside the audit log, which proves what was done to records: this one may forget, and floods of equal failures take one row a
/// minute. An ordinary page writes nothing here.
public enum SecurityLog {
    /// Adds an event, in the unit of work of what it tells about where there is one.
    ///
    /// - Parameter times: how often it happened since it was last noted.
    public static func add(_ event: SecurityEvent, times: Int = 1, at now: Instant, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO security_event
                (kind, person_id, account, actor_id, actor_name, address, device, detail, times, fold, at, last_at)
            VALUES (\(event.kind.rawValue), \(event.person), \(event.account), \(event.actor), \(event.actorName), \(event.address),
                \(event.device), \(event.detail), \(max(times, 1)), \(event.fold(at: now)), \(now), \(now))
            ON CONFLICT (fold) DO UPDATE SET times = security_event.times + excluded.times, last_at = excluded.last_at
            """)
    }

    /// Adds what somebody at the command line does to an account.
    public static func addFromTerminal(
        _ kind: SecurityKind, of person: Int64, account: String, detail: String = "", at now: Instant,
        _ db: any Connection
    ) throws {
        let who = AuditActor.terminal
        let event = SecurityEvent(
            kind, person: person, account: account, actorName: who.name, address: who.address, detail: detail)
        try add(event, at: now, db)
    }

    /// How long events are kept.
    public static let months = Setting(
        "house.security.months", title: tr("Keep the security log for (months)"),
        help: tr("Sign-ins, failures and refusals. The CNIL recommends 6 to 12 months."), standard: 12
    ) { (1...36).contains($0) ? nil : tr("A number of months between 1 and 36.") }

    /// Forgets what is older than the settings say.
    static let job = Job("house.security-log", .every(seconds: 6 * 3600)) { application in
        let now = application.clock()
        return try await application.database.write { db in
            let days = Int64(try db.storedSettings()[months]) * 365 / 12
            let count = try db.run("DELETE FROM security_event WHERE at <= \(now.adding(seconds: -days * 86_400))")
            return trn("%(count)s security event removed", "%(count)s security events removed", count)
        }
    }
}
