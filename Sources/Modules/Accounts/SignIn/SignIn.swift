import Logging
import PortalConfiguration
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalSecurity
import PortalValues

/// What the login form sends.
struct LoginForm: Form {
    let login, password, next: String
    let remember: Bool
    static let names = ["login", "password", "remember", "next"]
    init(_ fields: Fields) {
        login = fields["login"].tidied
        password = fields["password"]
        remember = fields.ticked("remember")
        next = fields["next"]
    }
}

/// An account as signing in needs it.
struct LoginAccount: Sendable {
    let person: Int64
    let username: String
    let hash: String?
    let disabled: Bool

    /// By user name first, then by e-mail address; neither minds upper and lower case.
    static func find(_ login: String, _ db: any Connection) throws -> LoginAccount? {
        let key = login.lowercased()
        let row = try db.row(
            """
            SELECT a.person_id, a.username, a.password_hash, a.disabled_at, CASE WHEN a.username_key = \(key) THEN 0 ELSE 1 END AS rank
            FROM account AS a JOIN person AS p ON p.id = a.person_id AND p.archived_at IS NULL
            WHERE a.username_key = \(key) OR p.email_key = \(key) ORDER BY rank LIMIT 1
            """)
        return try row.map {
            LoginAccount(
                person: try $0.get("person_id"), username: try $0.get("username"), hash: try $0.get("password_hash"),
                disabled: try $0.get("disabled_at", as: Instant?.self) != nil)
        }
    }

    /// Whether one of the account's sessions was opened from this address, as ``IPAddress/subscriber`` has it.
    func isUsed(from subscriber: String, _ db: any Connection) throws -> Bool {
        try db.rows("SELECT DISTINCT address FROM session WHERE person_id = \(person)").contains { row in
            let address: String = try row.get("address")
            return (IPAddress(address)?.subscriber ?? address) == subscriber
        }
    }
}

extension AccountsModule {
    func showLogin(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let next = context.request.query["next"]
        guard context.actor.isVisitor else { return .seeOther(Escape.back(next.isEmpty ? "/" : next)) }
        return .page(LoginPage(context, login: "", next: next, remember: false, wrong: false))
    }

    /// One answer, in equal time, for an unknown name, a wrong password and a closed account.
    func signIn(_ context: RequestContext) async throws -> HandlerResponse {
        let form: LoginForm = try context.form()
        let application = context.application
        guard let known = try await KnownPassword.check(form.login, form.password, context) else {
            return wrong(context, form)
        }
        let token = try await application.database.write { db in
            if let old = context.actor.person { try Sessions.end(old.session, of: old.id, db) }
            try known.note(now: context.now, db)
            try context.noteSecurity(.signedIn, of: known.person, account: known.username, db)
            return try Sessions.open(
                person: known.person, remembered: form.remember, userAgent: context.request.header("user-agent") ?? "",
                address: context.request.address, now: context.now, db)
        }
        var reply = HandlerResponse.seeOther(Escape.back(form.next.isEmpty ? "/" : form.next))
        reply.cookies.append(
            Cookies.session(token, seconds: form.remember ? Sessions.rememberedSeconds : nil, application.configuration)
        )
        reply.cookies.append(KnownBrowser.cookie(remembering: known.person, context))
        return reply
    }

    private func wrong(_ context: RequestContext, _ form: LoginForm) -> HandlerResponse {
        .page(LoginPage(context, login: form.login, next: form.next, remember: form.remember, wrong: true), status: 422)
    }

    /// Ends the session; harmless for whoever has none.
    func signOut(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        if let person = context.actor.person {
            try Sessions.end(person.session, of: person.id, db)
            try context.noteSecurity(.signedOut, db)
        }
        var reply = HandlerResponse.seeOther("/").noticing(.info, tr("You have signed out."))
        reply.cookies.append(Cookies.endSession(context.application.configuration))
        // Pages that the browser keeps for its Back button, and anything a script left. Not its cookies: the language stays.
        return reply.with("Clear-Site-Data", "\"cache\", \"storage\"")
    }
}
