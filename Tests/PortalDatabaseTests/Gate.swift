import Foundation
import Synchronization

/// Lets a test and a body on another thread wait for each other.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let isOpen = Mutex(false)

    func open() {
        isOpen.withLock { $0 = true }
        semaphore.signal()
    }

    /// Blocks the thread: only inside a unit of work.
    func wait() {
        semaphore.wait()
        semaphore.signal()
    }

    func opened() async {
        while !isOpen.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(2)) }
    }
}
