import Logging
import PortalDatabase
import PortalLanguage
import PortalValues
import ServiceLifecycle
import Synchronization
import Testing

@testable import PortalKit

/// A clock that tests set.
final class TestClock: Sendable {
    private let moment: Mutex<Instant>
    init(_ moment: Instant) { self.moment = Mutex(moment) }
    var now: Instant { moment.withLock { $0 } }
    func advance(_ seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// Counts what happened.
final class Tally: Sendable {
    private let state = Mutex((now: 0, most: 0, total: 0))
    var total: Int { state.withLock { $0.total } }
    var most: Int { state.withLock { $0.most } }
    func begin() {
        state.withLock {
            $0.now += 1
            $0.total += 1
            $0.most = max($0.most, $0.now)
        }
    }
    func end() { state.withLock { $0.now -= 1 } }
}

@Suite struct JobTests {
    struct Broken: Error, CustomStringConvertible { let description = "it broke" }

    static func runner(_ database: Database, _ clock: TestClock, _ tasks: [JobRunner.Task]) -> JobRunner {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return JobRunner(database, tasks, logger: logger) { clock.now }
    }

    static func task(
        _ name: String, _ schedule: JobSchedule, limit: Int = 60,
        isNeeded: @escaping @Sendable (any Connection, Instant) throws -> Bool = { _, _ in true },
        run: @escaping @Sendable () async throws -> Message?
    ) -> JobRunner.Task { JobRunner.Task(name: name, schedule: schedule, limit: limit, isNeeded: isNeeded, run: run) }

    static func state(_ name: String, _ database: Database) async throws -> JobState {
        try #require(try await database.read { db in try JobState.all(db).first { $0.name == name } })
    }

    @Test(arguments: ServiceDatabase.tested)
    func `a job runs at once, then after its interval, and says what it did`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            let clock = TestClock(.at(0))
            let tally = Tally()
            let runner = Self.runner(
                database, clock,
                [
                    Self.task("count", .every(seconds: 60)) {
                        tally.begin()
                        return tr("done %(count)s", ["count": .number(tally.total)])
                    }
                ])
            _ = try await runner.pass()
            #expect(try await runner.pass() == ["count"])
            #expect(try await runner.pass() == [])
            clock.advance(59)
            #expect(try await runner.pass() == [])
            clock.advance(1)
            #expect(try await runner.pass() == ["count"])
            let state = try await Self.state("count", database)
            #expect(state.message == tr("done %(count)s", ["count": 2]))
            #expect(state.lockedUntil == nil)
            #expect(state.dueAt == .at(120))
            #expect(state.failures == 0)
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `of many processes one runs the job`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            let clock = TestClock(.at(0))
            let tally = Tally()
            let task = Self.task("once", .every(seconds: 60)) {
                tally.begin()
                try await Task.sleep(for: .milliseconds(20))
                tally.end()
                return nil
            }
            let runners = (0..<8).map { _ in Self.runner(database, clock, [task]) }
            _ = try await runners[0].pass()
            await withTaskGroup(of: Void.self) { group in
                for runner in runners { group.addTask { _ = try? await runner.pass() } }
            }
            #expect(tally.total <= 1)
            if tally.total == 0 { _ = try await runners[0].pass() }
            #expect(tally.total == 1)
            clock.advance(60)
            await withTaskGroup(of: Void.self) { group in
                for runner in runners { group.addTask { await runner.attempt(task) } }
            }
            #expect(tally.total == 2)
            #expect(tally.most == 1)
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `a job that fails is tried again, later each time, and its words are kept`(engine: ServiceDatabase)
        async throws
    {
        try await engine.with { database in
            let clock = TestClock(.at(0))
            let runner = Self.runner(database, clock, [Self.task("bad", .every(seconds: 5)) { throw Broken() }])
            _ = try await runner.pass()
            for wait: Int64 in [30, 60, 120, 240] {
                #expect(try await runner.pass() == ["bad"])
                let state = try await Self.state("bad", database)
                #expect(state.message == .verbatim("it broke"))
                #expect(state.dueAt == clock.now.adding(seconds: wait))
                clock.advance(wait)
            }
            #expect(try await Self.state("bad", database).failures == 4)
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `a lock that a dead process left runs out`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            let clock = TestClock(.at(0))
            let tally = Tally()
            let runner = Self.runner(
                database, clock,
                [
                    Self.task("job", .every(seconds: 5), limit: 100) {
                        tally.begin()
                        return nil
                    }
                ])
            _ = try await runner.pass()
            let dead = JobLock(name: "job", holder: "dead")
            if tally.total == 0 {
                #expect(try await database.write { db in try dead.take(now: .at(0), limit: 100, db) })
            }
            #expect(try await runner.pass() == [])
            clock.advance(99)
            #expect(try await runner.pass() == [])
            clock.advance(1)
            #expect(try await runner.pass() == ["job"])
            // The dead one comes back and must not touch what others did since.
            try await database.write { db in try dead.finish(now: .at(500), due: .at(9999), message: tr("late"), db) }
            #expect(try await Self.state("job", database).dueAt == .at(105))
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `a job with nothing to do writes nothing`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            let clock = TestClock(.at(0))
            let runner = Self.runner(
                database, clock,
                [
                    Self.task("idle", .every(seconds: 5), isNeeded: { db, now in try Outbox.hasDue(db, now) }) {
                        tr("ran")
                    }
                ])
            _ = try await runner.pass()
            #expect(try await runner.pass() == [])
            #expect(try await Self.state("idle", database).startedAt == nil)
        }
    }

    @Test func `a job that takes too long is cancelled and counts as failed`() async throws {
        try await ServiceDatabase.sqlite.with { database in
            let clock = TestClock(.at(0))
            let runner = Self.runner(
                database, clock,
                [
                    Self.task("slow", .every(seconds: 5), limit: 1) {
                        try await Task.sleep(for: .seconds(60))
                        return nil
                    }
                ])
            _ = try await runner.pass()
            #expect(try await runner.pass() == ["slow"])
            #expect(try await Self.state("slow", database).message == .verbatim("not done after 1 seconds"))
        }
    }

    @Test func `when the portal stops, a running job is cancelled, unlocked and stays due`() async throws {
        try await ServiceDatabase.sqlite.with { database in
            let clock = TestClock(.at(0))
            let tally = Tally()
            var runner = Self.runner(
                database, clock,
                [
                    Self.task("long", .every(seconds: 5)) {
                        tally.begin()
                        try await Task.sleep(for: .seconds(60))
                        return nil
                    }
                ])
            runner.patience = 0
            runner.pause = 1
            let group = ServiceGroup(
                services: [runner], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                while tally.total == 0 { try await Task.sleep(for: .milliseconds(10)) }
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
            }
            let state = try await Self.state("long", database)
            #expect(state.lockedUntil == nil)
            #expect(state.failures == 0)
            #expect(state.dueAt == .at(0))
        }
    }

    @Test func `a daily job keeps its time on the wall clock through summer and winter`() throws {
        let zone = try #require(Zone("Europe/Paris"))
        func next(_ hour: Int, _ minute: Int, after text: String) throws -> String {
            JobSchedule.daily(hour: hour, minute: minute).next(after: try #require(Instant(iso: text)), in: zone)
                .description
        }
        #expect(try next(3, 30, after: "2026-11-21T00:00:00Z") == "2026-11-21T02:30:00.000000Z")
        #expect(try next(3, 30, after: "2026-11-21T02:30:00Z") == "2026-11-22T02:30:00.000000Z")
        #expect(try next(3, 30, after: "2026-07-01T12:00:00Z") == "2026-07-02T01:30:00.000000Z")
        // 29 March 2026: 02:30 does not exist, 03:30 does.
        #expect(try next(2, 30, after: "2026-03-28T12:00:00Z") == "2026-03-29T01:30:00.000000Z")
        // 25 October 2026: 02:30 exists twice; the job runs once.
        #expect(try next(2, 30, after: "2026-10-24T12:00:00Z") == "2026-10-25T00:30:00.000000Z")
        #expect(try next(2, 30, after: "2026-10-25T00:30:00Z") == "2026-10-26T01:30:00.000000Z")
    }

    @Test(arguments: ServiceDatabase.tested)
    func `what nobody needs any more is forgotten, the rest stays`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            let now = Instant.at(0)
            let words = try await database.write { db in
                for (token, age) in [("old", 8), ("new", 6)] {
                    try db.run(
                        """
                        INSERT INTO receipt (token, status, location, notices, created_at)
                        VALUES (\(token), 303, '/', '', \(now.adding(seconds: Int64(-age) * 86_400)))
                        """)
                }
                return try Purge.run(now: now, db)
            }
            #expect(words.arguments == ["sessions": 0, "receipts": 1, "mails": 0])
            #expect(
                try await database.read { db in try db.values("SELECT token FROM receipt", as: String.self) } == ["new"]
            )
        }
    }
}
