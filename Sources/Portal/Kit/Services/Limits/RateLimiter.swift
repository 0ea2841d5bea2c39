import PortalDatabase
public import PortalValues
import Synchronization

/// Counts tries per rule and key, in the database: every process of the portal counts together, and a restart forgets nothing.
///
/// A token bucket kept as one moment per key (the generic cell rate algorithm): the moment at which the bucket would be full again.
public final class RateLimiter: Sendable {
    /// What came of taking tries.
    struct Taken: Sendable, Equatable {
        /// Seconds until the tries would be free; nil where they were taken.
        let wait: Int?
        /// How many more are free at this moment.
        let left: Int
    }

    private let database: Database
    /// Keys that were refused a moment ago: a flood of tries costs the database one question a second.
    private let refusals = Mutex<[String: Refusal]>([:])

    /// When a key was refused, and when its next try will be free.
    private struct Refusal {
        let at, free: Instant
    }

    private static let mostRefusals = 10_000

    /// Counts in this database.
    init(_ database: Database) { self.database = database }

    /// Takes one try. Nil: go on. Otherwise nothing is taken, and the answer is how many seconds to wait (at least 1).
    public func take(_ rule: RateRule, key: String, now: Instant) async throws -> Int? {
        try await take(rule, key: key, count: 1, now: now).wait
    }

    /// Takes several tries at once, all of them or none.
    func take(_ rule: RateRule, key: String, count: Int, now: Instant) async throws -> Taken {
        let name = Self.name(rule, key)
        if let wait = lastRefusal(name, now: now) { return Taken(wait: wait, left: 0) }
        let taken = try await database.adjust { db in try Self.take(name, rule, count: count, now: now, db) }
        if let wait = taken.wait, count == 1 { remember(name, until: now.adding(seconds: Int64(wait)), now: now) }
        return taken
    }

    /// Takes one try as part of a unit of work, whose end decides whether it was taken.
    static func take(_ rule: RateRule, key: String, now: Instant, _ db: any Connection) throws -> Int? {
        try take(name(rule, key), rule, count: 1, now: now, db).wait
    }

    /// Gives one try back: it was a good one.
    public func giveBack(_ rule: RateRule, key: String) async throws {
        let name = Self.name(rule, key)
        refusals.withLock { $0[name] = nil }
        try await database.adjust { db in
            try db.run("UPDATE rate_limit SET full_at = full_at - \(rule.interval) WHERE name = \(name)")
        }
    }

    /// Gives all tries of a key back.
    public func forgive(_ rule: RateRule, key: String) async throws {
        let name = Self.name(rule, key)
        refusals.withLock { $0[name] = nil }
        try await database.adjust { db in try db.run("DELETE FROM rate_limit WHERE name = \(name)") }
    }

    /// Forgets keys whose tries are all free again; how many.
    @discardableResult
    static func forget(now: Instant, _ db: any Connection) throws -> Int {
        try db.run("DELETE FROM rate_limit WHERE full_at <= \(now.microseconds)")
    }

    private static func take(_ name: String, _ rule: RateRule, count: Int, now: Instant, _ db: any Connection) throws
        -> Taken
    {
        let cost = rule.interval * Int64(min(max(count, 1), rule.burst))
        let start = bounded(now)
        // The last moment at which the bucket may be full afterwards.
        let limit = start + rule.span
        let full = try db.value(
            """
            INSERT INTO rate_limit (name, full_at) VALUES (\(name), \(start + cost))
            ON CONFLICT (name) DO UPDATE SET full_at =
                CASE WHEN rate_limit.full_at > \(start) THEN rate_limit.full_at ELSE \(start) END + \(cost)
            WHERE rate_limit.full_at + \(cost) <= \(limit)
            RETURNING full_at
            """, as: Int64.self)
        if let full { return Taken(wait: nil, left: Int((limit - full) / rule.interval)) }
        // A clock that was set back must not lock anybody out for longer than an empty bucket would.
        try db.run("UPDATE rate_limit SET full_at = \(limit) WHERE name = \(name) AND full_at > \(limit)")
        let last = try db.value("SELECT full_at FROM rate_limit WHERE name = \(name)", as: Int64.self) ?? start
        let wait = max(last + cost - limit, 1)
        return Taken(wait: Int((wait + 999_999) / 1_000_000), left: max(Int((limit - last) / rule.interval), 0))
    }

    /// Far from the ends of the number, so that no rule's span leads over them.
    private static func bounded(_ now: Instant) -> Int64 { min(max(now.microseconds, 0), Int64.max / 4) }

    /// Keys come from forms and from networks: what is stored tells neither, and a long one takes no more room than a short one.
    private static func name(_ rule: RateRule, _ key: String) -> String {
        "\(rule.name) \(Digest.hex("\(rule.name) \(key)").prefix(32))"
    }

    private func lastRefusal(_ name: String, now: Instant) -> Int? {
        refusals.withLock { refusals in
            guard let last = refusals[name] else { return nil }
            // Another process may have given tries back, and a clock may have been set: believed for a second only.
            guard last.at <= now, now < last.at.adding(seconds: 1), now < last.free else {
                refusals[name] = nil
                return nil
            }
            return Int((last.free.microseconds - now.microseconds + 999_999) / 1_000_000)
        }
    }

    private func remember(_ name: String, until free: Instant, now: Instant) {
        refusals.withLock { refusals in
            if refusals.count >= Self.mostRefusals { refusals.removeAll(keepingCapacity: true) }
            refusals[name] = Refusal(at: now, free: free)
        }
    }
}
