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
    static func find(_ visit: Visit, _ db: any Connection) throws -> PendingRegistration {
        let gone = Failure.gone(tr("This link has expired. Ask for a new one."))
        guard let token = Token(visit.parameter("token")) else { throw gone }
        let row = try db.row(
            """
            SELECT id, first_name, last_name, email, password_hash, language FROM registration
            WHERE token_hash = \(token.hashed) AND expires_at > \(visit.now)
            """)
        guard let row else { throw gone }
        let person = try NewPerson(
            firstName: row.get("first_name"), lastName: row.get("last_name"), email: row.get("email", as: String.self),
            emailVerified: true, language: row.get("language", as: String.self))
        return PendingRegistration(id: try row.get("id"), person: person, hash: try row.get("password_hash"))
    }
}

extension AccountsModule {
    func showVerification(_ visit: Visit, _ db: any Connection) throws -> Reply {
        _ = try PendingRegistration.find(visit, db)
        return .page(VerificationPage(wrong: false))
    }

    /// Opens the account and signs its owner in.
    func verify(_ visit: Visit) async throws -> Reply {
        let form: VerificationForm = try visit.form()
        let house = visit.house
        let pending = try await house.database.read { try PendingRegistration.find(visit, $0) }
        let key = String(pending.id)
        let isRight = try await house.passwordTurns.run("registration \(key)") {
            try await visit.demand(.verification, key: key)
            let isRight = try await house.apart { PasswordHash.verify(form.password, against: pending.hash) }
            if isRight { try await house.limiter.giveBack(.verification, key: key) }
            return isRight
        }
        guard isRight else { return .page(VerificationPage(wrong: true), status: 422) }
        return try await visit.once(visit.asked.form) { visit, db in
            // Found again: somebody may have been faster.
            try open(try PendingRegistration.find(visit, db), visit, db)
        }
    }

    private func open(_ pending: PendingRegistration, _ visit: Visit, _ db: any Connection) throws -> Reply {
        let id: Int64
        do { id = try People.create(pending.person, now: visit.now, db) } catch is FieldErrors {
            throw Failure.gone(tr("This address already has an account. You can sign in with it."))
        }
        let username = try People.openAccount(of: id, passwordHash: pending.hash, now: visit.now, db)
        try db.run("DELETE FROM registration WHERE LOWER(email) = \(pending.person.email?.lowercased() ?? "")")
        try visit.record("create", "person", id: id, label: username, db)
        try visit.noteSecurity(.accountOpened, of: id, account: username, db)
        try visit.noteSecurity(.signedIn, of: id, account: username, db)
        let token = try Sessions.open(
            person: id, remembered: false, userAgent: visit.asked.header("user-agent") ?? "",
            address: visit.asked.address, now: visit.now, db)
        var reply = Reply.seeOther("/").noticing(
            .good, tr("Your account is open. Your user name is %(name)s.", ["name": .text(username)]))
        reply.cookies.append(Cookies.session(token, seconds: nil, visit.house.configuration))
        reply.cookies.append(KnownBrowser.cookie(remembering: id, visit))
        return reply
    }
}
