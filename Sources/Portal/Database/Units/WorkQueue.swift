import NIOCore
import NIOPosix
import Synchronization

/// Where blocking work runs: threads of its own, so that neither Swift's cooperative threads nor the event loops ever wait.
///
/// First come, first served. A unit that waited longer than `patience` is answered with `.busy` while the threads are still at work.
final class WorkQueue: Sendable {
    fileprivate struct Job: Sendable {
        let deadline: NIODeadline
        let run: @Sendable (DatabaseError?) -> Void
    }

    fileprivate struct State {
        var waiting: [Job] = []
        /// How many of `waiting` have been taken; the front is cut off now and then.
        var taken = 0
        var active = 0
        var isClosed = false
        var isWatched = false
        var closing: [CheckedContinuation<Void, Never>] = []
    }

    private let threads: NIOThreadPool
    private let limit: Int
    private let patience: TimeAmount
    private let state = Mutex(State())

    init(threads count: Int, patience: Duration) {
        limit = max(1, count)
        threads = NIOThreadPool(numberOfThreads: limit)
        threads.start()
        self.patience = TimeAmount(patience)
    }

    deinit {
        // The threads would outlive a queue that nobody closed.
        threads.shutdownGracefully { _ in }
    }

    /// Runs the body on one of the threads.
    func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            submit { refusal in
                if let refusal { return continuation.resume(throwing: refusal) }
                continuation.resume(with: Result { try body() })
            }
        }
    }

    private func submit(_ run: @escaping @Sendable (DatabaseError?) -> Void) {
        enum Next { case refuse, start, wait, watch }
        let next = state.withLock { state -> Next in
            if state.isClosed { return .refuse }
            if state.active < limit {
                state.active += 1
                return .start
            }
            state.waiting.append(Job(deadline: .now() + patience, run: run))
            if state.isWatched { return .wait }
            state.isWatched = true
            return .watch
        }
        switch next {
        case .refuse: run(.unavailable("it is closed"))
        case .wait: break
        case .watch: watch()
        case .start:
            threads.submit { _ in
                run(nil)
                while let job = self.takeOrRest() { job.run(nil) }
            }
        }
    }

    /// The next job for a thread that is done with one; without any, the thread rests.
    private func takeOrRest() -> Job? {
        let (job, waiters) = state.withLock { state -> (Job?, [CheckedContinuation<Void, Never>]) in
            if state.taken < state.waiting.count {
                let job = state.waiting[state.taken]
                state.taken += 1
                if state.taken > 64, state.taken * 2 > state.waiting.count { state.compact() }
                return (job, [])
            }
            state.compact()
            state.active -= 1
            guard state.isClosed, state.active == 0 else { return (nil, []) }
            defer { state.closing = [] }
            return (nil, state.closing)
        }
        for waiter in waiters { waiter.resume() }
        return job
    }

    /// Answers those that have waited too long, as long as anyone waits.
    private func watch() {
        Task { [self] in
            while true {
                try? await Task.sleep(for: .milliseconds(50))
                let (late, isDone) = state.withLock { state -> ([Job], Bool) in
                    state.compact()
                    let now = NIODeadline.now()
                    let late = state.waiting.prefix { $0.deadline <= now }
                    state.waiting.removeFirst(late.count)
                    state.isWatched = !state.waiting.isEmpty
                    return (Array(late), !state.isWatched)
                }
                for job in late { job.run(.busy) }
                if isDone { return }
            }
        }
    }

    /// Refuses new work, waits for the work that was accepted, and ends the threads.
    func close() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                state.isClosed = true
                if state.active > 0 { state.closing.append(continuation) }
                return state.active == 0
            }
            if isIdle { continuation.resume() }
        }
        // It was started by us and is stopped once; a second stop has nothing to say.
        try? await threads.shutdownGracefully()
    }
}

extension WorkQueue.State {
    fileprivate mutating func compact() {
        waiting.removeFirst(taken)
        taken = 0
    }
}
