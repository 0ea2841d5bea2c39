public import PortalDatabase
public import PortalKit
import PortalLanguage
public import PortalValues

extension People {
    /// How long the link of an invitation lives: a week, since it waits for somebody who did not ask for it.
    static let invitationSeconds: Int64 = 7 * 86_400

    /// Changes names, address and language; false when somebody else changed the person since `version`. An address that changes is
    /// no longer a verified one, and every link sent to the one before ends. Throws ``FieldErrors`` for an address that somebody else has.
    public static func update(
        _ id: Int64, to person: NewPerson, version: Int, now: Instant, _ db: any Connection
    ) throws -> Bool {
        let old = try db.value("SELECT email_key FROM person WHERE id = \(id)", as: String.self)
        do {
            return try db.savepoint {
                let changed = try db.run(
                    """
                    UPDATE person SET first_name = \(person.firstName), last_name = \(person.lastName), email = \(person.email),
                        email_verified_at = CASE WHEN email_key = \(person.email?.lowercased()) THEN email_verified_at END,
                        email_key = \(person.email?.lowercased()), search_name = \("\(person.lastName) \(person.firstName)".folded),
                        language = \(person.language), updated_at = \(now), version = version + 1
                    WHERE id = \(id) AND version = \(version)
                    """)
                guard changed > 0 else { return false }
                if old != person.email?.lowercased() { try MailTokens.end(of: id, now: now, db) }
                return true
            }
        } catch DatabaseError.unique("person_email_key") {
            throw FieldErrors("email", tr("This e-mail address is already in use."))
        }
    }

    /// Writes to a person with an account and an address: a link to choose a password. False where one of the two is missing.
    public static func invite(_ person: Int64, _ context: RequestContext, _ db: any Connection) throws -> Bool {
        let application = context.application
        guard let holder = try AccountHolder.find(person, standard: context.language, application, db),
            let email = holder.email,
            try db.value("SELECT disabled_at FROM account WHERE person_id = \(person)", as: Instant.self) == nil
        else { return false }
        let token = try MailTokens.make(.password, for: person, seconds: invitationSeconds, now: context.now, db)
        let mail = MailPage(
            heading: tr("An account for you"), greeting: holder.greeting,
            paragraphs: [
                tr("You now have an account. Your user name is %(name)s.", ["name": .text(holder.username)]),
                tr("Choose a password to sign in. The link works once, for one week."),
            ], linkLabel: tr("Choose a password"), link: context.absolute("/password/\(token)"))
        try mail.post(to: email, name: holder.name, in: holder.language, application, db)
        return true
    }
}
