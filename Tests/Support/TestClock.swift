public import PortalValues
import Synchronization

/// A clock that tests move.
final class TestClock: Sendable {
    private let offset = Mutex<Int64>(0)
    var now: Instant { Instant.tested().adding(seconds: offset.withLock { $0 }) }
    func move(_ seconds: Int64) { offset.withLock { $0 += seconds } }
}

extension Instant {
    /// Ten in the morning of 25 November 2026 in Paris, which is when every run of the tests begins.
    private static let begin = Instant(seconds: 1_795_597_200)
    private static let launch = ContinuousClock.now

    /// What time it is for tests: it goes on from a moment that is the same in every run, so that no test is red on some days only.
    /// This is the time of a `TestPortal` that nobody has let wait.
    public static func tested() -> Instant {
        let (seconds, attoseconds) = (ContinuousClock.now - launch).components
        return Instant(microseconds: begin.microseconds + seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
    }
}
