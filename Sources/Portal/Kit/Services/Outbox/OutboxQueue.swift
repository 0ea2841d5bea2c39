import PortalDatabase
import PortalMail
import PortalValues

extension Outbox {
    /// A mail that this process has taken.
    struct Taken: Sendable {
        let id: Int64
        let attempts: Int
        let created: Instant
        let letter: Letter

        /// The same for each try.
        func messageID(domain: String) -> String { "portal-\(id)-\(created.microseconds)@\(domain)" }
    }

    /// How long a process may take over the mails it has taken; then another one may send them.
    static let leaseSeconds = 900
    /// How many mails go over one connection. With the mail server's 30 seconds each, they end well within the lease.
    static let batch = 20
    /// Seconds until the next try after each failed one; then the mail is given up, about two days after it was written.
    static let patience: [Int64] = [60, 300, 900, 3600, 10_800, 21_600, 43_200, 43_200, 43_200]

    /// Whether anything waits.
    static func hasDue(_ db: any Connection, _ now: Instant) throws -> Bool {
        try db.row(
            "SELECT 1 AS found FROM mail WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= \(now) LIMIT 1")
            != nil
    }

    /// Takes the mails that have waited longest. Moving their `due_at` is the lock: who comes second changes no row.
    static func take(now: Instant, most: Int = batch, _ db: any Connection) throws -> [Taken] {
        let rows = try db.rows(
            """
            SELECT id, attempts, created_at, recipient, recipient_name, subject, body_text, body_html FROM mail
            WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= \(now) ORDER BY due_at, id LIMIT \(most)
            """)
        return try rows.compactMap { row in
            let id: Int64 = try row.get("id")
            let changed = try db.run(
                """
                UPDATE mail SET due_at = \(now.adding(seconds: Int64(leaseSeconds))), attempts = attempts + 1
                WHERE id = \(id) AND sent_at IS NULL AND failed_at IS NULL AND due_at <= \(now)
                """)
            guard changed > 0 else { return nil }
            return Taken(
                id: id, attempts: try row.get("attempts", as: Int.self) + 1, created: try row.get("created_at"),
                letter: Letter(
                    recipient: try row.get("recipient"), name: try row.get("recipient_name"),
                    subject: try row.get("subject"), text: try row.get("body_text"), html: try row.get("body_html")))
        }
    }

    /// Notes what came of a try. The words of a mail that went out are not kept: links in it may still open something.
    static func note(_ mail: Taken, _ problem: MailError?, now: Instant, _ db: any Connection) throws {
        guard let problem else {
            try db.run(
                """
                UPDATE mail SET sent_at = \(now), message = NULL, body_text = '', body_html = ''
                WHERE id = \(mail.id) AND sent_at IS NULL
                """)
            return
        }
        let words = String(problem.description.filter { $0 != "\0" }.prefix(500))
        if problem.isTemporary, mail.attempts >= 1, mail.attempts <= patience.count {
            let due = now.adding(seconds: patience[mail.attempts - 1])
            try db.run("UPDATE mail SET due_at = \(due), message = \(words) WHERE id = \(mail.id) AND sent_at IS NULL")
        } else {
            try db.run(
                "UPDATE mail SET failed_at = \(now), message = \(words) WHERE id = \(mail.id) AND sent_at IS NULL")
        }
    }
}
