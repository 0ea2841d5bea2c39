import Logging
import PortalDatabase
import PortalKit

extension HomeModule {
    /// Alive: answers as long as the process can answer at all.
    func showHealth(_ visit: Visit) async throws -> Reply { .text("ok\n") }

    /// Ready: the database answers, and keeps what it is given.
    func showReadiness(_ visit: Visit) async throws -> Reply {
        guard let fault = await visit.house.readiness.fault() else { return .text("ready\n") }
        visit.house.logger.warning("not ready", metadata: ["why": "\(fault)"])
        return Reply.text("the database does not answer, or keeps nothing\n", status: 503).with("Retry-After", "5")
    }
}
