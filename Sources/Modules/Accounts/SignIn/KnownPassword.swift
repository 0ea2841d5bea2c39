import Logging
import PortalDatabase
import PortalKit
import PortalSecurity
import PortalValues

/// Somebody whose user name (or address) and password were right: for browsers that sign in, and for programs that ask for a token.
struct KnownPassword: Sendable {
    let person: Int64
    let username: String
    /// A new hash, where the stored one was made with yesterday's settings.
    private let fresh: String?

    /// Nil, after the same time, for an unknown name, a wrong password and a closed account. Throws 429 for too many tries.
    static func check(_ login: String, _ password: String, _ visit: Visit) async throws -> KnownPassword? {
        let house = visit.house
        for (rule, key) in [(RateRule.signInAddress, visit.asked.address), (.signInAccount, login.folded)] {
            if let wait = try await house.limiter.take(rule, key: key, now: visit.now) { throw Failure.tooMany(retryAfter: wait) }
        }
        guard login.utf8.count <= 320, !login.isEmpty else { return nil }
        let account = try await house.database.read { try LoginAccount.find(login, $0) }
        let right = try await house.apart {
            PasswordHash.verify(password, against: account?.hash ?? PasswordHash.dummy)
        }
        guard right, let account, let hash = account.hash, !account.disabled else {
            house.logger.notice("sign-in failed", metadata: ["address": "\(visit.asked.address)"])
            return nil
        }
        try await house.limiter.forgive(.signInAccount, key: login.folded)
        try await house.limiter.giveBack(.signInAddress, key: visit.asked.address)
        let fresh =
            PasswordHash.needsRehash(hash) ? try await house.apart { try PasswordHash.hash(password) } : nil
        return KnownPassword(person: account.person, username: account.username, fresh: fresh)
    }

    /// Notes that they came.
    func note(now: Instant, _ db: any Connection) throws {
        try db.run("UPDATE account SET last_login_at = \(now) WHERE person_id = \(person)")
        if let fresh { try db.run("UPDATE account SET password_hash = \(fresh) WHERE person_id = \(person)") }
    }
}
