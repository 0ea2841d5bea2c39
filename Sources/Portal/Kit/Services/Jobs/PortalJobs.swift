import PortalConfiguration
import PortalDatabase
import PortalFiles
import PortalLanguage
import PortalValues

/// What the portal itself does by itself.
enum PortalJobs {
    static let all: [Job] = [mail, purge, sweep, Retention.job, SecurityLog.job]

    /// Delivers the outbox.
    static let mail = Job("house.mail", .every(seconds: 5), limit: Outbox.leaseSeconds, isNeeded: Outbox.hasDue) {
        application in
        let count = try await Outbox.deliver(application)
        return tr(
            "Sent: %(sent)s. Not sent: %(failed)s.", ["sent": .number(count.sent), "failed": .number(count.failed)])
    }

    /// Forgets what nobody needs any more.
    static let purge = Job("house.purge", .every(seconds: 3600)) { application in
        let now = application.clock()
        return try await application.database.write { db in try Purge.run(now: now, db) }
    }

    /// Removes uploads and exports that a killed process left.
    static let sweep = Job("house.temporary-files", .every(seconds: 3600)) { application in
        let now = application.clock()
        let directory = application.temporaryDirectory
        let count = try await application.apart { TemporaryFile.sweep(directory, before: now.adding(seconds: -86_400)) }
        return trn("%(count)s file removed", "%(count)s files removed", count)
    }
}

/// Forgets what nobody needs any more.
enum Purge {
    /// How long the answer to a form is kept for its second copy.
    static let receiptSeconds: Int64 = 7 * 86_400
    /// How long a mail that went out, or never will, stays listed.
    static let mailSeconds: Int64 = 30 * 86_400

    /// What was forgotten, as a sentence for the administrators.
    static func run(now: Instant, _ db: any Connection) throws -> Message {
        let sessions = try Sessions.forget(now: now, db)
        let receipts = try db.run("DELETE FROM receipt WHERE created_at <= \(now.adding(seconds: -receiptSeconds))")
        try ApiTokens.forget(now: now, db)
        try RateLimiter.forget(now: now, db)
        let old = now.adding(seconds: -mailSeconds)
        let mails = try db.run("DELETE FROM mail WHERE sent_at <= \(old) OR failed_at <= \(old)")
        return tr(
            "Cleared: sessions %(sessions)s, answers to forms %(receipts)s, e-mails %(mails)s.",
            ["sessions": .number(sessions), "receipts": .number(receipts), "mails": .number(mails)])
    }
}

extension PortalApplication {
    /// Where uploads and exports lie until they are taken or sent.
    public var temporaryDirectory: String { configuration.dataDirectory + "/tmp" }
}
