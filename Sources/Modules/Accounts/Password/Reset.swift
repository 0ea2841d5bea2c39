import PortalDatabase
import PortalKit
import PortalLanguage
import PortalSecurity
import PortalTemplates

/// A new password, twice.
struct ResetForm: Form {
    let password, password2: String
    let endsPasses: Bool
    static let names = ["password", "password2", "end_passes"]
    init(_ fields: Fields) {
        password = fields["password"]
        password2 = fields["password2"]
        endsPasses = fields.ticked("end_passes")
    }
}

/// The page behind the link: a new password.
struct ResetPage: Page {
    let username: String
    let password, password2: FieldView
    let errors: [ErrorLine]
    /// What opens something without the password; nil where there is nothing.
    let passes: Message?
    let endsPasses: Bool

    static let template = "accounts/reset.html"
    static let fields: [Field<ResetPage>] = [
        .text("username") { $0.username }, .model("password") { $0.password }, .model("password2") { $0.password2 },
        .list("errors") { $0.errors }, .optionalMessage("passes") { $0.passes }, .flag("endsPasses") { $0.endsPasses },
    ]
    static var sample: ResetPage {
        ResetPage(
            username: "zlefevre", passes: tr("The address of your calendar: whoever knows it reads your events."),
            FieldErrors("password2", tr("The two passwords do not match.")))
    }

    init(username: String, passes: Message?, endsPasses: Bool = true, _ errors: FieldErrors) {
        self.username = username
        self.passes = passes
        self.endsPasses = endsPasses
        password = errors.view("password", "")
        password2 = errors.view("password2", "")
        self.errors = errors.lines(RegistrationPage.labels)
    }
}

extension AccountsModule {
    func showReset(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let found = try MailTokens.find(.password, context.parameter("token"), now: context.now, db)
        guard let found else { throw Failure.gone(tr("This link has expired. Ask for a new one.")) }
        let passes = try context.application.passes(of: found.person, db).words
        return .page(ResetPage(username: try username(of: found.person, db), passes: passes, FieldErrors()))
    }

    /// Sets the password, ends every session of the account, and remembers the browser as one of its owner's.
    func resetPassword(_ context: RequestContext) async throws -> HandlerResponse {
        let form: ResetForm = try context.form()
        let text = context.parameter("token")
        let gone = Failure.gone(tr("This link has expired. Ask for a new one."))
        let found: (username: String, passes: Message?)? = try await context.application.database.read { db in
            guard let found = try MailTokens.find(.password, text, now: context.now, db) else { return nil }
            return (try username(of: found.person, db), try context.application.passes(of: found.person, db).words)
        }
        guard let found else { throw gone }
        do {
            _ = try NewPassword.check(
                form.password, repeated: form.password2, context, username: found.username, email: nil)
        } catch {
            let page = ResetPage(
                username: found.username, passes: found.passes, endsPasses: form.endsPasses, error)
            return .page(page, status: 422)
        }
        let hash = try await context.application.apart { try PasswordHash.hash(form.password) }
        let person = try await context.application.database.write { db in
            guard let used = try MailTokens.use(.password, text, now: context.now, db) else { throw gone }
            try People.setPassword(hash, of: used.person, db)
            try context.record("password", "person", id: used.person, label: found.username, db)
            try context.noteSecurity(.passwordChanged, of: used.person, account: found.username, db)
            if form.endsPasses {
                try context.application.endPasses(of: used.person, account: found.username, context, db)
            }
            try ChangeMails.password(of: used.person, context.application, db)
            return used.person
        }
        var reply = HandlerResponse.seeOther("/login").noticing(.good, tr("Your password is changed. Sign in with it."))
        reply.cookies.append(KnownBrowser.cookie(remembering: person, context))
        return reply
    }

    private func username(of person: Int64, _ db: any Connection) throws -> String {
        try db.value("SELECT username FROM account WHERE person_id = \(person)", as: String.self) ?? ""
    }
}
