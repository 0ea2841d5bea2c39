import PortalValues
import Testing

@testable import PortalKit

@Suite struct RateLimiterTests {
    let rule = RateRule("test", burst: 3, interval: 10)

    @Test func `the burst is free and then one try comes back after each interval`() {
        let limiter = RateLimiter()
        for _ in 0..<3 { #expect(limiter.take(rule, key: "zoe", now: .at(0)) == nil) }
        #expect(limiter.take(rule, key: "zoe", now: .at(0)) == 10)
        #expect(limiter.take(rule, key: "zoe", now: .at(9)) == 1)
        #expect(limiter.take(rule, key: "zoe", now: .at(10)) == nil)
        #expect(limiter.take(rule, key: "zoe", now: .at(10)) == 10)
    }

    @Test func `a refused try costs nothing`() {
        let limiter = RateLimiter()
        for _ in 0..<3 { _ = limiter.take(rule, key: "zoe", now: .at(0)) }
        for _ in 0..<100 { #expect(limiter.take(rule, key: "zoe", now: .at(5)) == 5) }
        #expect(limiter.take(rule, key: "zoe", now: .at(10)) == nil)
    }

    @Test func `keys and rules do not share their tries`() {
        let limiter = RateLimiter()
        let other = RateRule("other", burst: 1, interval: 10)
        for _ in 0..<3 { _ = limiter.take(rule, key: "zoe", now: .at(0)) }
        #expect(limiter.take(rule, key: "paul", now: .at(0)) == nil)
        #expect(limiter.take(other, key: "zoe", now: .at(0)) == nil)
        #expect(limiter.take(other, key: "zoe", now: .at(0)) != nil)
    }

    @Test func `a long rest gives no more than the burst`() {
        let limiter = RateLimiter()
        _ = limiter.take(rule, key: "zoe", now: .at(0))
        for _ in 0..<3 { #expect(limiter.take(rule, key: "zoe", now: .at(100_000)) == nil) }
        #expect(limiter.take(rule, key: "zoe", now: .at(100_000)) == 10)
    }

    @Test func `tries can be given back one by one or all at once`() {
        let limiter = RateLimiter()
        for _ in 0..<3 { _ = limiter.take(rule, key: "zoe", now: .at(0)) }
        limiter.giveBack(rule, key: "zoe")
        #expect(limiter.take(rule, key: "zoe", now: .at(0)) == nil)
        #expect(limiter.take(rule, key: "zoe", now: .at(0)) != nil)
        limiter.forgive(rule, key: "zoe")
        for _ in 0..<3 { #expect(limiter.take(rule, key: "zoe", now: .at(0)) == nil) }
    }

    @Test func `a clock set back locks nobody out for longer than an empty bucket`() {
        let limiter = RateLimiter()
        for _ in 0..<3 { _ = limiter.take(rule, key: "zoe", now: .at(1_000_000)) }
        #expect((limiter.take(rule, key: "zoe", now: .at(0)) ?? 0) <= 10)
    }

    @Test func `memory is bounded and the oldest keys go first`() {
        let limiter = RateLimiter(capacity: 100)
        for number in 0..<10_000 { _ = limiter.take(rule, key: "key \(number)", now: .at(0)) }
        #expect(limiter.count <= 100)
        for _ in 0..<2 { #expect(limiter.take(rule, key: "key 9999", now: .at(0)) == nil) }
        #expect(limiter.take(rule, key: "key 9999", now: .at(0)) == 10)
    }

    @Test func `a key in use stays remembered while others come and go`() {
        let limiter = RateLimiter(capacity: 100)
        for _ in 0..<3 { _ = limiter.take(rule, key: "attacker", now: .at(0)) }
        for number in 0..<1000 {
            _ = limiter.take(rule, key: "key \(number)", now: .at(0))
            if number.isMultiple(of: 20) { #expect(limiter.take(rule, key: "attacker", now: .at(0)) != nil) }
        }
    }

    @Test func `many at once take exactly the burst`() async {
        let limiter = RateLimiter()
        let rule = RateRule("crowd", burst: 50, interval: 10)
        let free = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<500 { group.addTask { limiter.take(rule, key: "door", now: .at(0)) == nil } }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(free == 50)
    }

    @Test(arguments: [Instant(microseconds: .max), Instant(microseconds: .min), Instant(seconds: 0)])
    func `extreme moments and rules stop nothing`(now: Instant) {
        let limiter = RateLimiter()
        let rule = RateRule("extreme", burst: .max, interval: .max)
        #expect(limiter.take(rule, key: String(repeating: "k", count: 10_000), now: now) == nil)
    }
}
