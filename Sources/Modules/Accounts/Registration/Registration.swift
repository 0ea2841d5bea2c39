import PortalDatabase
import PortalKit
import PortalLanguage
import PortalSecurity
import PortalValues

extension AccountsModule {
    /// How long the link in the mail lives: a day.
    private static let registrationSeconds: Int64 = 86_400

    func showRegistration(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        guard context.settings[PortalSettings.registration] else { throw Failure.notFound }
        return .page(RegistrationPage(RegistrationForm(Fields()), FieldErrors()))
    }

    /// One answer whether or not the address is known: the mail tells, and only its owner reads it.
    func register(_ context: RequestContext) async throws -> HandlerResponse {
        guard context.settings[PortalSettings.registration] else { throw Failure.notFound }
        let form: RegistrationForm = try context.form()
        let person: NewPerson
        do { person = try form.person(context) } catch {
            return .page(RegistrationPage(form, error), status: 422)
        }
        let email = person.email ?? ""
        try await context.demand(.registration, key: context.addressKey)
        try await context.demand(.mailToAddress, key: email.lowercased())
        let hash = try await context.application.apart { try PasswordHash.hash(form.password) }
        try await context.application.database.write { db in
            let known = try db.row("SELECT id FROM person WHERE email_key = \(email.lowercased())") != nil
            let token = Token()
            if !known {
                try db.run(
                    """
                    INSERT INTO registration
                        (token_hash, first_name, last_name, email, password_hash, language, created_at, expires_at)
                    VALUES (\(token.hashed), \(person.firstName), \(person.lastName), \(email), \(hash), \(context.language.code),
                        \(context.now), \(context.now.adding(seconds: Self.registrationSeconds)))
                    """)
            }
            let mail =
                known
                ? MailPage(
                    heading: tr("You already have an account"),
                    greeting: tr("Hello"),
                    paragraphs: [
                        tr(
                            "Somebody, probably you, asked for an account with this address. You already have one: just sign in."
                        ),
                        tr("If it was not you, you can ignore this e-mail."),
                    ], linkLabel: tr("Sign in"), link: context.absolute("/login"))
                : MailPage(
                    heading: tr("Confirm your e-mail address"),
                    greeting: tr("Hello"),
                    paragraphs: [
                        tr(
                            "One more step and your account is open: follow the link, and type the password that you chose. It works for 24 hours."
                        ),
                        tr("If it was not you, you can ignore this e-mail."),
                    ], linkLabel: tr("Open my account"), link: context.absolute("/register/\(token.text)"))
            // Without the names: a stranger typed them, and this goes to whatever mailbox they like.
            try mail.post(to: email, name: "", in: context.language, context.application, db)
        }
        return .seeOther("/login").noticing(
            .info, tr("We have sent you an e-mail. Follow its link to open your account."))
    }
}
