import NIOCore

/// Rings at a moment that moves often: its timer is set anew only when it moves forward, and what moved it back is found out when it
/// rings. A connection's requests thereby cost no timers.
final class Alarm {
    private let loop: any EventLoop
    /// Looks what is due, does it, and says when to look again; nil: not before somebody sets it.
    private let ring: () -> NIODeadline?
    private var armed: (deadline: NIODeadline, timer: Scheduled<Void>)?

    /// All on one event loop.
    init(_ loop: any EventLoop, _ ring: @escaping () -> NIODeadline?) {
        self.loop = loop
        self.ring = ring
    }

    /// Rings at this moment at the latest.
    func set(_ deadline: NIODeadline) {
        if let armed {
            if armed.deadline <= deadline { return }
            armed.timer.cancel()
        }
        let timer = loop.assumeIsolated().scheduleTask(deadline: deadline) { [weak self] in self?.look() ?? () }
        armed = (deadline, timer)
    }

    /// Never rings again.
    func cancel() {
        armed?.timer.cancel()
        armed = nil
    }

    private func look() {
        armed = nil
        if let next = ring() { set(next) }
    }
}
