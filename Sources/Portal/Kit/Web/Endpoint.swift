import Hummingbird
import PortalDatabase
import PortalFiles
import PortalLanguage
import PortalSecurity
import PortalTemplates
import PortalValues

/// One route, being served: finds out who asks, asks the gate, reads the body, calls the handler in its unit of work, renders.
///
/// What comes before what matters: who may not is refused before a byte of the body is read, and nothing slow (reading, parsing,
/// hashing, rendering) happens while a unit of work that writes is open.
struct Endpoint: Sendable {
    let application: PortalApplication
    let module: any Module
    let route: Route

    /// Answers a request; `body` is nil where there is none to read.
    func respond(_ request: PortalRequest, _ body: BodySource?) async throws -> RenderedResponse {
        if case .machine = route.access { return try await machine(request) }
        if case .read(let handler) = route.work, body == nil { return try await look(request, handler) }
        switch try await admit(request) {
        case .refused(let answer): return answer
        case .admitted(var context):
            do {
                return try await serve(&context, body)
            } catch let failure as Failure {
                return try application.answer(failure, for: context)
            } catch let errors as FieldErrors {
                return try application.answer(errors, for: context)
            }
        }
    }

    /// Goes on with an admitted request, to which the body's form is added on the way.
    private func serve(_ context: inout RequestContext, _ body: BodySource?) async throws -> RenderedResponse {
        if case .streaming(let handler) = route.work, let body {
            if let length = body.announced, length > route.bodyLimit { throw Failure.tooLarge(limit: route.bodyLimit) }
            let stream = BodyStream(body, contentType: context.request.header("content-type"))
            return try application.render(try await handler(context, stream), for: context)
        }
        if let body { try await read(body, into: &context.request) }
        let confirmation = try await typedPassword(context)
        switch route.work {
        case .read(let handler): return try await look(context.request, handler)
        case .write(let handler): return try await change(context.request, confirmation, handler)
        case .free(let handler): return try await free(context, confirmation, handler)
        case .streaming: throw Failure.notFound
        }
    }

    /// One unit of work from the session to the bytes.
    private func look(
        _ request: PortalRequest,
        _ handler: @escaping @Sendable (RequestContext, any Connection) throws -> HandlerResponse
    ) async throws -> RenderedResponse {
        try await application.database.read(route.pace) { db in
            var context = try application.context(request, db)
            do {
                try gate(&context, db)
                var answer = try application.render(handler(context, db), for: context)
                // In the hop between threads that is made anyway: a small picture costs no second one.
                try answer.open(
                    FileConditions(method: request.method, header: { request.header($0) }), application.configuration)
                return answer
            } catch let failure as Failure {
                return try application.answer(failure, for: context)
            } catch let errors as FieldErrors {
                return try application.answer(errors, for: context)
            }
        }
    }

    /// The password of a form that was sent from the confirmation page.
    private func typedPassword(_ context: RequestContext) async throws -> Confirmation? {
        guard route.access.asksPassword, context.request.form.has(ConfirmPage.field), !context.actor.isVisitor else {
            return nil
        }
        return Confirmation(isRight: try await context.isOwnPassword(context.request.form[ConfirmPage.field]))
    }

    /// Reads the body up to the route's limit, and takes it apart.
    private func read(_ source: BodySource, into request: inout PortalRequest) async throws {
        // Where a password is exchanged for something, nobody without one sends anything else.
        if route.operation?.proof == .password, request.password == nil { throw Failure.api(.badPassword) }
        let bytes = try await source.whole()
        if let operation = route.operation {
            request.body = bytes
            if let body = operation.body { request.form = try body.read(request) }
            return
        }
        guard !bytes.isEmpty else { return }
        let type = request.header("content-type")?.lowercased() ?? ""
        guard type.hasPrefix("application/x-www-form-urlencoded") else { throw Failure.unsupportedType }
        request.form = try Fields(urlEncoded: bytes)
    }

    /// Asks the gate, on the state as this unit of work sees it.
    func gate(_ context: inout RequestContext, _ db: any Connection, confirmed: Bool = true) throws {
        if !application.isOn(module, context.settings) { throw Failure.notFound }
        if application.inMaintenance(context.settings), !route.duringMaintenance, !Maintenance.admits(context) {
            throw Failure.unavailable(retryAfter: 600)
        }
        try Authorizer.check(confirmed ? route.access : route.access.withoutPassword, &context, db)
    }

    private func machine(_ request: PortalRequest) async throws -> RenderedResponse {
        guard case .free(let handler) = route.work else { throw Failure.notFound }
        let context = RequestContext(
            application: application, request: request, actor: Actor(person: nil, grants: Grants([], person: nil)),
            language: application.assetStore.assets.languages.standard, now: application.clock(),
            settings: application.cache.lastSettings)
        return try application.render(try await handler(context), for: context)
    }
}
