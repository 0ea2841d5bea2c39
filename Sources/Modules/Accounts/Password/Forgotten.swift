import PortalDatabase
import PortalKit
import PortalLanguage
import PortalMail
import PortalSecurity
import PortalTemplates
import PortalValues

/// Asks for the address of a forgotten password.
struct ForgottenPage: Page {
    let email: FieldView

    static let template = "accounts/forgotten.html"
    static let fields: [Field<ForgottenPage>] = [.model("email") { $0.email }]
    static var sample: ForgottenPage {
        ForgottenPage(email: FieldView("zoe@", error: tr("This is not an e-mail address.")))
    }
}

/// An e-mail address.
struct ForgottenForm: Form {
    let email: String
    static let names = ["email"]
    init(_ fields: Fields) { email = fields["email"].tidied }
}

/// A new password, twice.
struct ResetForm: Form {
    let password, password2: String
    static let names = ["password", "password2"]
    init(_ fields: Fields) {
        password = fields["password"]
        password2 = fields["password2"]
    }
}

/// The page behind the link: a new password.
struct ResetPage: Page {
    let username: String
    let password, password2: FieldView
    let errors: [ErrorLine]

    static let template = "accounts/reset.html"
    static let fields: [Field<ResetPage>] = [
        .text("username") { $0.username }, .model("password") { $0.password }, .model("password2") { $0.password2 },
        .list("errors") { $0.errors },
    ]
    static var sample: ResetPage {
        ResetPage(username: "zlefevre", FieldErrors("password2", tr("The two passwords do not match.")))
    }

    init(username: String, _ errors: FieldErrors) {
        self.username = username
        password = errors.view("password", "")
        password2 = errors.view("password2", "")
        self.errors = errors.lines(RegistrationPage.labels)
    }
}

extension AccountsModule {
    func showForgotten(_ visit: Visit, _ db: any Connection) throws -> Reply {
        .page(ForgottenPage(email: FieldView()))
    }

    /// One answer whether or not the address is known.
    func sendReset(_ visit: Visit) async throws -> Reply {
        let form: ForgottenForm = try visit.form()
        guard let address = MailAddress(parsing: form.email)?.text else {
            return .page(
                ForgottenPage(email: FieldView(form.email, error: tr("This is not an e-mail address."))), status: 422)
        }
        for (rule, key) in [(RateRule.mailFromAddress, visit.asked.address), (.mailToAddress, address.lowercased())] {
            if let wait = try await visit.house.limiter.take(rule, key: key, now: visit.now) {
                throw Failure.tooMany(retryAfter: wait)
            }
        }
        try await visit.house.database.write { db in
            let row = try db.row(
                """
                SELECT p.id, p.first_name, p.last_name, p.language FROM person AS p
                JOIN account AS a ON a.person_id = p.id AND a.disabled_at IS NULL
                WHERE p.email_key = \(address.lowercased()) AND p.archived_at IS NULL
                """)
            guard let row else { return }
            let first: String = try row.get("first_name")
            let token = try MailTokens.make(.password, for: row.get("id"), now: visit.now, db)
            let language =
                try row.get("language", as: String?.self).flatMap { visit.house.wardrobe.outfit.languages[$0] }
                ?? visit.language
            let mail = MailPage(
                heading: tr("Choose a new password"), greeting: tr("Hello %(name)s", ["name": .text(first)]),
                paragraphs: [
                    tr(
                        "Somebody, probably you, has forgotten the password of this account. The link works once, for one hour."
                    ),
                    tr("If it was not you, you can ignore this e-mail."),
                ], linkLabel: tr("Choose a new password"), link: visit.absolute("/password/\(token)"))
            try mail.post(
                to: address, name: "\(first) \(try row.get("last_name", as: String.self))", in: language, visit, db)
        }
        return .seeOther("/login").noticing(
            .info, tr("If this address belongs to an account, an e-mail is on its way to it."))
    }

    func showReset(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let found = try MailTokens.find(.password, visit.parameter("token"), now: visit.now, db)
        guard let found else { throw Failure.gone(tr("This link has expired. Ask for a new one.")) }
        return .page(ResetPage(username: try username(of: found.person, db), FieldErrors()))
    }

    /// Sets the password and ends every session of the account.
    func resetPassword(_ visit: Visit) async throws -> Reply {
        let form: ResetForm = try visit.form()
        let text = visit.parameter("token")
        let username: String? = try await visit.house.database.read { db in
            try MailTokens.find(.password, text, now: visit.now, db).map { try self.username(of: $0.person, db) }
        }
        guard let username else { throw Failure.gone(tr("This link has expired. Ask for a new one.")) }
        do { _ = try NewPassword.check(form.password, repeated: form.password2, username: username, email: nil) } catch
        {
            return .page(ResetPage(username: username, error), status: 422)
        }
        let hash = try await visit.house.apart { try PasswordHash.hash(form.password) }
        try await visit.house.database.write { db in
            guard let used = try MailTokens.use(.password, text, now: visit.now, db) else {
                throw Failure.gone(tr("This link has expired. Ask for a new one."))
            }
            try People.setPassword(hash, of: used.person, db)
            try visit.record("password", "person", id: used.person, label: username, db)
        }
        return .seeOther("/login").noticing(.good, tr("Your password is changed. Sign in with it."))
    }

    private func username(of person: Int64, _ db: any Connection) throws -> String {
        try db.value("SELECT username FROM account WHERE person_id = \(person)", as: String.self) ?? ""
    }
}
