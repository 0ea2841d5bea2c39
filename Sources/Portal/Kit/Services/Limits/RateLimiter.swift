public import PortalValues
import Synchronization

/// Counts tries per rule and key, in this process's memory: with several processes each grants its own share, and a restart
/// forgets. That is enough against guessing and flooding, and costs no query.
///
/// A token bucket kept as one moment per key (the generic cell rate algorithm): the moment at which the bucket would be full again.
public final class RateLimiter: Sendable {
    private struct Key: Hashable {
        let rule: String
        let key: String
    }

    /// Two generations: the young one takes whatever is used; when it is full, the old one with all it holds is dropped and the
    /// young becomes the old. So a key is forgotten only after `capacity / 2` others came between two of its tries.
    private struct State {
        var young: [Key: Int64] = [:]
        var old: [Key: Int64] = [:]
    }

    private let half: Int
    private let state = Mutex(State())

    /// A limiter that remembers at most `capacity` keys; 100,000 take about 12 MB.
    public init(capacity: Int = 100_000) { half = max(capacity / 2, 1) }

    /// Takes one try. Nil: go on. Otherwise nothing is taken, and the answer is how many seconds to wait (at least 1).
    public func take(_ rule: RateRule, key: String, now: Instant) -> Int? {
        state.withLock { state in
            let key = Key(rule: rule.name, key: Self.bounded(key))
            let interval = Int64(rule.interval) * 1_000_000
            let span = interval * Int64(rule.burst)
            // A clock that was set back must not lock anybody out for longer than an empty bucket would.
            let full = min(max(state.young[key] ?? state.old[key] ?? 0, now.microseconds), now.microseconds + span)
            let wait = full + interval - span - now.microseconds
            remember(key, wait > 0 ? full : full + interval, in: &state)
            return wait > 0 ? Int((wait + 999_999) / 1_000_000) : nil
        }
    }

    /// Gives one try back: the sign-in from a shared address was a good one.
    public func giveBack(_ rule: RateRule, key: String) {
        state.withLock { state in
            let key = Key(rule: rule.name, key: Self.bounded(key))
            guard let full = state.young[key] ?? state.old[key] else { return }
            remember(key, full - Int64(rule.interval) * 1_000_000, in: &state)
        }
    }

    /// Gives all tries of a key back: after the right password.
    public func forgive(_ rule: RateRule, key: String) {
        state.withLock { state in
            let key = Key(rule: rule.name, key: Self.bounded(key))
            state.young[key] = nil
            state.old[key] = nil
        }
    }

    /// How many keys are remembered.
    var count: Int { state.withLock { $0.young.count + $0.old.count } }

    private func remember(_ key: Key, _ moment: Int64, in state: inout State) {
        state.old[key] = nil
        state.young[key] = moment
        guard state.young.count >= half else { return }
        state.old = state.young
        state.young = [:]
    }

    /// Keys come from forms: a long one costs no more memory than a short one, and two long ones rarely fall together.
    private static func bounded(_ key: String) -> String {
        guard key.utf8.count > 100 else { return key }
        var hasher = Hasher()
        hasher.combine(key)
        return String(key.prefix(20)) + String(hasher.finalize())
    }
}
