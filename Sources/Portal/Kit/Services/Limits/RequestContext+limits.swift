import PortalConfiguration
public import PortalDatabase
import PortalValues

extension PortalRequest {
    /// Whoever speaks to the portal without a network, through a socket of the machine, is the machine.
    static let ownAddress = "127.0.0.1"
    /// Whose tries are counted together where an address is all that is known: see ``IPAddress/subscriber``.
    public var addressKey: String { IPAddress(address)?.subscriber ?? address }
}

extension RequestContext {
    /// The visitor's address as limits count it.
    public var addressKey: String { request.addressKey }

    /// Takes one try, or throws 429 with the time to wait.
    public func demand(_ rule: RateRule, key: String) async throws {
        if let wait = try await application.limiter.take(rule, key: key, now: now) {
            throw Failure.tooMany(retryAfter: wait)
        }
    }

    /// The same as part of a unit of work: counted only when all of it is kept. For what is limited when it succeeds, such as mails.
    public func demand(_ rule: RateRule, key: String, _ db: any Connection) throws {
        if let wait = try RateLimiter.take(rule, key: key, now: now, db) { throw Failure.tooMany(retryAfter: wait) }
    }

    /// Whose tries are counted together: a person's own, or those of a visitor's address.
    public var limitKey: String { actor.id.map { "person \($0)" } ?? "address \(addressKey)" }
}
