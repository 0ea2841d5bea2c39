import PortalDatabase
import PortalLanguage

/// The routes that work outside of one unit of work.
extension Endpoint {
    /// A handler that opens its own units of work.
    func free(_ asked: Asked, _ handler: @Sendable (Visit) async throws -> Reply) async throws -> Answer {
        try await admitted(asked, handler)
    }

    /// A handler that reads the body itself; nothing of it has been read when the gate decides.
    func receive(
        _ asked: Asked, _ body: BodyStream, _ handler: @Sendable (Visit, BodyStream) async throws -> Reply
    ) async throws -> Answer {
        try await admitted(asked) { visit in
            if let length = body.contentLength, length > route.bodyLimit {
                throw Failure.tooLarge(limit: route.bodyLimit)
            }
            return try await handler(visit, body)
        }
    }

    private func admitted(_ asked: Asked, _ handler: (Visit) async throws -> Reply) async throws -> Answer {
        let opened: Opened = try await house.database.read { db in
            var visit = try house.visit(asked, db)
            visit.admission = { asked, db in
                var visit = try house.visit(asked, db)
                try gate(&visit, db)
                return visit
            }
            do {
                try gate(&visit, db)
                return .admitted(visit)
            } catch let failure as Failure {
                return .refused(try house.answer(failure, for: visit))
            }
        }
        switch opened {
        case .refused(let answer): return answer
        case .admitted(let visit):
            do {
                return try house.dress(try await handler(visit), for: visit)
            } catch let failure as Failure {
                return try house.answer(failure, for: visit)
            } catch let errors as FieldErrors {
                return try house.answer(errors, for: visit)
            }
        }
    }

    private enum Opened: Sendable {
        case admitted(Visit)
        case refused(Answer)
    }
}
