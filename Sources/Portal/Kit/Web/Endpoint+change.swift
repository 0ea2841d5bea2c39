import Logging
import PortalDatabase
import PortalLanguage

/// Carries what a unit of work came to out of it, so that the unit is undone: nothing that is answered with 400 or above is kept.
private struct Undone: Error {
    let context: RequestContext
    let outcome: Result<HandlerResponse, any Error>
}

/// What a unit of work came to, to be rendered once it is over.
private struct Done: Sendable {
    let context: RequestContext
    let reply: HandlerResponse
    /// The session's new secret, where the password was typed on the way.
    let secret: String?
}

extension Endpoint {
    /// One transaction: who asks and whether they may is found out again in it, on the state that it changes.
    func change(
        _ request: PortalRequest, _ confirmation: Confirmation?,
        _ handler: @escaping @Sendable (RequestContext, any Connection) throws -> HandlerResponse
    ) async throws -> RenderedResponse {
        let done: Done
        do {
            done = try await application.database.write { db in
                var context = try application.context(request, db)
                do {
                    let secret = try confirmation?.note(&context, db)
                    try gate(&context, db)
                    let admitted = context
                    let reply =
                        route.operation == nil
                        ? try IdempotencyKeys.once(admitted, db) { try handler(admitted, db) }
                        : try ApiReceipts.once(admitted, db) { try handler(admitted, db) }
                    if reply.status >= 400 { throw Undone(context: context, outcome: .success(reply)) }
                    return Done(context: context, reply: reply, secret: secret)
                } catch let failure as Failure {
                    throw Undone(context: context, outcome: .failure(failure))
                } catch let errors as FieldErrors {
                    throw Undone(context: context, outcome: .failure(errors))
                }
            }
        } catch let undone as Undone {
            return try answer(undone)
        }
        var answer = try application.render(done.reply, for: done.context)
        if let secret = done.secret { answer.headers.append(("Set-Cookie", done.context.sessionCookie(secret))) }
        for work in answer.after {
            do { try await work(application) } catch { application.logger.error("after the commit: \(error)") }
        }
        return answer
    }

    private func answer(_ undone: Undone) throws -> RenderedResponse {
        switch undone.outcome {
        case .success(let reply): return try application.render(reply, for: undone.context)
        case .failure(let failure as Failure): return try application.answer(failure, for: undone.context)
        case .failure(let errors as FieldErrors): return try application.answer(errors, for: undone.context)
        case .failure(let error): throw error
        }
    }

    /// A handler that opens its own units of work.
    func free(
        _ admitted: RequestContext, _ confirmation: Confirmation?,
        _ handler: @Sendable (RequestContext) async throws -> HandlerResponse
    ) async throws -> RenderedResponse {
        guard route.access.asksPassword else {
            return try application.render(try await handler(admitted), for: admitted)
        }
        let (context, secret) = try await application.database.write {
            [request = admitted.request, admission = admitted.admission] db in
            var context = try application.context(request, db)
            let secret = try confirmation?.note(&context, db)
            try gate(&context, db)
            context.admission = admission
            // The handler's own units of work look the session up again: by its new secret.
            if let secret { context.request = context.request.inSession(secret, application.configuration) }
            return (context, secret)
        }
        var answer = try application.render(try await handler(context), for: context)
        if let secret { answer.headers.append(("Set-Cookie", context.sessionCookie(secret))) }
        return answer
    }
}
