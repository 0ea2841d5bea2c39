import PortalDatabase
import PortalLanguage
import PortalSecurity
import PortalTemplates
import PortalValues

extension House {
    /// Finds out who asks and in which language they are answered: one query for the session, permissions and settings from memory
    /// as long as nothing changed.
    func visit(_ asked: Asked, _ db: any Connection) throws -> Visit {
        let now = clock()
        var opening = try opening(asked, now: now, db)
        // Read before the settings that say how long it may be idle: one query tells who asks and which settings hold.
        let settings = try cache.settings(generation: opening.settingsGeneration, db)
        if let person = opening.person, person.token == nil,
            now >= person.seenAt.adding(seconds: Sessions.idleSeconds(person.isRemembered, settings))
        {
            opening.person = nil
        }
        var grants = try cache.grants(of: opening.person?.id, generation: opening.accessGeneration, db)
        if let reach = opening.reach { grants = grants.limited(to: reach) }
        return Visit(
            house: self, asked: asked, actor: Actor(person: opening.person, grants: grants),
            language: language(of: opening.person, asked), now: now, settings: settings)
    }

    /// By the token of a program, or else by the cookie of a browser.
    private func opening(_ asked: Asked, now: Instant, _ db: any Connection) throws -> Opening {
        if asked.isApi, let bearer = asked.authorization("Bearer") {
            // Never taken for a visitor: PUBLIC's rights would hide that the token has ended.
            guard let token = knownToken(bearer, now: now),
                let opening = try Opening.read(token: Digest.hex(token.id), now: now, db)
            else {
                throw Failure.api(.badToken)
            }
            return opening
        }
        let digest = asked.cookie(Cookies.sessionName(configuration)).flatMap {
            $0.utf8.count <= 100 ? Digest.hex($0) : nil
        }
        return try Opening.read(digest, now: now, db)
    }

    /// The token of this text, where the portal signed it and its time is now; whether it was revoked only the database knows.
    func knownToken(_ text: String, now: Instant) -> WebToken? {
        tokens.find(text, now: now) {
            WebToken(text, key: tokenKey, issuer: tokenIssuer, audience: tokenAudience, now: now)
        }
    }

    /// A visit without a database: a stranger, with what is known of the settings.
    func blindVisit(_ asked: Asked) -> Visit {
        Visit(
            house: self, asked: asked, actor: Actor(person: nil, grants: Grants([], person: nil)),
            language: language(of: nil, asked), now: clock(), settings: cache.lastSettings)
    }

    /// A visit without a request: whoever sits at the command line, who may do everything. What they do goes through the functions of
    /// the pages, and the log names them.
    func terminal(_ db: any Connection) throws -> Visit {
        let who = AuditActor.terminal
        let asked = Asked(
            method: "POST", path: "/", query: Fields(), rawQuery: "", parameters: [:], form: Fields(), body: [],
            header: { _ in nil }, address: who.address, requestID: who.requestID)
        let grants = Grants(scopes.all.map { Grant(.all, $0.name) }, person: nil)
        return Visit(
            house: self, asked: asked, actor: Actor(person: nil, grants: grants, terminal: who.name),
            language: wardrobe.outfit.languages.standard, now: clock(), settings: try db.storedSettings())
    }

    /// The account's language, else the cookie's, else the browser's, else the configured one. A program gets what it asks for.
    private func language(of person: Actor.Person?, _ asked: Asked) -> Language {
        let languages = wardrobe.outfit.languages
        if asked.isApi, let accepted = asked.header("accept-language"), let language = languages.best(for: accepted) {
            return language
        }
        if let code = person?.language, let language = languages[code] { return language }
        if let code = asked.cookie(Cookies.languageName(configuration)), let language = languages[code] {
            return language
        }
        if let accepted = asked.header("accept-language"), let language = languages.best(for: accepted) {
            return language
        }
        return languages.standard
    }

