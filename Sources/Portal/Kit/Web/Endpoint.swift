import Hummingbird
import PortalDatabase
import PortalLanguage
import PortalSecurity
import PortalTemplates
import PortalValues

/// One route, being served: finds out who asks, asks the gate, reads the body, calls the handler in its unit of work, renders.
///
/// What comes before what matters: who may not is refused before a byte of the body is read, and nothing slow (reading, parsing,
/// hashing, rendering) happens while a unit of work that writes is open.
struct Endpoint: Sendable {
    let house: House
    let module: any Module
    let route: Route

    /// Answers a request; `body` is nil where there is none to read.
    func respond(_ asked: Asked, _ body: BodySource?) async throws -> Answer {
        if case .machine = route.access { return try await machine(asked) }
        if case .read(let handler) = route.work, body == nil { return try await look(asked, handler) }
        switch try await admit(asked) {
        case .refused(let answer): return answer
        case .admitted(var visit):
            do {
                return try await serve(&visit, body)
            } catch let failure as Failure {
                return try house.answer(failure, for: visit)
            } catch let errors as FieldErrors {
                return try house.answer(errors, for: visit)
            }
        }
    }

    /// Goes on with an admitted request, to which the body's form is added on the way.
    private func serve(_ visit: inout Visit, _ body: BodySource?) async throws -> Answer {
        if case .streaming(let handler) = route.work, let body {
            if let length = body.announced, length > route.bodyLimit { throw Failure.tooLarge(limit: route.bodyLimit) }
            let stream = BodyStream(body, contentType: visit.asked.header("content-type"))
            return try house.dress(try await handler(visit, stream), for: visit)
        }
        if let body { try await read(body, into: &visit.asked) }
        let confirmation = try await typedPassword(visit)
        switch route.work {
        case .read(let handler): return try await look(visit.asked, handler)
        case .write(let handler): return try await change(visit.asked, confirmation, handler)
        case .free(let handler): return try await free(visit, confirmation, handler)
        case .streaming: throw Failure.notFound
        }
    }

    /// One unit of work from the session to the bytes.
    private func look(
        _ asked: Asked, _ handler: @escaping @Sendable (Visit, any Connection) throws -> Reply
    ) async throws -> Answer {
        try await house.database.read(route.pace) { db in
            var visit = try house.visit(asked, db)
            do {
                try gate(&visit, db)
                var answer = try house.dress(handler(visit, db), for: visit)
                // In the hop between threads that is made anyway: a small picture costs no second one.
                try answer.open(FileConditions(method: asked.method, header: { asked.header($0) }), house.configuration)
                return answer
            } catch let failure as Failure {
                return try house.answer(failure, for: visit)
            } catch let errors as FieldErrors {
                return try house.answer(errors, for: visit)
            }
        }
    }

    /// The password of a form that was sent from the confirmation page.
    private func typedPassword(_ visit: Visit) async throws -> Confirmation? {
        guard route.access.asksPassword, visit.asked.form.has(ConfirmPage.field), !visit.actor.isVisitor else {
            return nil
        }
        return Confirmation(isRight: try await visit.isOwnPassword(visit.asked.form[ConfirmPage.field]))
    }

    /// Reads the body up to the route's limit, and takes it apart.
    private func read(_ source: BodySource, into asked: inout Asked) async throws {
        // Where a password is exchanged for something, nobody without one sends anything else.
        if route.operation?.proof == .password, asked.password == nil { throw Failure.api(.badPassword) }
        let bytes = try await source.whole()
        if let operation = route.operation {
            asked.body = bytes
            if let body = operation.body { asked.form = try body.read(asked) }
            return
        }
        guard !bytes.isEmpty else { return }
        let type = asked.header("content-type")?.lowercased() ?? ""
        guard type.hasPrefix("application/x-www-form-urlencoded") else { throw Failure.unsupportedType }
        asked.form = try Fields(urlEncoded: bytes)
    }

    /// Asks the gate, on the state as this unit of work sees it.
    func gate(_ visit: inout Visit, _ db: any Connection, confirmed: Bool = true) throws {
        if !house.isOn(module, visit.settings) { throw Failure.notFound }
        if house.inMaintenance(visit.settings), !route.duringMaintenance, !Maintenance.admits(visit) {
            throw Failure.unavailable(retryAfter: 600)
        }
        try Gate.check(confirmed ? route.access : route.access.withoutPassword, &visit, db)
    }

    private func machine(_ asked: Asked) async throws -> Answer {
        guard case .free(let handler) = route.work else { throw Failure.notFound }
        let visit = Visit(
            house: house, asked: asked, actor: Actor(person: nil, grants: Grants([], person: nil)),
            language: house.wardrobe.outfit.languages.standard, now: house.clock(), settings: house.cache.lastSettings)
        return try house.dress(try await handler(visit), for: visit)
    }
}
