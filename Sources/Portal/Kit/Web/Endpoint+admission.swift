import PortalDatabase
import PortalLanguage

extension Endpoint {
    /// What the door says to a request whose body nobody has read yet.
    enum Admission: Sendable {
        case admitted(Visit)
        case refused(Answer)
    }

    /// Finds out who asks and whether they may, all but the question for the password, whose answer the body may hold.
    func admit(_ asked: Asked) async throws -> Admission {
        try await house.database.read { db in
            var visit = try house.visit(asked, db)
            // For work that opens later units: asked again there, since a large body takes its time.
            visit.admission = { asked, db in
                var visit = try house.visit(asked, db)
                try gate(&visit, db)
                return visit
            }
            do {
                try gate(&visit, db, confirmed: false)
                return .admitted(visit)
            } catch let failure as Failure {
                return .refused(try house.answer(failure, for: visit))
            }
        }
    }
}
