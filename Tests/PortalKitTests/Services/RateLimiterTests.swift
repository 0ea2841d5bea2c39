import PortalConfiguration
import PortalDatabase
import PortalValues
import Testing

@testable import PortalKit

@Suite struct RateLimiterTests {
    let rule = RateRule("test", burst: 3, interval: 10)

    /// Runs a test with a limiter on a new database of each engine.
    private func with(
        _ engine: ServiceDatabase, _ body: (RateLimiter, Database) async throws -> Void
    ) async throws { try await engine.with { try await body(RateLimiter($0), $0) } }

    @Test(arguments: ServiceDatabase.tested)
    func `the burst is free and then one try comes back after each interval`(engine: ServiceDatabase) async throws {
        try await with(engine) { (limiter: RateLimiter, _: Database) async throws in
            for _ in 0..<3 { #expect(try await limiter.take(rule, key: "zoe", now: .at(0)) == nil) }
            #expect(try await limiter.take(rule, key: "zoe", now: .at(0)) == 10)
            #expect(try await limiter.take(rule, key: "zoe", now: .at(9)) == 1)
            #expect(try await limiter.take(rule, key: "zoe", now: .at(10)) == nil)
            #expect(try await limiter.take(rule, key: "zoe", now: .at(10)) == 10)
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `a refused try costs nothing`(engine: ServiceDatabase) async throws {
        try await with(engine) { (limiter: RateLimiter, _: Database) async throws in
            for _ in 0..<3 { _ = try await limiter.take(rule, key: "zoe", now: .at(0)) }
            for _ in 0..<100 { #expect(try await limiter.take(rule, key: "zoe", now: .at(5)) == 5) }
            #expect(try await limiter.take(rule, key: "zoe", now: .at(10)) == nil)
        }
    }

    @Test func `keys and rules do not share their tries`() async throws {
        try await with(.sqlite) { (limiter: RateLimiter, _: Database) async throws in
            let other = RateRule("other", burst: 1, interval: 10)
            for _ in 0..<3 { _ = try await limiter.take(rule, key: "zoe", now: .at(0)) }
            #expect(try await limiter.take(rule, key: "paul", now: .at(0)) == nil)
            #expect(try await limiter.take(other, key: "zoe", now: .at(0)) == nil)
            #expect(try await limiter.take(other, key: "zoe", now: .at(0)) != nil)
        }
    }

    @Test func `a long rest gives no more than the burst`() async throws {
        try await with(.sqlite) { (limiter: RateLimiter, _: Database) async throws in
            _ = try await limiter.take(rule, key: "zoe", now: .at(0))
            for _ in 0..<3 { #expect(try await limiter.take(rule, key: "zoe", now: .at(100_000)) == nil) }
            #expect(try await limiter.take(rule, key: "zoe", now: .at(100_000)) == 10)
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `tries can be given back one by one or all at once`(engine: ServiceDatabase) async throws {
        try await with(engine) { (limiter: RateLimiter, _: Database) async throws in
            for _ in 0..<3 { _ = try await limiter.take(rule, key: "zoe", now: .at(0)) }
            #expect(try await limiter.take(rule, key: "zoe", now: .at(0)) != nil)
            try await limiter.giveBack(rule, key: "zoe")
            #expect(try await limiter.take(rule, key: "zoe", now: .at(0)) == nil)
            #expect(try await limiter.take(rule, key: "zoe", now: .at(0)) != nil)
            try await limiter.forgive(rule, key: "zoe")
            for _ in 0..<3 { #expect(try await limiter.take(rule, key: "zoe", now: .at(0)) == nil) }
        }
    }

    @Test func `a clock set back locks nobody out for longer than an empty bucket`() async throws {
        try await with(.sqlite) { (limiter: RateLimiter, _: Database) async throws in
            for _ in 0..<3 { _ = try await limiter.take(rule, key: "zoe", now: .at(1_000_000)) }
            let wait = try await limiter.take(rule, key: "zoe", now: .at(0))
            #expect((wait ?? 0) <= 30)
            #expect(try await limiter.take(rule, key: "zoe", now: .at(40)) == nil)
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `two processes count together`(engine: ServiceDatabase) async throws {
        try await with(engine) { (limiter: RateLimiter, database: Database) async throws in
            let other = RateLimiter(database)
            for _ in 0..<2 { #expect(try await limiter.take(rule, key: "zoe", now: .at(0)) == nil) }
            #expect(try await other.take(rule, key: "zoe", now: .at(0)) == nil)
            #expect(try await other.take(rule, key: "zoe", now: .at(0)) == 10)
            #expect(try await limiter.take(rule, key: "zoe", now: .at(0)) == 10)
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `many at once take exactly the burst`(engine: ServiceDatabase) async throws {
        try await with(engine) { (limiter: RateLimiter, _: Database) async throws in
            let rule = RateRule("crowd", burst: 20, interval: 10)
            let free = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<64 { group.addTask { try await limiter.take(rule, key: "door", now: .at(0)) == nil } }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(free == 20)
        }
    }

    @Test func `what is stored tells neither key nor address, and is forgotten once it says nothing`() async throws {
        try await with(.sqlite) { (limiter: RateLimiter, database: Database) async throws in
            _ = try await limiter.take(rule, key: String(repeating: "zoe@example.org", count: 1_000), now: .at(0))
            let names = try await database.read { try $0.values("SELECT name FROM rate_limit", as: String.self) }
            #expect(names.count == 1 && names.allSatisfy { $0.utf8.count < 60 && !$0.contains("zoe") })
            #expect(try await database.write { try RateLimiter.forget(now: .at(9), $0) } == 0)
            #expect(try await database.write { try RateLimiter.forget(now: .at(10), $0) } == 1)
        }
    }

    @Test(arguments: [Instant(microseconds: .max), Instant(microseconds: .min), Instant(seconds: 0)])
    func `extreme moments and rules stop nothing`(now: Instant) async throws {
        try await with(.sqlite) { (limiter: RateLimiter, _: Database) async throws in
            let rule = RateRule("extreme", burst: .max, interval: .max)
            #expect(try await limiter.take(rule, key: String(repeating: "k", count: 10_000), now: now) == nil)
        }
    }

    @Test func `an address of IPv6 counts by its first 64 bits, one of IPv4 whole`() {
        #expect(IPAddress("2001:db8:1:2:3:4:5:6")?.subscriber == IPAddress("2001:db8:1:2::1")?.subscriber)
        #expect(IPAddress("2001:db8:1:2::1")?.subscriber != IPAddress("2001:db8:1:3::1")?.subscriber)
        #expect(IPAddress("::ffff:192.0.2.1")?.subscriber == "192.0.2.1")
        #expect(IPAddress("192.0.2.1")?.subscriber != IPAddress("192.0.2.2")?.subscriber)
    }
}

@Suite struct ApiCallsTests {
    @Test(arguments: ServiceDatabase.tested)
    func `a program gets its calls a minute, told what is left, and then waits`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            let calls = ApiCalls(RateLimiter(database), perMinute: 24)
            var left: [Int] = []
            for _ in 0..<24 {
                let standing = try #require(try await calls.count("token x", now: .at(0)))
                #expect(standing.wait == nil && standing.quota == 24)
                left.append(standing.left)
            }
            #expect(left == Array((0..<24).reversed()))
            let refused = try #require(try await calls.count("token x", now: .at(0)))
            #expect(refused.wait == 3 && refused.left == 0 && refused.reset == 60)
            #expect(try await calls.count("token y", now: .at(0))?.wait == nil)
            #expect(try await calls.count("token x", now: .at(3))?.wait == nil)
        }
    }

    @Test func `two processes give out no more than there are, and a rate of nothing counts nothing`() async throws {
        try await ServiceDatabase.sqlite.with { database in
            let processes = [RateLimiter(database), RateLimiter(database)].map { ApiCalls($0, perMinute: 120) }
            var given = 0
            for number in 0..<400 {
                if try await processes[number % 2].count("token x", now: .at(0))?.wait == nil { given += 1 }
            }
            #expect(given == 120)
            #expect(try await ApiCalls(RateLimiter(database), perMinute: 0).count("token x", now: .at(0)) == nil)
        }
    }
}
