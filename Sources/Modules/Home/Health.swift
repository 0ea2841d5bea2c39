import PortalDatabase
import PortalKit

extension HomeModule {
    /// Alive: answers as long as the process can answer at all.
    func showHealth(_ visit: Visit) async throws -> Reply { .text("ok\n") }

    /// Ready: the database answers too.
    func showReadiness(_ visit: Visit) async throws -> Reply {
        do {
            try await visit.house.database.ping()
            return .text("ready\n")
        } catch {
            return Reply.text("the database does not answer\n", status: 503).with("Retry-After", "5")
        }
    }
}
