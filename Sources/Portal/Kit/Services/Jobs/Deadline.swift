/// A bound on how long something may take.
enum Deadline {
    /// Nothing came of it in time.
    struct Missed: Error, CustomStringConvertible {
        let seconds: Int
        var description: String { "not done after \(seconds) seconds" }
    }

    /// Runs the work and cancels it after so many seconds. Throws ``Missed`` then, as soon as the work heeds it.
    static func run<T: Sendable>(seconds: Int, _ work: @escaping @Sendable () async throws -> T) async throws -> T {
        try await withThrowingTaskGroup(of: T.self) { group in
            group.addTask(operation: work)
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                throw Missed(seconds: seconds)
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }
}
