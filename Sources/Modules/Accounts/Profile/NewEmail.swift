import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// The page behind the link to a new address: one button.
struct NewEmailPage: Page {
    let email: String

    static let template = "accounts/email.html"
    static let fields: [Field<NewEmailPage>] = [.text("email") { $0.email }]
    static var sample: NewEmailPage { NewEmailPage(email: "zoe@example.org") }
}

extension AccountsModule {
    func showNewEmail(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let found = try MailTokens.find(.email, visit.parameter("token"), now: visit.now, db)
        guard let email = found?.payload else { throw Failure.gone(tr("This link has expired. Ask for a new one.")) }
        return .page(NewEmailPage(email: email))
    }

    func saveNewEmail(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let used = try MailTokens.use(.email, visit.parameter("token"), now: visit.now, db)
        guard let used, let email = used.payload else {
            throw Failure.gone(tr("This link has expired. Ask for a new one."))
        }
        let old = try db.value("SELECT email FROM person WHERE id = \(used.person)", as: String.self)
        do {
            try db.savepoint {
                try db.run(
                    """
                    UPDATE person SET email = \(email), email_key = \(email.lowercased()), email_verified_at = \(visit.now),
                        updated_at = \(visit.now), version = version + 1
                    WHERE id = \(used.person)
                    """)
            }
        } catch DatabaseError.unique("person_email_key") {
            throw Failure.conflict(tr("This e-mail address is already in use."))
        }
        try MailTokens.end(of: used.person, now: visit.now, db)
        let username = try db.value("SELECT username FROM account WHERE person_id = \(used.person)", as: String.self)
        try visit.noteSecurity(.emailChanged, of: used.person, account: username ?? "", db)
        try ChangeMails.email(of: used.person, from: old, to: email, visit, db)
        try visit.record(
            "update", "person", id: used.person, label: email,
            changes: [AuditChange(field: "email", before: old, after: email)], db)
        return Reply.seeOther(visit.actor.isVisitor ? "/login" : "/profile").noticing(
            .good, tr("Your new address is confirmed."))
    }
}
