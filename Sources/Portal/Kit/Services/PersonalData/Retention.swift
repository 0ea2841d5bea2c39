public import PortalDatabase
public import PortalLanguage
public import PortalValues

/// What is kept longer than usual, until when and why.
public struct RetentionHold: Sendable {
    /// Until this day.
    public let until: Day
    /// Why, as somebody wrote.
    public let reason: String

    /// Both, in a sentence.
    public var words: Message {
        tr("Kept until %(day)s: %(reason)s", ["day": .day(until), "reason": .text(reason)])
    }

    /// Why a subject is kept; nil where it is not.
    static func find(_ kind: SubjectName, _ id: Int64, _ db: any Connection) throws -> RetentionHold? {
        try db.row(
            "SELECT until_on, reason FROM retention_hold WHERE kind = \(kind.rawValue) AND subject_id = \(id)"
        ).map { RetentionHold(until: try $0.get("until_on"), reason: try $0.get("reason")) }
    }
}

/// A subject whose time is over: proposed, never erased by itself.
public struct RetentionProposal: Sendable {
    /// What kind of subject.
    public let kind: SubjectKind
    /// Which one.
    public let subject: DataSubject
    /// Which rule found it.
    public let rule: RetentionRule
    /// Since when nothing happened.
    public let since: Instant
}

/// Periods, and what is due by them.
public enum Retention {
    /// Looks once a day at what is due. Nothing is erased by it.
    static let job = Job("house.retention", .every(seconds: 86_400)) { application in
        let count = try await look(application)
        return trn("%(count)s proposal to erase", "%(count)s proposals to erase", count)
    }

    /// So many subjects are looked at for each rule, and so many proposed, the oldest first: nobody decides more in a day.
    static let mostLookedAt = 5000, mostProposed = 500

    private struct Found {
        let kind, rule: String
        let id: Int64
        let since: Instant
    }

    /// Notes what is due now; how much that is. What is held, what an obstacle protects and what is not due any more is no proposal.
    @discardableResult
    public static func look(_ application: PortalApplication) async throws -> Int {
        let now = application.clock()
        let today = application.assetStore.assets.languages.standard.formats.zone.local(now).day
        try await application.database.write { db in
            _ = try db.run("DELETE FROM retention_hold WHERE until_on <= \(today)")
        }
        // Looking takes its time, and nobody waits for it to change something.
        let found = try await application.database.read { db in try due(application, now: now, db) }
        return try await application.database.write { db in
            try db.run("DELETE FROM retention_proposal")
            return try found.reduce(0) { count, one in
                try count
                    + db.run(
                        """
                        INSERT INTO retention_proposal (kind, subject_id, rule, since, found_at)
                        VALUES (\(one.kind), \(one.id), \(one.rule), \(one.since), \(now))
                        ON CONFLICT (kind, subject_id) DO NOTHING
                        """)
            }
        }
    }

    private static func due(_ application: PortalApplication, now: Instant, _ db: any Connection) throws -> [Found] {
        let settings = try db.storedSettings()
        var found: [Found] = []
        for kind in application.subjectKinds {
            for rule in kind.rules {
                let cutoff = now.adding(seconds: -Int64(settings[rule.period]) * 365 * 86_400)
                let candidates: SQL = "SELECT id, since FROM (\(sql: rule.due(cutoff))) AS candidate"
                var count = 0
                for row in try db.rows("\(sql: candidates) ORDER BY since, id LIMIT \(mostLookedAt)")
                where count < mostProposed {
                    let id: Int64 = try row.get("id")
                    guard let since = try lastContact(kind, rule, id, try row.get("since"), application, db),
                        since < cutoff, try isOpen(kind, id, application, db)
                    else { continue }
                    found.append(Found(kind: kind.name.rawValue, rule: rule.name, id: id, since: since))
                    count += 1
                }
            }
        }
        return found
    }

    private static func lastContact(
        _ kind: SubjectKind, _ rule: RetentionRule, _ id: Int64, _ since: Instant, _ application: PortalApplication,
        _ db: any Connection
    ) throws -> Instant? {
        guard rule.hasContacts else { return since }
        return try application.modules.compactMap { $0.lastContact(with: kind.name, id) }.reduce(since) {
            latest, query in
            max(latest, try db.value(query, as: Instant.self) ?? latest)
        }
    }

    private static func isOpen(_ kind: SubjectKind, _ id: Int64, _ application: PortalApplication, _ db: any Connection)
        throws -> Bool
    {
        guard let subject = try kind.find(id, db), try RetentionHold.find(kind.name, id, db) == nil,
            try Erasures.moment(kind.name, id, db) == nil
        else { return false }
        return try application.modules.allSatisfy { try $0.obstacles(erasing: subject, db).isEmpty }
    }

    /// How many proposals there are of the kinds that this visitor may erase.
    public static func count(_ context: RequestContext, _ db: any Connection) throws -> Int {
        try db.value("SELECT COUNT(*) FROM retention_proposal WHERE \(sql: condition(context))", as: Int.self) ?? 0
    }

    /// `FROM … WHERE …`: the proposals of the kinds that this visitor may erase all of.
    public static func source(_ context: RequestContext) -> SQL {
        " FROM retention_proposal WHERE \(sql: condition(context))"
    }

    private static func condition(_ context: RequestContext) -> SQL {
        let kinds = context.application.subjectKinds.filter { context.may($0.action, $0.scope) }.map(\.name.rawValue)
        return "kind IN \(in: kinds)"
    }

    /// Some of them, the oldest first. What was deleted since the last look is left out.
    public static func page(limit: Int, offset: Int = 0, _ context: RequestContext, _ db: any Connection) throws
        -> [RetentionProposal]
    {
        try db.rows(
            """
            SELECT kind, subject_id, rule, since\(sql: source(context)) ORDER BY since, kind, subject_id
            LIMIT \(limit) OFFSET \(offset)
            """
        ).compactMap { row in
            guard let kind = context.application.subjectKind(SubjectName(rawValue: try row.get("kind"))),
                let rule = try kind.rules.first(where: { try $0.name == row.get("rule", as: String.self) }),
                let subject = try kind.find(row.get("subject_id"), db)
            else { return nil }
            return RetentionProposal(kind: kind, subject: subject, rule: rule, since: try row.get("since"))
        }
    }

    /// Keeps a subject until a day, because of something; its proposal is gone until then.
    public static func hold(
        _ subject: DataSubject, until: Day, because reason: String, _ context: RequestContext, _ db: any Connection
    ) throws {
        try db.run(
            """
            INSERT INTO retention_hold (kind, subject_id, until_on, reason, person_id, created_at)
            VALUES (\(subject.kind.rawValue), \(subject.id), \(until), \(reason), \(context.actor.id), \(context.now))
            ON CONFLICT (kind, subject_id) DO UPDATE SET until_on = excluded.until_on, reason = excluded.reason,
                person_id = excluded.person_id, created_at = excluded.created_at
            """)
        try db.run(
            """
            DELETE FROM retention_proposal WHERE kind = \(subject.kind.rawValue) AND subject_id = \(subject.id)
            """)
        try context.record(
            "postpone", subject.kind.rawValue, id: subject.id, label: subject.name,
            changes: [AuditChange(field: "until", before: nil, after: until.description)], db)
    }
}
