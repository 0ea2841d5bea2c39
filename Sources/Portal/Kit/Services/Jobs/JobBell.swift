import Synchronization

/// Wakes the runner of this process out of its pause: somebody waits for what a job does. Other processes look at their own time.
public final class JobBell: Sendable {
    private struct State {
        var isRung = false
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Lets the runner look now, or right after the look that it is at.
    public func ring() {
        let waiting = state.withLock { state in
            guard let waiting = state.waiting else {
                state.isRung = true
                return nil as CheckedContinuation<Void, Never>?
            }
            state.waiting = nil
            return waiting
        }
        waiting?.resume()
    }

    /// Waits until it rings, or so many seconds. One task waits at a time.
    func wait(seconds: Int) async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                do { try await Task.sleep(for: .seconds(seconds)) } catch { return }
                self.ring()
            }
            await rung()
            group.cancelAll()
        }
    }

    private func rung() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    if state.isRung || Task.isCancelled {
                        state.isRung = false
                        return true
                    }
                    state.waiting = continuation
                    return false
                }
                if goesOn { continuation.resume() }
            }
        } onCancel: {
            // Also where nobody waits yet: one look too many does no harm.
            ring()
        }
    }
}
