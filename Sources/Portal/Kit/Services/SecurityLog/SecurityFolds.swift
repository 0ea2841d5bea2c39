import PortalValues
import Synchronization

/// Counts equal failures before they are written, so that a flood of them does not become a flood of writes: the first 64 of a minute
/// are written one by one, those after them each time that their number has doubled. So a count is exact up to 64, and beyond that it
/// is a lower bound of at least half.
final class SecurityFolds: Sendable {
    private struct Fold {
        var seen = 0
        var written = 0
    }

    private struct State {
        var minute: Int64 = 0
        var folds: [String: Fold] = [:]
    }

    private static let exact = 64
    private static let most = 10_000
    private let state = Mutex(State())

    /// How many to add to what is written now; 0: nothing yet.
    func due(_ fold: String?, at now: Instant) -> Int {
        guard let fold else { return 1 }
        return state.withLock { state in
            let minute = now.seconds / 60
            if state.minute != minute || state.folds.count >= Self.most {
                state.minute = minute
                state.folds.removeAll(keepingCapacity: true)
            }
            var known = state.folds[fold] ?? Fold()
            defer { state.folds[fold] = known }
            known.seen += 1
            guard known.seen <= Self.exact || known.seen & (known.seen - 1) == 0 else { return 0 }
            defer { known.written = known.seen }
            return known.seen - known.written
        }
    }
}
