public import PortalDatabase
public import PortalKit
import PortalLanguage
public import PortalValues

extension People {
    /// How long the link of an invitation lives: a week, since it waits for somebody who did not ask for it.
    static let invitationSeconds: Int64 = 7 * 86_400

    /// Changes names, address and language; false when somebody else changed the person since `version`. An address that changes is
    /// no longer a verified one. Throws ``FieldErrors`` for an address that somebody else has.
    public static func update(
        _ id: Int64, to person: NewPerson, version: Int, now: Instant, _ db: any Connection
    ) throws -> Bool {
        do {
            return try db.savepoint {
                try db.run(
                    """
                    UPDATE person SET first_name = \(person.firstName), last_name = \(person.lastName), email = \(person.email),
                        email_verified_at = CASE WHEN email_key = \(person.email?.lowercased()) THEN email_verified_at END,
                        email_key = \(person.email?.lowercased()), search_name = \("\(person.lastName) \(person.firstName)".folded),
                        language = \(person.language), updated_at = \(now), version = version + 1
                    WHERE id = \(id) AND version = \(version)
                    """) > 0
            }
        } catch DatabaseError.unique("person_email_key") {
            throw FieldErrors("email", tr("This e-mail address is already in use."))
        }
    }

    /// Writes to a person with an account and an address: a link to choose a password. False where one of the two is missing.
    public static func invite(_ person: Int64, _ visit: Visit, _ db: any Connection) throws -> Bool {
        let row = try db.row(
            """
            SELECT p.first_name, p.last_name, p.email, p.language, a.username FROM person AS p
            JOIN account AS a ON a.person_id = p.id AND a.disabled_at IS NULL WHERE p.id = \(person) AND p.email IS NOT NULL
            """)
        guard let row else { return false }
        let first: String = try row.get("first_name")
        let token = try MailTokens.make(.password, for: person, seconds: invitationSeconds, now: visit.now, db)
        let languages = visit.house.wardrobe.outfit.languages
        let mail = MailPage(
            heading: tr("An account for you"), greeting: tr("Hello %(name)s", ["name": .text(first)]),
            paragraphs: [
                tr("You now have an account. Your user name is %(name)s.", ["name": .text(try row.get("username"))]),
                tr("Choose a password to sign in. The link works once, for one week."),
            ], linkLabel: tr("Choose a password"), link: visit.absolute("/password/\(token)"))
        try mail.post(
            to: row.get("email"), name: "\(first) \(try row.get("last_name", as: String.self))",
            in: try row.get("language", as: String?.self).flatMap { languages[$0] } ?? visit.language, visit, db)
        return true
    }
}
