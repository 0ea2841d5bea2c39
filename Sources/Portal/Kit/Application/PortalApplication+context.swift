import PortalDatabase
import PortalLanguage
import PortalSecurity
import PortalTemplates
import PortalValues

extension PortalApplication {
    /// Finds out who asks and in which language they are answered: one query for the session, permissions and settings from memory
    /// as long as nothing changed.
    func context(_ request: PortalRequest, _ db: any Connection) throws -> RequestContext {
        let now = clock()
        var opening = try opening(request, now: now, db)
        // Read before the settings that say how long it may be idle: one query tells who asks and which settings hold.
        let settings = try cache.settings(generation: opening.settingsGeneration, db)
        if let person = opening.person, person.token == nil,
            now >= person.seenAt.adding(seconds: Sessions.idleSeconds(person.isRemembered, settings))
        {
            opening.person = nil
        }
        var grants = try cache.grants(of: opening.person?.id, generation: opening.accessGeneration, db)
        if let reach = opening.reach { grants = grants.limited(to: reach) }
        return RequestContext(
            application: self, request: request, actor: Actor(person: opening.person, grants: grants),
            language: language(of: opening.person, request), now: now, settings: settings)
    }

    /// By the token of a program, or else by the cookie of a browser.
    private func opening(_ request: PortalRequest, now: Instant, _ db: any Connection) throws -> Identity {
        if request.isApi, let bearer = request.authorization("Bearer") {
            // Never taken for a visitor: PUBLIC's rights would hide that the token has ended.
            guard let token = knownToken(bearer, now: now),
                let opening = try Identity.read(token: Digest.hex(token.id), now: now, db)
            else {
                throw Failure.api(.badToken)
            }
            return opening
        }
        let digest = request.cookie(Cookies.sessionName(configuration)).flatMap {
            $0.utf8.count <= 100 ? Digest.hex($0) : nil
        }
        return try Identity.read(digest, now: now, db)
    }

    /// The token of this text, where the portal signed it and its time is now; whether it was revoked only the database knows.
    func knownToken(_ text: String, now: Instant) -> WebToken? {
        tokens.find(text, now: now) {
            WebToken(text, key: tokenKey, issuer: tokenIssuer, audience: tokenAudience, now: now)
        }
    }

    /// A visit without a database: a stranger, with what is known of the settings.
    func blindVisit(_ request: PortalRequest) -> RequestContext {
        RequestContext(
            application: self, request: request, actor: Actor(person: nil, grants: Grants([], person: nil)),
            language: language(of: nil, request), now: clock(), settings: cache.lastSettings)
    }

    /// A visit without a request: whoever sits at the command line, who may do everything. What they do goes through the functions of
    /// the pages, and the log names them.
    func terminal(_ db: any Connection) throws -> RequestContext {
        let who = AuditActor.terminal
        let request = PortalRequest(
            method: "POST", path: "/", query: Fields(), rawQuery: "", parameters: [:], form: Fields(), body: [],
            header: { _ in nil }, address: who.address, requestID: who.requestID)
        let grants = Grants(scopes.all.map { Grant(.all, $0.name) }, person: nil)
        return RequestContext(
            application: self, request: request, actor: Actor(person: nil, grants: grants, terminal: who.name),
            language: assetStore.assets.languages.standard, now: clock(), settings: try db.storedSettings())
    }

    /// The account's language, else the cookie's, else the browser's, else the configured one. A program gets what it asks for.
    private func language(of person: Actor.Person?, _ request: PortalRequest) -> Language {
        let languages = assetStore.assets.languages
        if request.isApi, let accepted = request.header("accept-language"), let language = languages.best(for: accepted)
        {
            return language
        }
        if let code = person?.language, let language = languages[code] { return language }
        if let code = request.cookie(Cookies.languageName(configuration)), let language = languages[code] {
            return language
        }
        if let accepted = request.header("accept-language"), let language = languages.best(for: accepted) {
            return language
        }
        return languages.standard
    }

    /// Turns a reply into bytes: renders the page in the visitor's language, adds cookies and the sub-path.
    func render(_ reply: HandlerResponse, for context: RequestContext) throws -> RenderedResponse {
        var answer = RenderedResponse(
            status: reply.status, headers: [], body: .empty, touch: touch(context),
            actor: context.actor.person?.username)
        answer.after = reply.after
        var spoken = FlashNotices.encode(reply.notices, in: context.language)
        for (name, value) in reply.headers {
            switch name {
            case FlashNotices.header: spoken = value
            case "Location": answer.headers.append((name, value.hasPrefix("/") ? context.url(value) : value))
            default: answer.headers.append((name, value))
            }
        }
        for cookie in reply.cookies { answer.headers.append(("Set-Cookie", cookie)) }
        switch reply.body {
        case .empty: break
        case .bytes(let bytes, let type):
            answer.headers.append(("Content-Type", type))
            answer.body = .bytes(bytes)
        case .page(let page):
            let waiting =
                context.request.cookie(Cookies.noticesName(configuration)).map { FlashNotices.open($0, context) } ?? []
            let here = reply.notices.map {
                FlashNotices.Spoken(kind: $0.kind.rawValue, text: context.language.text($0.message))
            }
            spoken = ""
            if context.request.cookie(Cookies.noticesName(configuration)) != nil {
                answer.headers.append(("Set-Cookie", Cookies.clearNotices(configuration)))
            }
            let layout = Layout(context, page: page, notices: waiting + here, assets: assetStore.assets)
            answer.body = .bytes(try assetStore.assets.templates.render(page, layout: layout, in: context.language))
            answer.headers.append(("Content-Type", "text/html; charset=utf-8"))
            answer.headers.append(("Content-Language", context.language.code))
            answer.headers.append(("Cache-Control", "no-store"))
        case .file(let file): answer.body = .file(file)
        case .archive(let archive): answer.body = .archive(archive, context.language.formats.zone)
        }
        if !spoken.isEmpty {
            answer.headers.append(("Set-Cookie", Cookies.notices(FlashNotices.seal(spoken, context), configuration)))
        }
        return answer
    }

