import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// Forgets links that nobody can follow any more, and registrations that nobody finished.
enum Forgetting {
    /// How long a link is remembered after its end, so that whoever follows it late reads why it does not work.
    static let seconds: Int64 = 7 * 86_400

    static let job = Job("accounts.forgetting", .every(seconds: 3600)) { application in
        let old = application.clock().adding(seconds: -seconds)
        return try await application.database.write { db in
            let links = try db.run("DELETE FROM account_token WHERE expires_at <= \(old)")
            let registrations = try db.run("DELETE FROM registration WHERE expires_at <= \(old)")
            return tr(
                "Cleared: links %(links)s, unfinished registrations %(registrations)s.",
                ["links": .number(links), "registrations": .number(registrations)])
        }
    }
}
