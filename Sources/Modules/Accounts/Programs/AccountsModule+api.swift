import PortalDatabase
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
            ) { visit, db, json in
                guard let person = visit.actor.id else { throw Failure.signIn }
                for token in try ApiTokens.list(of: person, now: visit.now, db) { token.write(to: &json) }
            },
            .apiRemoval(
                "/api/v1/tokens/{token}", .signedIn, "revokeToken", in: "tokens", tr("Ends one of your tokens.")
            ) { visit, db in _ = try revoke(visit, db) },
            .apiExchange(
                "/api/v1/step-up", "stepUp", in: "tokens",
                tr("Exchanges user name and password for the proof that one critical request needs."),
                body: ApiBody("StepUpWish", []), answer: TokenShapes.stepUp, stepUp),
            .apiOne(
                "/api/v1/me", .signedIn, "readMe", in: "tokens", tr("Who asks, and what they may do."), TokenShapes.me
            ) {
                visit, db, json in
                guard let person = visit.actor.person else { throw Failure.signIn }
                let roles = try Roles.held(by: person.id, db).map(\.name)
                json.object { json in
                    json.field("username", person.username)
                    json.field("name", person.name)
                    json.field("email", person.email)
                    json.field("roles", roles)
                    json.field("scopes", visit.effectiveScopes)
                }
            },
        ]
    }

    private func known(_ visit: Visit) async throws -> KnownPassword {
        guard let sent = visit.asked.password,
            let known = try await KnownPassword.check(sent.login.tidied, sent.password, visit)
        else { throw Failure.api(.badPassword) }
        return known
    }

    /// A token for who knows the password; told once.
    private func exchange(_ visit: Visit) async throws -> JSONWriter {
        let known = try await known(visit)
        let form: NewTokenForm = try visit.form()
        let wish = try form.checked(visit.house.scopes)
        let made = try await visit.house.database.write { db in
            try known.note(now: visit.now, db)
            return try Self.make(
                wish, for: known.person, username: known.username, visit, db)
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
        _ wish: TokenWish, for person: Int64, username: String, _ visit: Visit, _ db: any Connection
    ) throws -> (id: Int64, text: String, expiresAt: Instant) {
        guard try ApiTokens.list(of: person, now: visit.now, db).count < ApiTokens.most else {
            throw FieldErrors("name", tr("You have too many tokens. Revoke those that nobody uses."))
        }
        let made = try ApiTokens.make(
            for: person, username: username, name: wish.name, reach: wish.reach, seconds: wish.seconds, visit.house,
            now: visit.now, db)
        let reach = wish.reach.map { $0.texts.joined(separator: " ") }
        try Audit.record(
            by: AuditActor(id: person, name: username, address: visit.asked.address, requestID: visit.asked.requestID),
            at: visit.now, action: "create", entity: "token", id: made.id, label: wish.name,
            changes: reach.map { [AuditChange(field: "scopes", before: nil, after: $0)] } ?? [], db)
        try visit.noteSecurity(.tokenMade, of: person, account: username, detail: wish.name, db)
        return made
    }

    private func stepUp(_ visit: Visit) async throws -> JSONWriter {
        let known = try await known(visit)
        let text = try await visit.house.database.write { db in
            try visit.noteSecurity(.confirmed, of: known.person, account: known.username, detail: "API", db)
            return try StepUps.make(for: known.person, now: visit.now, db)
        }
        var json = JSONWriter()
        json.object { json in
            json.field("step_up", text)
            json.field("expires_at", visit.now.adding(seconds: StepUps.seconds))
        }
        return json
    }

    /// Ends a token of whoever asks; what it was called. A token with bounds ends no token but itself.
    func revoke(_ visit: Visit, _ db: any Connection) throws -> String {
        guard let person = visit.actor.person else { throw Failure.signIn }
        guard let token = Int64(visit.parameter("token")) else { throw Failure.notFound }
        if let own = person.token, visit.isBounded, own != token { throw Failure.forbidden(missing: "token") }
        guard let name = try ApiTokens.revoke(token, of: person.id, now: visit.now, db) else { throw Failure.notFound }
        try visit.record("end", "token", id: token, label: name, db)
        try visit.noteSecurity(.tokenRevoked, detail: name, db)
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
