import Synchronization

/// The jobs that run in this process, so that a look does not find its own.
final class RunningJobs: Sendable {
    private let state = Mutex(Set<String>())

    var names: Set<String> { state.withLock { $0 } }

    /// False when it runs already.
    func begin(_ name: String) -> Bool { state.withLock { $0.insert(name).inserted } }

    func end(_ name: String) { state.withLock { _ = $0.remove(name) } }
}
