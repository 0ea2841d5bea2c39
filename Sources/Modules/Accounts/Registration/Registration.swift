import PortalDatabase
import PortalKit
import PortalLanguage
import PortalSecurity
import PortalValues

extension AccountsModule {
    /// How long the link in the mail lives: a day.
    private static let registrationSeconds: Int64 = 86_400

    func showRegistration(_ visit: Visit, _ db: any Connection) throws -> Reply {
        guard visit.settings[HouseSettings.registration] else { throw Failure.notFound }
        return .page(RegistrationPage(RegistrationForm(Fields()), FieldErrors()))
    }

    /// One answer whether or not the address is known: the mail tells, and only its owner reads it.
    func register(_ visit: Visit) async throws -> Reply {
        guard visit.settings[HouseSettings.registration] else { throw Failure.notFound }
        let form: RegistrationForm = try visit.form()
        let person: NewPerson
        do { person = try form.person(language: visit.language.code) } catch {
            return .page(RegistrationPage(form, error), status: 422)
        }
        let email = person.email ?? ""
        for (rule, key) in [(RateRule.registration, visit.asked.address), (.mailToAddress, email.lowercased())] {
            if let wait = try await visit.house.limiter.take(rule, key: key, now: visit.now) {
                throw Failure.tooMany(retryAfter: wait)
            }
        }
        let hash = try await visit.house.apart { try PasswordHash.hash(form.password) }
        try await visit.house.database.write { db in
            let known = try db.row("SELECT id FROM person WHERE email_key = \(email.lowercased())") != nil
            let token = Token()
            if !known {
                try db.run(
                    """
                    INSERT INTO registration
                        (token_hash, first_name, last_name, email, password_hash, language, created_at, expires_at)
                    VALUES (\(token.hashed), \(person.firstName), \(person.lastName), \(email), \(hash), \(visit.language.code),
                        \(visit.now), \(visit.now.adding(seconds: Self.registrationSeconds)))
                    """)
            }
            let mail =
                known
                ? MailPage(
                    heading: tr("You already have an account"),
                    greeting: tr("Hello %(name)s", ["name": .text(person.firstName)]),
                    paragraphs: [
                        tr(
                            "Somebody, probably you, asked for an account with this address. You already have one: just sign in."
                        ),
                        tr("If it was not you, you can ignore this e-mail."),
                    ], linkLabel: tr("Sign in"), link: visit.absolute("/login"))
                : MailPage(
                    heading: tr("Confirm your e-mail address"),
                    greeting: tr("Hello %(name)s", ["name": .text(person.firstName)]),
                    paragraphs: [
                        tr("One more step and your account is open. The link works for 24 hours."),
                        tr("If it was not you, you can ignore this e-mail."),
                    ], linkLabel: tr("Open my account"), link: visit.absolute("/register/\(token.text)"))
            try mail.post(to: email, name: "\(person.firstName) \(person.lastName)", in: visit.language, visit, db)
        }
        return .seeOther("/login").noticing(
            .info, tr("We have sent you an e-mail. Follow its link to open your account."))
    }

    func showVerification(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let row = try pending(visit, db)
        let first: String = try row.get("first_name")
        return .page(VerificationPage(name: "\(first) \(try row.get("last_name", as: String.self))"))
    }

    /// Opens the account and signs its owner in.
    func verify(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let row = try pending(visit, db)
        let person: NewPerson
        do {
            person = try NewPerson(
                firstName: row.get("first_name"), lastName: row.get("last_name"),
                email: row.get("email", as: String.self),
                emailVerified: true, language: row.get("language", as: String.self))
        }
        let id: Int64
        do { id = try People.create(person, now: visit.now, db) } catch is FieldErrors {
            throw Failure.gone(tr("This address already has an account. You can sign in with it."))
        }
        let username = try People.openAccount(
            of: id, passwordHash: row.get("password_hash", as: String.self), now: visit.now, db)
        try db.run("DELETE FROM registration WHERE email = \(person.email ?? "")")
        try visit.record("create", "person", id: id, label: username, db)
        let token = try Sessions.open(
            person: id, remembered: false, userAgent: visit.asked.header("user-agent") ?? "",
            address: visit.asked.address,
            now: visit.now, db)
        var reply = Reply.seeOther("/").noticing(
            .good, tr("Your account is open. Your user name is %(name)s.", ["name": .text(username)]))
        reply.cookies.append(Cookies.session(token, seconds: nil, visit.house.configuration))
        return reply
    }

    private func pending(_ visit: Visit, _ db: any Connection) throws -> Row {
        let gone = Failure.gone(tr("This link has expired. Ask for a new one."))
        guard let token = Token(visit.parameter("token")) else { throw gone }
        let row = try db.row(
            """
            SELECT first_name, last_name, email, password_hash, language FROM registration
            WHERE token_hash = \(token.hashed) AND expires_at > \(visit.now)
            """)
        guard let row else { throw gone }
        return row
    }
}
