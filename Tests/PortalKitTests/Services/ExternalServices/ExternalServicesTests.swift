import PortalTestSupport
import PortalValues
import Testing

@testable import PortalKit

/// Services of others, behaving and misbehaving.
@Suite struct ExternalServicesTests {
    private static let start = Instant(seconds: 1_795_000_000)

    @Test func `an answer is kept for a day`() async throws {
        try await StandIn.run(.answers(status: 200, body: "[1]")) { service in
            let outside = ExternalServices()
            for hours: Int64 in [0, 1, 23] {
                let bytes = try await outside.get(
                    service.address, "/a?b=c", now: Self.start.adding(seconds: hours * 3_600))
                #expect(bytes == Array("[1]".utf8))
            }
            #expect(service.requests == ["GET /a?b=c HTTP/1.1"])
            _ = try await outside.get(service.address, "/a?b=c", now: Self.start.adding(seconds: 25 * 3_600))
            #expect(service.requests.count == 2)
        }
    }

    @Test(arguments: [StandIn.Manner.hangs, .stalls, .floods(bytes: 10 << 20), .answers(status: 500, body: "")])
    func `a service that hangs, floods or refuses is given up in time`(manner: StandIn.Manner) async throws {
        try await StandIn.run(manner) { service in
            let outside = ExternalServices(limits: ExternalServices.Limits(seconds: 1))
            let before = ContinuousClock.now
            await #expect(throws: ExternalServiceError.self) {
                _ = try await outside.get(service.address, "/", now: Self.start)
            }
            #expect(ContinuousClock.now - before < .seconds(20))
        }
    }

    @Test func `after four failures a service is left alone for a minute, and one more failure for another`()
        async throws
    {
        try await StandIn.run(.answers(status: 503, body: "")) { service in
            let outside = ExternalServices()
            func ask(_ seconds: Int64) async -> ExternalServiceError? {
                do throws(ExternalServiceError) {
                    _ = try await outside.get(service.address, "/", now: Self.start.adding(seconds: seconds))
                    return nil
                } catch { return error }
            }
            for _ in 0..<4 { #expect(await ask(0) != .resting) }
            #expect(await ask(59) == .resting)
            #expect(service.requests.count == 4)
            #expect(await ask(61) != .resting)
            #expect(await ask(62) == .resting)
            service.now(.answers(status: 200, body: "{}"))
            #expect(await ask(200) == nil)
            #expect(service.requests.count == 6)
        }
    }

    @Test func `what does not answer at all is a failure, not an error of ours`() async throws {
        let outside = ExternalServices()
        await #expect(throws: ExternalServiceError.self) {
            _ = try await outside.get("http://127.0.0.1:1", "/", now: Self.start)
        }
    }
}
