import PortalDatabase
import Testing

@testable import PortalKit

/// The bell that ends the pause between two looks.
@Suite struct JobBellTests {
    private func seconds(_ work: () async -> Void) async -> Double {
        let start = ContinuousClock.now
        await work()
        let took = ContinuousClock.now - start
        return Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
    }

    @Test(.timeLimit(.minutes(1)))
    func `it wakes whoever waits, also where it rang a moment before`() async {
        let bell = JobBell()
        bell.ring()
        #expect(await seconds { await bell.wait(seconds: 50) } < 20)
        let took = await seconds {
            await withDiscardingTaskGroup { group in
                group.addTask { await bell.wait(seconds: 50) }
                try? await Task.sleep(for: .milliseconds(100))
                bell.ring()
            }
        }
        #expect(took < 20)
    }

    @Test(.timeLimit(.minutes(1)))
    func `without a ring the wait has an end, and a task that is cancelled waits no longer`() async {
        let bell = JobBell()
        #expect(await seconds { await bell.wait(seconds: 1) } >= 0.9)
        await bell.wait(seconds: 0)
        let waiting = Task { await bell.wait(seconds: 50) }
        try? await Task.sleep(for: .milliseconds(100))
        waiting.cancel()
        #expect(await seconds { await waiting.value } < 20)
    }
}

/// Checks of one account's password, a few at a time.
@Suite struct PasswordTurnsTests {
    @Test(.timeLimit(.minutes(1)))
    func `no more than two are checked at once for one account, and another account does not wait`() async throws {
        let turns = PasswordTurns()
        let tally = Tally()
        try await withThrowingDiscardingTaskGroup { group in
            for _ in 0..<20 {
                group.addTask {
                    try await turns.run("one") {
                        tally.begin()
                        try await Task.sleep(for: .milliseconds(5))
                        tally.end()
                    }
                }
            }
            group.addTask {
                let value = try await turns.run("other") { 7 }
                #expect(value == 7)
            }
        }
        #expect(tally.total == 20 && tally.most <= 2)
        await #expect(throws: CancellationError.self) { try await turns.run("one") { throw CancellationError() } }
        #expect(try await turns.run("one") { 1 } == 1, "a check that failed has left")
    }
}