    /// What is wrong with a body: its fields for a program, a page for everybody else.
    func answer(_ errors: FieldErrors, for context: RequestContext) throws -> RenderedResponse {
        guard context.request.isApi else { return try answer(errors.failure, for: context) }
        return try render(ApiError(errors).reply(context.language, requestID: context.request.requestID), for: context)
    }

    /// The page, or the redirection, of a failure; for a program, the error in JSON.
    func answer(_ failure: Failure, for context: RequestContext) throws -> RenderedResponse {
        var answer = try told(failure, for: context)
        switch failure {
        case .forbidden(let missing): answer.refused = (context, missing)
        case .foreignOrigin: answer.refused = (context, "foreign origin")
        default: break
        }
        return answer
    }

    private func told(_ failure: Failure, for context: RequestContext) throws -> RenderedResponse {
        if context.request.isApi {
            let error = ApiError(failure, inMaintenance: inMaintenance(context.settings))
            return try render(error.reply(context.language, requestID: context.request.requestID), for: context)
        }
        switch failure {
        case .signIn where context.request.method == "GET" || context.request.method == "HEAD":
            return try render(.seeOther("/login?next=" + Escape.query(context.request.pathAndQuery)), for: context)
        case .confirm where !context.actor.isVisitor:
            let fields = context.request.form.pairs.filter { $0.name != ConfirmPage.field }
            let wrong = context.request.form.has(ConfirmPage.field)
            if context.request.method == "GET" || context.request.method == "HEAD" {
                return try render(
                    .seeOther("/confirm?next=" + Escape.query(context.request.pathAndQuery)), for: context)
            }
            let page = ConfirmPage(
                action: context.url(context.request.pathAndQuery), wrong: wrong,
                fields: fields.map { HiddenField(name: $0.name, value: $0.value) })
            return try render(.page(page, status: 401), for: context)
        case .unavailable(let seconds) where inMaintenance(context.settings):
            let page = MaintenancePage(message: context.settings[PortalSettings.maintenanceText], backAt: "")
            return try render(
                HandlerResponse.page(page, status: 503).with("Retry-After", String(seconds)), for: context)
        default:
            var reply = HandlerResponse.page(errorPage(failure, context), status: failure.status)
            switch failure {
            case .tooMany(let seconds), .unavailable(let seconds): reply = reply.with("Retry-After", String(seconds))
            case .methodNotAllowed(let methods): reply = reply.with("Allow", methods.joined(separator: ", "))
            default: break
            }
            return try render(reply, for: context)
        }
    }

    private func errorPage(_ failure: Failure, _ context: RequestContext) -> ErrorPage {
        let (heading, explanation) = failure.words
        var missing: String?
        if case .forbidden(let permission) = failure { missing = permission }
        return ErrorPage(
            status: failure.status, heading: heading, explanation: explanation, missingPermission: missing,
            requestId: context.request.requestID, homeUrl: context.url("/"),
            loginUrl: context.actor.isVisitor
                ? context.url("/login?next=" + Escape.query(context.request.pathAndQuery)) : nil)
    }

    /// What stands in place of something that should not have happened.
    func alarm(_ context: RequestContext) -> HandlerResponse {
        if context.request.isApi { return ApiError.alarm.reply(context.language, requestID: context.request.requestID) }
        let page = ErrorPage(
            status: 500, heading: tr("Something went wrong"),
            explanation: tr("This is our fault. It has been noted; please quote this number when you write to us."),
            missingPermission: nil, requestId: context.request.requestID, homeUrl: context.url("/"), loginUrl: nil)
        return .page(page, status: 500)
    }

    private func touch(_ context: RequestContext) -> RenderedResponse.LastSeen? {
        guard let person = context.actor.person else { return nil }
        let seconds = person.token == nil ? Sessions.seenSeconds : ApiTokens.seenSeconds
        guard context.now > person.seenAt.adding(seconds: seconds) else { return nil }
        return person.token.map(RenderedResponse.LastSeen.token) ?? .session(person.session)
    }
}
