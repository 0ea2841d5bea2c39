import PortalDatabase
import PortalFiles
import PortalKit
import PortalLanguage
import PortalValues

extension AccountsModule {
    /// How programs get in: a password becomes a token, or the proof for one critical request.
    var apiRoutes: [Route] {
        [
            .apiExchange(
                "/api/v1/tokens", "createToken", in: "tokens", tr("Exchanges user name and password for a token."),
                body: ApiBody("NewToken", TokenShapes.new), answer: TokenShapes.made, exchange),
            .apiAll(
                "/api/v1/tokens", .signedIn, "listTokens", in: "tokens", tr("Your tokens that are alive."),
                TokenShapes.token
            ) { context, db, json in
                guard let person = context.actor.id else { throw Failure.signIn }
                for token in try ApiTokens.list(of: person, now: context.now, db) { token.write(to: &json) }
            },
            .apiRemoval(
                "/api/v1/tokens/{token}", .signedIn, "revokeToken", in: "tokens", tr("Ends one of your tokens.")
            ) { context, db in _ = try revoke(context, db) },
            .apiExchange(
                "/api/v1/step-up", "stepUp", in: "tokens",
                tr("Exchanges user name and password for the proof that one critical request needs."),
                body: ApiBody("StepUpWish", []), answer: TokenShapes.stepUp, stepUp),
            .apiOne(
                "/api/v1/me", .signedIn, "readMe", in: "tokens", tr("Who asks, and what they may do."), TokenShapes.me
            ) {
                context, db, json in
                guard let person = context.actor.person else { throw Failure.signIn }
                let roles = try Roles.held(by: person.id, db).map(\.name)
                json.object { json in
                    json.field("username", person.username)
                    json.field("name", person.name)
                    json.field("email", person.email)
                    json.field("roles", roles)
                    json.field("scopes", context.effectiveScopes)
                }
            },
        ]
    }

    private func known(_ context: RequestContext) async throws -> KnownPassword {
        guard let sent = context.request.password,
            let known = try await KnownPassword.check(sent.login.tidied, sent.password, context)
        else { throw Failure.api(.badPassword) }
        return known
    }

    /// A token for who knows the password; told once.
    private func exchange(_ context: RequestContext) async throws -> JSONWriter {
        let known = try await known(context)
        let form: NewTokenForm = try context.form()
        let wish = try form.checked(context.application.scopes)
        let made = try await context.application.database.write { db in
            try known.note(now: context.now, db)
            return try Self.make(
                wish, for: known.person, username: known.username, context, db)
        }
        var json = JSONWriter()
        json.object { json in
            json.field("token", made.text)
            json.field("id", String(made.id))
            json.field("name", wish.name)
            json.name("scopes")
            if let reach = wish.reach {
                json.list { json in for text in reach.texts { json.value(text) } }
            } else {
                json.null()
            }
            json.field("expires_at", made.expiresAt)
        }
        return json
    }

    /// Makes a token and tells the log. Throws ``FieldErrors`` where somebody has too many.
    static func make(
        _ wish: TokenWish, for person: Int64, username: String, _ context: RequestContext, _ db: any Connection
    ) throws -> (id: Int64, text: String, expiresAt: Instant) {
        guard try ApiTokens.list(of: person, now: context.now, db).count < ApiTokens.most else {
            throw FieldErrors("name", tr("You have too many tokens. Revoke those that nobody uses."))
        }
        let made = try ApiTokens.make(
            for: person, username: username, name: wish.name, reach: wish.reach, seconds: wish.seconds,
            context.application,
            now: context.now, db)
        let reach = wish.reach.map { $0.texts.joined(separator: " ") }
        try Audit.record(
            by: AuditActor(
                id: person, name: username, address: context.request.address, requestID: context.request.requestID),
            at: context.now, action: "create", entity: "token", id: made.id, label: wish.name,
            changes: reach.map { [AuditChange(field: "scopes", before: nil, after: $0)] } ?? [], db)
        try context.noteSecurity(.tokenMade, of: person, account: username, detail: wish.name, db)
        return made
    }

    private func stepUp(_ context: RequestContext) async throws -> JSONWriter {
        let known = try await known(context)
        let text = try await context.application.database.write { db in
            try context.noteSecurity(.confirmed, of: known.person, account: known.username, detail: "API", db)
            return try StepUps.make(for: known.person, now: context.now, db)
        }
        var json = JSONWriter()
        json.object { json in
            json.field("step_up", text)
            json.field("expires_at", context.now.adding(seconds: StepUps.seconds))
        }
        return json
    }

    /// Ends a token of whoever asks; what it was called. A token with bounds ends no token but itself.
    func revoke(_ context: RequestContext, _ db: any Connection) throws -> String {
        guard let person = context.actor.person else { throw Failure.signIn }
        guard let token = Int64(context.parameter("token")) else { throw Failure.notFound }
        if let own = person.token, context.isBounded, own != token { throw Failure.forbidden(missing: "token") }
        guard let name = try ApiTokens.revoke(token, of: person.id, now: context.now, db) else {
            throw Failure.notFound
        }
        try context.record("end", "token", id: token, label: name, db)
        try context.noteSecurity(.tokenRevoked, detail: name, db)
        return name
    }
}

extension ApiTokens.Listed {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", String(id))
            json.field("name", name)
            json.name("scopes")
            if let reach { json.list { json in for text in reach.texts { json.value(text) } } } else { json.null() }
            json.field("created_at", createdAt)
            json.field("seen_at", seenAt)
            json.field("expires_at", expiresAt)
        }
    }
}
