import PortalLanguage
import PortalValues
import Synchronization

/// How often programs call, counted for all processes together: each takes calls from the common bucket some at a time, so that most
/// calls cost no question to the database.
final class ApiCalls: Sendable {
    /// How a program stands after a call, as the header `RateLimit` tells it.
    struct Standing: Sendable, Equatable {
        /// Calls a minute.
        let quota: Int
        /// How many are left now, and seconds until all are free again.
        let left, reset: Int
        /// Seconds to wait; nil where the call was free.
        var wait: Int?

        /// The header fields `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers, version 10).
        var headers: [(name: String, value: String)] {
            [("RateLimit-Policy", "\"api\";q=\(quota);w=60"), ("RateLimit", "\"api\";r=\(left);t=\(reset)")]
        }
    }

    /// Calls that this process has taken from the bucket and not yet given out.
    private struct Lease {
        var calls: Int
        /// What was left in the bucket when they were taken.
        let shared: Int
        let takenAt: Instant
    }

    private static let mostLeases = 10_000
    /// A lease that nobody used up is worth nothing after a minute: the bucket has filled meanwhile.
    private static let leaseSeconds: Int64 = 60

    private let limiter: RateLimiter
    private let rule: RateRule?
    private let leases = Mutex<[String: Lease]>([:])

    /// Without a rate nothing is counted.
    init(_ limiter: RateLimiter, perMinute calls: Int) {
        self.limiter = limiter
        rule = calls > 0 ? .api(perMinute: calls) : nil
    }

    /// Counts one call; nil where calls are not counted.
    func count(_ key: String, now: Instant) async throws -> Standing? {
        guard let rule else { return nil }
        if let lease = useLease(key, now: now) { return standing(rule, left: lease.calls + lease.shared) }
        // A twelfth of a minute's calls at a time; near the end of them, one by one.
        for size in [max(rule.burst / 12, 1), 1] {
            let taken = try await limiter.take(rule, key: key, count: size, now: now)
            if taken.wait == nil {
                keep(Lease(calls: size - 1, shared: taken.left, takenAt: now), key)
                return standing(rule, left: size - 1 + taken.left)
            }
            if size == 1 { return standing(rule, left: 0, wait: taken.wait) }
        }
        return nil
    }

    private func useLease(_ key: String, now: Instant) -> Lease? {
        leases.withLock { leases in
            guard var lease = leases[key] else { return nil }
            guard lease.calls > 0, lease.takenAt <= now, now < lease.takenAt.adding(seconds: Self.leaseSeconds) else {
                leases[key] = nil
                return nil
            }
            lease.calls -= 1
            leases[key] = lease
            return lease
        }
    }

    private func keep(_ lease: Lease, _ key: String) {
        leases.withLock { leases in
            if leases.count >= Self.mostLeases { leases.removeAll(keepingCapacity: true) }
            leases[key] = lease
        }
    }

    private func standing(_ rule: RateRule, left: Int, wait: Int? = nil) -> Standing {
        let missing = Int64(max(rule.burst - left, 0))
        let reset = (missing * rule.interval + 999_999) / 1_000_000
        return Standing(quota: rule.burst, left: left, reset: Int(reset), wait: wait)
    }
}
