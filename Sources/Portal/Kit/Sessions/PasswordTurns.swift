import PortalLanguage
import Synchronization

/// Lets passwords of one account be checked a few at a time. A try is counted before its hash is made and given back when it was
/// right; were all of them begun at once, right ones would use up the tries of each other.
public final class PasswordTurns: Sendable {
    private struct Queue {
        var running = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    /// How many are checked at once for one account: fewer than any rule has tries, also in a few processes.
    static let width = 2
    /// How many may wait; who comes after them is told to come back.
    static let most = 100

    private let queues = Mutex<[String: Queue]>([:])

    init() {}

    /// Runs this check when it is its turn.
    ///
    /// - Throws: 429 where too many wait already; what the check throws.
    public func run<T: Sendable>(_ key: String, _ check: () async throws -> T) async throws -> T {
        try await enter(key)
        defer { leave(key) }
        return try await check()
    }

    private func enter(_ key: String) async throws {
        let isFull = queues.withLock { ($0[key]?.waiting.count ?? 0) >= Self.most }
        if isFull { throw Failure.tooMany(retryAfter: 1) }
        await withCheckedContinuation { continuation in
            let isFree = queues.withLock { queues in
                if queues[key, default: Queue()].running < Self.width {
                    queues[key, default: Queue()].running += 1
                    return true
                }
                queues[key, default: Queue()].waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    /// Hands the turn on, to whoever came first.
    private func leave(_ key: String) {
        let next = queues.withLock { queues in
            guard var queue = queues[key] else { return nil as CheckedContinuation<Void, Never>? }
            guard !queue.waiting.isEmpty else {
                queue.running -= 1
                queues[key] = queue.running > 0 ? queue : nil
                return nil
            }
            let next = queue.waiting.removeFirst()
            queues[key] = queue
            return next
        }
        next?.resume()
    }
}
