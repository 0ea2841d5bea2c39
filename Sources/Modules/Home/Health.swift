import Logging
import PortalDatabase
import PortalKit

extension HomeModule {
    /// Alive: answers as long as the process can answer at all.
    func showHealth(_ context: RequestContext) async throws -> HandlerResponse { .text("ok\n") }

    /// Ready: the database answers, and keeps what it is given.
    func showReadiness(_ context: RequestContext) async throws -> HandlerResponse {
        guard let fault = await context.application.readiness.fault() else { return .text("ready\n") }
        context.application.logger.warning("not ready", metadata: ["why": "\(fault)"])
        return HandlerResponse.text("the database does not answer, or keeps nothing\n", status: 503).with(
            "Retry-After", "5")
    }
}
