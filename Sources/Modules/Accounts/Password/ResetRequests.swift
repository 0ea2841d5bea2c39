import PortalConfiguration
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// Wishes for a link to a new password: noted while somebody waits, looked up afterwards. So the answer takes the same time whether or
/// not there is an account.
enum ResetRequests {
    /// Notes one, as part of the unit of work that answers.
    static func note(_ email: String, _ context: RequestContext, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO reset_request (email, language, address, device, created_at)
            VALUES (\(email), \(context.language.code), \(context.request.address), \(context.device), \(context.now))
            """)
    }

    /// Rung for by whoever notes one; every process looks every few seconds besides.
    static let job = Job(
        "accounts.resets", .every(seconds: 1),
        isNeeded: { db, _ in try db.row("SELECT id FROM reset_request LIMIT 1") != nil },
        run: { application in
            var sent = 0
            while true {
                let now = application.clock()
                let done = try await application.database.write { db in try answer(now: now, application, db) }
                sent += done.sent
                if done.looked == 0 { break }
            }
            return trn("%(count)s link sent", "%(count)s links sent", sent)
        })

    /// Answers the oldest ones.
    private static func answer(
        now: Instant, _ application: PortalApplication, _ db: any Connection
    ) throws -> (looked: Int, sent: Int) {
        let wishes = try db.rows(
            "SELECT id, email, language, address, device FROM reset_request ORDER BY id LIMIT 20")
        var sent = 0
        for wish in wishes {
            if try answer(wish, now: now, application, db) { sent += 1 }
            try db.run("DELETE FROM reset_request WHERE id = \(try wish.get("id", as: Int64.self))")
        }
        return (wishes.count, sent)
    }

    /// Sends the link where the address is somebody's with an open account; whether it is.
    private static func answer(_ wish: Row, now: Instant, _ application: PortalApplication, _ db: any Connection) throws
        -> Bool
    {
        let email: String = try wish.get("email")
        let person = try db.value(
            """
            SELECT p.id FROM person AS p JOIN account AS a ON a.person_id = p.id AND a.disabled_at IS NULL
            WHERE p.email_key = \(email.lowercased()) AND p.archived_at IS NULL
            """, as: Int64.self)
        let languages = application.assetStore.assets.languages
        let standard = languages[try wish.get("language", as: String.self)] ?? languages.standard
        guard let person, let holder = try AccountHolder.find(person, standard: standard, application, db) else {
            return false
        }
        let token = try MailTokens.make(.password, for: person, now: now, db)
        let mail = MailPage(
            heading: tr("Choose a new password"), greeting: holder.greeting,
            paragraphs: [
                tr(
                    "Somebody, probably you, has forgotten the password of this account. The link works once, for one hour."
                ),
                tr("If it was not you, you can ignore this e-mail."),
            ], linkLabel: tr("Choose a new password"),
            link: application.configuration.baseURL.text + "/password/\(token)")
        try mail.post(to: email, name: holder.name, in: holder.language, application, db)
        try application.noteSecurity(
            SecurityEvent(
                .resetAsked, person: person, account: holder.username, address: try wish.get("address"),
                device: try wish.get("device")), at: now, db)
        return true
    }
}
