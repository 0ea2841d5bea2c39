import PortalValues
import Synchronization

/// Tokens whose signature was checked before, by their text: a program sends the same one with every request. What can change is not
/// kept: when it ends is compared each time, and whether it was revoked is asked of the database.
final class KnownTokens: Sendable {
    private static let most = 1_000
    private let known = Mutex<[String: WebToken]>([:])

    /// The token of this text, read by `check` where it is not known; nil where it is none, or its time is not now.
    func find(_ text: String, now: Instant, _ check: () -> WebToken?) -> WebToken? {
        if let token = known.withLock({ $0[text] }) { return token.holds(at: now) ? token : nil }
        guard let token = check() else { return nil }
        known.withLock {
            if $0.count >= Self.most { $0.removeAll(keepingCapacity: true) }
            $0[text] = token
        }
        return token
    }
}
