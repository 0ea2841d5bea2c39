import PortalDatabase
import PortalLanguage

extension Endpoint {
    /// What the door says to a request whose body nobody has read yet.
    enum Admission: Sendable {
        case admitted(RequestContext)
        case refused(RenderedResponse)
    }

    /// Finds out who asks and whether they may, all but the question for the password, whose answer the body may hold.
    func admit(_ request: PortalRequest) async throws -> Admission {
        try await application.database.read { db in
            var context = try application.context(request, db)
            // For work that opens later units: asked again there, since a large body takes its time.
            context.admission = { request, db in
                var context = try application.context(request, db)
                try gate(&context, db)
                return context
            }
            do {
                try gate(&context, db, confirmed: false)
                return .admitted(context)
            } catch let failure as Failure {
                return .refused(try application.answer(failure, for: context))
            }
        }
    }
}
