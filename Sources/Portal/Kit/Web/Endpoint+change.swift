import Logging
import PortalDatabase
import PortalLanguage

/// Carries what a unit of work came to out of it, so that the unit is undone: nothing that is answered with 400 or above is kept.
private struct Undone: Error {
    let visit: Visit
    let outcome: Result<Reply, any Error>
}

/// What a unit of work came to, to be rendered once it is over.
private struct Done: Sendable {
    let visit: Visit
    let reply: Reply
    /// The session's new secret, where the password was typed on the way.
    let secret: String?
}

extension Endpoint {
    /// One transaction: who asks and whether they may is found out again in it, on the state that it changes.
    func change(
        _ asked: Asked, _ confirmation: Confirmation?,
        _ handler: @escaping @Sendable (Visit, any Connection) throws -> Reply
    ) async throws -> Answer {
        let done: Done
        do {
            done = try await house.database.write { db in
                var visit = try house.visit(asked, db)
                do {
                    let secret = try confirmation?.note(&visit, db)
                    try gate(&visit, db)
                    let admitted = visit
                    let reply =
                        route.operation == nil
                        ? try Receipts.once(admitted, db) { try handler(admitted, db) }
                        : try ApiReceipts.once(admitted, db) { try handler(admitted, db) }
                    if reply.status >= 400 { throw Undone(visit: visit, outcome: .success(reply)) }
                    return Done(visit: visit, reply: reply, secret: secret)
                } catch let failure as Failure {
                    throw Undone(visit: visit, outcome: .failure(failure))
                } catch let errors as FieldErrors {
                    throw Undone(visit: visit, outcome: .failure(errors))
                }
            }
        } catch let undone as Undone {
            return try answer(undone)
        }
        var answer = try house.dress(done.reply, for: done.visit)
        if let secret = done.secret { answer.headers.append(("Set-Cookie", done.visit.sessionCookie(secret))) }
        for work in answer.after {
            do { try await work(house) } catch { house.logger.error("after the commit: \(error)") }
        }
        return answer
    }

    private func answer(_ undone: Undone) throws -> Answer {
        switch undone.outcome {
        case .success(let reply): return try house.dress(reply, for: undone.visit)
        case .failure(let failure as Failure): return try house.answer(failure, for: undone.visit)
        case .failure(let errors as FieldErrors): return try house.answer(errors, for: undone.visit)
        case .failure(let error): throw error
        }
    }

    /// A handler that opens its own units of work.
    func free(
        _ admitted: Visit, _ confirmation: Confirmation?, _ handler: @Sendable (Visit) async throws -> Reply
    ) async throws -> Answer {
        guard route.access.asksPassword else {
            return try house.dress(try await handler(admitted), for: admitted)
        }
        let (visit, secret) = try await house.database.write {
            [asked = admitted.asked, admission = admitted.admission] db in
            var visit = try house.visit(asked, db)
            let secret = try confirmation?.note(&visit, db)
            try gate(&visit, db)
            visit.admission = admission
            // The handler's own units of work look the session up again: by its new secret.
            if let secret { visit.asked = visit.asked.inSession(secret, house.configuration) }
            return (visit, secret)
        }
        var answer = try house.dress(try await handler(visit), for: visit)
        if let secret { answer.headers.append(("Set-Cookie", visit.sessionCookie(secret))) }
        return answer
    }
}
