import Logging
import PortalDatabase
import PortalLanguage
import PortalSecurity
import PortalValues
import ServiceLifecycle

extension JobRunner {
    /// Runs jobs until the portal stops.
    public func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await loop() }
            group.addTask {
                // Both end early, without harm, when the loop has ended.
                try? await gracefulShutdown()
                try? await Swift.Task.sleep(for: .seconds(patience))
            }
            await group.next()
            group.cancelAll()
        }
    }

    private var isStopping: Bool { Swift.Task.isCancelled || Swift.Task.isShuttingDownGracefully }

    /// Ends when the portal stops and the last running job has ended.
    private func loop() async {
        let running = RunningJobs()
        await withDiscardingTaskGroup { group in
            var isReachable = true
            while !isStopping {
                do {
                    for task in try await due(except: running.names) where running.begin(task.name) {
                        group.addTask {
                            await attempt(task)
                            running.end(task.name)
                        }
                    }
                    isReachable = true
                } catch {
                    // One line when the database goes, not one every few seconds.
                    if isReachable { logger.error("jobs wait: \(error)") }
                    isReachable = false
                }
                await cancelWhenGracefulShutdown { await bell.wait(seconds: pause) }
            }
        }
    }

    /// Runs every job that is due, one after the other, and returns the names of those that ran: for tests and the command line.
    func pass() async throws -> [String] {
        var ran: [String] = []
        for task in try await due(except: []) where await attempt(task) { ran.append(task.name) }
        return ran
    }

    /// The jobs to begin now.
    private func due(except running: Set<String>) async throws -> [Task] {
        let now = clock()
        let states = try await database.read { db in try JobState.all(db) }
        let known = Set(states.map(\.name))
        let unknown = tasks.filter { !known.contains($0.name) }
        if !unknown.isEmpty {
            try await database.write { db in
                for task in unknown {
                    try JobLock.introduce(task.name, due: task.schedule.first(from: now, in: zone), db)
                }
            }
        }
        let ready = Set(states.filter { $0.isDue(now) }.map(\.name))
        let wanted = tasks.filter { ready.contains($0.name) && !running.contains($0.name) }
        guard !wanted.isEmpty else { return [] }
        return try await database.read { db in try wanted.filter { try $0.isNeeded(db, now) } }
    }

    /// Takes a job's lock, runs it and notes what came of it. False when another process was faster.
    @discardableResult
    func attempt(_ task: Task) async -> Bool {
        let lock = JobLock(name: task.name, holder: Token().hashed)
        do {
            let start = clock()
            guard try await database.write({ try lock.take(now: start, limit: task.limit, $0) }) else { return false }
            await note(lock, task, await outcome(task))
        } catch {
            // The lock could not be taken; the next look tries again.
            logger.error("job \(task.name) cannot begin: \(error)")
            return false
        }
        return true
    }

    private enum Outcome: Sendable {
        case done(Message?)
        case failed(String)
        case stopped
    }

    private func outcome(_ task: Task) async -> Outcome {
        do {
            return .done(try await Deadline.run(seconds: task.limit) { try await task.run() })
        } catch is CancellationError where Swift.Task.isCancelled {
            return .stopped
        } catch {
            return .failed("\(error)")
        }
    }

    private func note(_ lock: JobLock, _ task: Task, _ outcome: Outcome) async {
        let now = clock()
        // Not cancelled with the job: a lock that stays would keep the job waiting until it runs out.
        let noted = Swift.Task {
            switch outcome {
            case .done(let message):
                let due = task.schedule.next(after: now, in: zone)
                try await database.write { try lock.finish(now: now, due: due, message: message, $0) }
            case .failed(let message):
                let failures = try await database.write { try lock.fail(now: now, message: message, $0) }
                logger.error("job \(task.name) failed (\(failures) in a row): \(message)")
            case .stopped: try await database.write { try lock.release($0) }
            }
        }
        if case .failure(let error) = await noted.result {
            logger.error("job \(task.name) ended, which could not be noted: \(error)")
        }
    }
}
