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
    func showNewEmail(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let found = try MailTokens.find(.email, context.parameter("token"), now: context.now, db)
        guard let email = found?.payload else { throw Failure.gone(tr("This link has expired. Ask for a new one.")) }
        return .page(NewEmailPage(email: email))
    }

    func saveNewEmail(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let used = try MailTokens.use(.email, context.parameter("token"), now: context.now, db)
        guard let used, let email = used.payload else {
            throw Failure.gone(tr("This link has expired. Ask for a new one."))
        }
        let old = try db.value("SELECT email FROM person WHERE id = \(used.person)", as: String.self)
        do {
            try db.savepoint {
                try db.run(
                    """
                    UPDATE person SET email = \(email), email_key = \(email.lowercased()), email_verified_at = \(context.now),
                        updated_at = \(context.now), version = version + 1
                    WHERE id = \(used.person)
                    """)
            }
        } catch DatabaseError.unique("person_email_key") {
            throw Failure.conflict(tr("This e-mail address is already in use."))
        }
        try MailTokens.end(of: used.person, now: context.now, db)
        let username = try db.value("SELECT username FROM account WHERE person_id = \(used.person)", as: String.self)
        try context.noteSecurity(.emailChanged, of: used.person, account: username ?? "", db)
        try ChangeMails.email(of: used.person, from: old, to: email, context, db)
        try context.record(
            "update", "person", id: used.person, label: email,
            changes: [AuditChange(field: "email", before: old, after: email)], db)
        return HandlerResponse.seeOther(context.actor.isVisitor ? "/login" : "/profile").noticing(
            .good, tr("Your new address is confirmed."))
    }
}