    /// Turns a reply into bytes: renders the page in the visitor's language, adds cookies and the sub-path.
    func dress(_ reply: Reply, for visit: Visit) throws -> Answer {
        var answer = Answer(
            status: reply.status, headers: [], body: .empty, touch: touch(visit), actor: visit.actor.person?.username)
        answer.after = reply.after
        var spoken = FlashNotices.encode(reply.notices, in: visit.language)
        for (name, value) in reply.headers {
            switch name {
            case FlashNotices.header: spoken = value
            case "Location": answer.headers.append((name, value.hasPrefix("/") ? visit.url(value) : value))
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
                visit.asked.cookie(Cookies.noticesName(configuration)).map { FlashNotices.open($0, visit) } ?? []
            let here = reply.notices.map {
                FlashNotices.Spoken(kind: $0.kind.rawValue, text: visit.language.text($0.message))
            }
            spoken = ""
            if visit.asked.cookie(Cookies.noticesName(configuration)) != nil {
                answer.headers.append(("Set-Cookie", Cookies.clearNotices(configuration)))
            }
            let frame = Frame(visit, notices: waiting + here, outfit: wardrobe.outfit)
            answer.body = .bytes(try wardrobe.outfit.templates.render(page, frame: frame, in: visit.language))
            answer.headers.append(("Content-Type", "text/html; charset=utf-8"))
            answer.headers.append(("Content-Language", visit.language.code))
            answer.headers.append(("Cache-Control", "no-store"))
        case .file(let file): answer.body = .file(file)
        case .archive(let archive): answer.body = .archive(archive, visit.language.formats.zone)
        }
        if !spoken.isEmpty {
            answer.headers.append(("Set-Cookie", Cookies.notices(FlashNotices.seal(spoken, visit), configuration)))
        }
        return answer
    }

    /// What is wrong with a body: its fields for a program, a page for everybody else.
    func answer(_ errors: FieldErrors, for visit: Visit) throws -> Answer {
        guard visit.asked.isApi else { return try answer(errors.failure, for: visit) }
        return try dress(ApiError(errors).reply(visit.language, requestID: visit.asked.requestID), for: visit)
    }

    /// The page, or the redirection, of a failure; for a program, the error in JSON.
    func answer(_ failure: Failure, for visit: Visit) throws -> Answer {
        var answer = try told(failure, for: visit)
        switch failure {
        case .forbidden(let missing): answer.refused = (visit, missing)
        case .foreignOrigin: answer.refused = (visit, "foreign origin")
        default: break
        }
        return answer
    }

    private func told(_ failure: Failure, for visit: Visit) throws -> Answer {
        if visit.asked.isApi {
            let error = ApiError(failure, inMaintenance: inMaintenance(visit.settings))
            return try dress(error.reply(visit.language, requestID: visit.asked.requestID), for: visit)
        }
        switch failure {
        case .signIn where visit.asked.method == "GET" || visit.asked.method == "HEAD":
            return try dress(.seeOther("/login?next=" + Escape.query(visit.asked.pathAndQuery)), for: visit)
        case .confirm where !visit.actor.isVisitor:
            let fields = visit.asked.form.pairs.filter { $0.name != ConfirmPage.field }
            let wrong = visit.asked.form.has(ConfirmPage.field)
            if visit.asked.method == "GET" || visit.asked.method == "HEAD" {
                return try dress(.seeOther("/confirm?next=" + Escape.query(visit.asked.pathAndQuery)), for: visit)
            }
            let page = ConfirmPage(
                action: visit.url(visit.asked.pathAndQuery), wrong: wrong,
                fields: fields.map { HiddenField(name: $0.name, value: $0.value) })
            return try dress(.page(page, status: 401), for: visit)
        case .unavailable(let seconds) where inMaintenance(visit.settings):
            let page = MaintenancePage(message: visit.settings[HouseSettings.maintenanceText], backAt: "")
            return try dress(Reply.page(page, status: 503).with("Retry-After", String(seconds)), for: visit)
        default:
            var reply = Reply.page(errorPage(failure, visit), status: failure.status)
            switch failure {
            case .tooMany(let seconds), .unavailable(let seconds): reply = reply.with("Retry-After", String(seconds))
            case .methodNotAllowed(let methods): reply = reply.with("Allow", methods.joined(separator: ", "))
            default: break
            }
            return try dress(reply, for: visit)
        }
    }

    private func errorPage(_ failure: Failure, _ visit: Visit) -> ErrorPage {
        let (heading, explanation) = failure.words
        var missing: String?
        if case .forbidden(let permission) = failure { missing = permission }
        return ErrorPage(
            status: failure.status, heading: heading, explanation: explanation, missingPermission: missing,
            requestId: visit.asked.requestID, homeUrl: visit.url("/"),
            loginUrl: visit.actor.isVisitor ? visit.url("/login?next=" + Escape.query(visit.asked.pathAndQuery)) : nil)
    }

    /// What stands in place of something that should not have happened.
    func alarm(_ visit: Visit) -> Reply {
        if visit.asked.isApi { return ApiError.alarm.reply(visit.language, requestID: visit.asked.requestID) }
        let page = ErrorPage(
            status: 500, heading: tr("Something went wrong"),
            explanation: tr("This is our fault. It has been noted; please quote this number when you write to us."),
            missingPermission: nil, requestId: visit.asked.requestID, homeUrl: visit.url("/"), loginUrl: nil)
        return .page(page, status: 500)
    }

    private func touch(_ visit: Visit) -> Answer.Touch? {
        guard let person = visit.actor.person else { return nil }
        let seconds = person.token == nil ? Sessions.seenSeconds : ApiTokens.seenSeconds
        guard visit.now > person.seenAt.adding(seconds: seconds) else { return nil }
        return person.token.map(Answer.Touch.token) ?? .session(person.session)
    }
}
