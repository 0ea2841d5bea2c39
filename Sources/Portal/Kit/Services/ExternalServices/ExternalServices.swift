import AsyncHTTPClient
import NIOCore
import NIOHTTP1
public import PortalValues
import Synchronization

/// Asks services of others over HTTP, so that none of them can hold the portal up: three seconds and one megabyte at most, answers
/// kept for a day, and a service that failed four times in a row is left alone for a minute.
///
/// Addresses come from the configuration; only what is searched for comes from people. Redirects are not followed.
public final class ExternalServices: Sendable {
    /// How it is done.
    struct Limits: Sendable {
        var seconds: Int64 = 3
        var bytes = 1 << 20
        /// Answers kept at once.
        var kept = 500
        var keptSeconds: Int64 = 86_400
        /// Failures in a row after which a service is left alone.
        var failures = 4
        var restSeconds: Int64 = 60
    }

    private struct State {
        /// Two generations of answers: when the young one is full, the old one is dropped and the young one becomes it.
        var young: [String: Kept] = [:]
        var old: [String: Kept] = [:]
        var services: [String: Service] = [:]
    }

    private struct Kept {
        let bytes: [UInt8]
        let until: Instant
    }

    /// How a service has done lately.
    private struct Service {
        var failures = 0
        var restsUntil: Instant?
    }

    // The process's own: it is never shut down, as nothing of it outlives the process.
    private static let client = HTTPClient(
        eventLoopGroupProvider: .singleton,
        configuration: HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(2), read: .seconds(3))))

    private let limits: Limits
    private let state = Mutex(State())

    init(limits: Limits = Limits()) { self.limits = limits }

    /// What the service answers at this address: the body of a 200.
    public func get(_ base: String, _ path: String, now: Instant) async throws(ExternalServiceError) -> [UInt8] {
        let address = base + path
        if let kept = kept(address, now: now) { return kept }
        if isResting(base, now: now) { throw .resting }
        do {
            let bytes = try await fetch(address)
            remember(bytes, address, base, until: now.adding(seconds: limits.keptSeconds))
            return bytes
        } catch {
            fail(base, now: now)
            throw .failed("\(error)")
        }
    }

    /// The whole answer within the limits of time and size; cancelled where it takes longer, whatever keeps it.
    private func fetch(_ address: String) async throws -> [UInt8] {
        let limits = limits
        return try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask {
                var request = HTTPClientRequest(url: address)
                request.headers.add(name: "accept", value: "application/json")
                request.headers.add(name: "user-agent", value: "Portal/\(PortalApplication.version)")
                let response = try await Self.client.execute(request, timeout: .seconds(limits.seconds))
                guard response.status == .ok else { throw Refusal(status: Int(response.status.code)) }
                return Array(buffer: try await response.body.collect(upTo: limits.bytes))
            }
            group.addTask {
                try await Task.sleep(for: .seconds(limits.seconds))
                throw Late()
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw Late() }
            return first
        }
    }

    private struct Refusal: Error { let status: Int }
    private struct Late: Error {}

    private func kept(_ address: String, now: Instant) -> [UInt8]? {
        state.withLock { state in
            guard let kept = state.young[address] ?? state.old[address], kept.until > now else { return nil }
            return kept.bytes
        }
    }

    private func isResting(_ base: String, now: Instant) -> Bool {
        state.withLock { ($0.services[base]?.restsUntil ?? now) > now }
    }

    private func remember(_ bytes: [UInt8], _ address: String, _ base: String, until: Instant) {
        state.withLock { state in
            state.services[base] = nil
            if state.young.count >= max(limits.kept / 2, 1) {
                state.old = state.young
                state.young = [:]
            }
            state.young[address] = Kept(bytes: bytes, until: until)
        }
    }

    private func fail(_ base: String, now: Instant) {
        state.withLock { state in
            var service = state.services[base] ?? Service()
            service.failures += 1
            // One try after the rest decides: the count stays.
            if service.failures >= limits.failures { service.restsUntil = now.adding(seconds: limits.restSeconds) }
            state.services[base] = service
        }
    }
}

/// Why a service of others gave no answer.
public enum ExternalServiceError: Error, Sendable, Equatable {
    /// It failed several times in a row, and is left alone for a while.
    case resting
    /// It is too slow, too long, not to be reached, or refuses; in words for the log.
    case failed(String)
}
