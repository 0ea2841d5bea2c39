import PortalDatabase
import PortalKit
import PortalLanguage
import PortalSecurity
import PortalTemplates
import PortalValues

/// The page behind the link in the mail. Whoever has the mailbox need not be who registered: it tells nothing of what was typed there,
/// and opens the account only for whoever knows the password that was chosen.
struct VerificationPage: Page {
    let wrong: Bool

    static let template = "accounts/verify.html"
    static let fields: [Field<VerificationPage>] = [.flag("wrong") { $0.wrong }]
    static var sample: VerificationPage { VerificationPage(wrong: true) }
}

/// The password chosen at registration.
struct VerificationForm: Form {
    let password: String
    static let names = ["password"]
    init(_ fields: Fields) { password = fields["password"] }
}

extension RateRule {
    /// Wrong passwords for one unfinished registration: five at once, then one a minute.
    static let verification = RateRule("verification", burst: 5, interval: 60)
}

/// A registration that waits for its link to be followed.
struct PendingRegistration: Sendable {
    let id: Int64
    let person: NewPerson
    let hash: String

    /// Throws 410 where the link was used, is too old or never existed.
    static func find(_ context: RequestContext, _ db: any Connection) throws -> PendingRegistration {
        let gone = Failure.gone(tr("This link has expired. Ask for a new one."))
        guard let token = Token(context.parameter("token")) else { throw gone }
        let row = try db.row(
            """
            SELECT id, first_name, last_name, email, password_hash, language FROM registration
            WHERE token_hash = \(token.hashed) AND expires_at > \(context.now)
            """)
        guard let row else { throw gone }
        let person = try NewPerson(
            firstName: row.get("first_name"), lastName: row.get("last_name"), email: row.get("email", as: String.self),
            emailVerified: true, language: row.get("language", as: String.self))
        return PendingRegistration(id: try row.get("id"), person: person, hash: try row.get("password_hash"))
    }
}

extension AccountsModule {
    func showVerification(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        _ = try PendingRegistration.find(context, db)
        return .page(VerificationPage(wrong: false))
    }

    /// Opens the account and signs its owner in.
    func verify(_ context: RequestContext) async throws -> HandlerResponse {
        let form: VerificationForm = try context.form()
        let application = context.application
        let pending = try await application.database.read { try PendingRegistration.find(context, $0) }
        let key = String(pending.id)
        let isRight = try await application.passwordTurns.run("registration \(key)") {
            try await context.demand(.verification, key: key)
            let isRight = try await application.apart { PasswordHash.verify(form.password, against: pending.hash) }
            if isRight { try await application.limiter.giveBack(.verification, key: key) }
            return isRight
        }
        guard isRight else { return .page(VerificationPage(wrong: true), status: 422) }
        return try await context.once(context.request.form) { context, db in
            // Found again: somebody may have been faster.
            try open(try PendingRegistration.find(context, db), context, db)
        }
    }

    private func open(_ pending: PendingRegistration, _ context: RequestContext, _ db: any Connection) throws
        -> HandlerResponse
    {
        let id: Int64
        do { id = try People.create(pending.person, now: context.now, db) } catch is FieldErrors {
            throw Failure.gone(tr("This address already has an account. You can sign in with it."))
        }
        let username = try People.openAccount(of: id, passwordHash: pending.hash, now: context.now, db)
        try db.run("DELETE FROM registration WHERE LOWER(email) = \(pending.person.email?.lowercased() ?? "")")
        try context.record("create", "person", id: id, label: username, db)
        try context.noteSecurity(.accountOpened, of: id, account: username, db)
        try context.noteSecurity(.signedIn, of: id, account: username, db)
        let token = try Sessions.open(
            person: id, remembered: false, userAgent: context.request.header("user-agent") ?? "",
            address: context.request.address, now: context.now, db)
        var reply = HandlerResponse.seeOther("/").noticing(
            .good, tr("Your account is open. Your user name is %(name)s.", ["name": .text(username)]))
        reply.cookies.append(Cookies.session(token, seconds: nil, context.application.configuration))
        reply.cookies.append(KnownBrowser.cookie(remembering: id, context))
        return reply
    }
}
