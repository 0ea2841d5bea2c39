import Hummingbird
import Logging
import PortalDatabase
import PortalLanguage
import PortalSecurity
import PortalTemplates
import PortalValues

/// Carries an answer of 400 or above out of a unit of work, so that the unit is undone.
private struct Undone: Error {
    let answer: Answer
}

/// One route, being served: opens the unit of work, finds out who asks, asks the gate, calls the handler, renders.
struct Endpoint: Sendable {
    let house: House
    let module: any Module
    let route: Route

    func respond(_ asked: Asked) async throws -> Answer {
        if case .machine = route.access { return try await machine(asked) }
        var asked = asked
        let confirmation = try await typedPassword(&asked)
        switch route.work {
        case .read(let handler):
            return try await house.database.read { [asked] db in
                try answer(asked, db, confirmation, opensFile: true) { visit in try handler(visit, db) }
            }
        case .write(let handler):
            do {
                let written = try await house.database.write { [asked] db in
                    let answer = try answer(asked, db, confirmation) { visit in
                        route.operation == nil
                            ? try Receipts.once(visit, db) { try handler(visit, db) }
                            : try ApiReceipts.once(visit, db) { try handler(visit, db) }
                    }
                    if answer.status >= 400 { throw Undone(answer: answer) }
                    return answer
                }
                await follow(written)
                return written
            } catch let undone as Undone {
                return undone.answer
            }
        case .free(let handler):
            return try await free(asked, handler)
        case .streaming:
            // Served before its body is read.
            throw Failure.notFound
        }
    }

    /// Everything from the open database to the finished bytes; failures become pages in the visitor's own language.
    private func answer(
        _ asked: Asked, _ db: any Connection, _ confirmation: Confirmation?, opensFile: Bool = false,
        _ handler: (Visit) throws -> Reply
    ) throws -> Answer {
        var visit = try house.visit(asked, db)
        do {
            if let confirmation { try confirmation.note(&visit, db) }
            try gate(&visit, db)
            var answer = try house.dress(handler(visit), for: visit)
            // In the hop between threads that is made anyway: a small picture costs no second one.
            if opensFile {
                try answer.open(FileConditions(method: asked.method, header: { asked.header($0) }), house.configuration)
            }
            return answer
        } catch let failure as Failure {
            return try house.answer(failure, for: visit)
        } catch let errors as FieldErrors {
            return try house.answer(errors, for: visit)
        }
    }

    private func follow(_ answer: Answer) async {
        for work in answer.after {
            do { try await work(house) } catch { house.logger.error("after the commit: \(error)") }
        }
    }

    func gate(_ visit: inout Visit, _ db: any Connection) throws {
        if !house.isOn(module, visit.settings) { throw Failure.notFound }
        if house.inMaintenance(visit.settings), !route.duringMaintenance, !Maintenance.admits(visit) {
            throw Failure.unavailable(retryAfter: 600)
        }
        try Gate.check(route.access, &visit, db)
    }

    private func machine(_ asked: Asked) async throws -> Answer {
        guard case .free(let handler) = route.work else { throw Failure.notFound }
        let visit = Visit(
            house: house, asked: asked, actor: Actor(person: nil, grants: Grants([], person: nil)),
            language: house.wardrobe.outfit.languages.standard, now: house.clock(), settings: house.cache.lastSettings)
        return try house.dress(try await handler(visit), for: visit)
    }

    /// Takes the password out of a form that was sent from the confirmation page, and checks it before any transaction opens,
    /// since hashing takes its time on purpose.
    private func typedPassword(_ asked: inout Asked) async throws -> Confirmation? {
        guard case .confirmed = route.access, asked.form.has(ConfirmPage.field) else { return nil }
        let typed = asked.form[ConfirmPage.field]
        return try await Confirmation.check(typed, asked, house)
    }
}
