import Synchronization

/// Lets a few units of one kind run at once. The others wait outside, where they hold no connection, first come first served; who waits
/// longer than `patience`, or behind too many, is told `.busy`.
final class Turnstile: Sendable {
    private struct State {
        var running = 0
        var serial = 0
        var waiting: [(number: Int, turn: CheckedContinuation<Bool, Never>)] = []
    }

    private let width: Int
    private let patience: Duration
    private let state = Mutex(State())

    /// How many may wait.
    private static let most = 50

    init(width: Int, patience: Duration) {
        self.width = max(1, width)
        self.patience = patience
    }

    /// Runs the body when it is its turn.
    func run<T: Sendable>(_ body: () async throws -> T) async throws -> T {
        guard await enter() else { throw DatabaseError.busy }
        defer { leave() }
        return try await body()
    }

    private func enter() async -> Bool {
        await withCheckedContinuation { turn in
            enum Next { case go, wait(Int), refuse }
            let next = state.withLock { state -> Next in
                if state.running < width {
                    state.running += 1
                    return .go
                }
                guard state.waiting.count < Self.most else { return .refuse }
                state.serial += 1
                state.waiting.append((state.serial, turn))
                return .wait(state.serial)
            }
            switch next {
            case .go: turn.resume(returning: true)
            case .refuse: turn.resume(returning: false)
            case .wait(let number):
                Task { [self] in
                    try? await Task.sleep(for: patience)
                    give(up: number)
                }
            }
        }
    }

    private func give(up number: Int) {
        let turn = state.withLock { state in
            state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0).turn }
        }
        turn?.resume(returning: false)
    }

    /// Hands the turn on, to whoever came first.
    private func leave() {
        let turn = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard !state.waiting.isEmpty else {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst().turn
        }
        turn?.resume(returning: true)
    }
}
