import Foundation
import NIOCore
import PortalConfiguration
import PortalTestSupport
import Testing

@testable import PortalKit

/// Connections that are many, that stand still, that go slowly: each has its bounds.
@Suite(.serialized) struct ConnectionTests {
    static let page = "GET /attic/photo HTTP/1.1\r\nHost: x\r\n\r\n"
    static let slow = "POST /attic/slow HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: none\r\nContent-Length: 100000\r\n\r\n"

    /// Runs a test against an attic with a small photo.
    static func run(
        photo: Int = 3, _ limits: @Sendable (inout ConnectionLimits) -> Void,
        _ body: @escaping @Sendable (Int, Attic) throws -> Void
    ) async throws {
        try await Attic.run { portal, attic in
            _ = try attic.write("photo", [UInt8](repeating: 7, count: photo))
            try await portal.live(limits: limits) { port in try await waiting { try body(port, attic) } }
        }
    }

    /// Asks for the photo on this connection; whether it came.
    static func asks(_ connection: RawConnection) throws -> Bool {
        try connection.send(page)
        return connection.receive(until: "\u{7}\u{7}\u{7}").hasPrefix("HTTP/1.1 200 ")
    }

    @Test func `a head has its time in all, however often a byte of it comes`() async throws {
        try await Self.run {
            $0.head = .milliseconds(500)
        } _: { port, _ in
            let silent = try RawConnection(port: port)
            let dribbling = try RawConnection(port: port)
            let start = ContinuousClock.now
            try dribbling.send("GET /attic/photo HTTP/1.1\r\nX: ")
            // Ten seconds, should nobody mind; half a second is allowed, and a busy machine may take its time to notice.
            for _ in 0..<200 where ContinuousClock.now - start < .seconds(12) {
                guard (try? dribbling.send("a")) != nil else { break }
                usleep(50_000)
            }
            #expect(ContinuousClock.now - start < .seconds(7))
            #expect(dribbling.receive().hasPrefix("HTTP/1.1 408 "))
            #expect(silent.isClosed(within: 15))
        }
    }

    @Test func `a connection is kept for a next request, for a while, and the next head has its time too`() async throws
    {
        try await Self.run {
            $0.head = .milliseconds(1500)
            $0.idle = .seconds(9)
        } _: { port, _ in
            for attempt in 1...5 {
                let kept = try RawConnection(port: port)
                #expect(try Self.asks(kept))
                let other = try RawConnection(port: port)
                #expect(try Self.asks(other))
                let answered = ContinuousClock.now
                usleep(2_200_000)
                let isKept = (try? Self.asks(kept)) ?? false
                try? other.send("GET /at")
                let start = ContinuousClock.now
                // On a machine this busy the time of a connection that says nothing may have run out meanwhile: that says nothing.
                if start - answered > .seconds(6), attempt < 5 { continue }
                #expect(isKept, "longer than a head may take, shorter than it is kept")
                #expect(other.receive().hasPrefix("HTTP/1.1 408 "))
                #expect(
                    ContinuousClock.now - start < .seconds(7), "sooner than a connection that says nothing is closed")
                #expect(kept.isClosed(within: 20))
                return
            }
        }
    }

    @Test func `a body that hardly comes is given up, one that comes steadily is not`() async throws {
        try await Self.run {
            $0.bodyGrace = .milliseconds(500)
            $0.bodyRate = 1000
        } _: { port, attic in
            let head = "PUT /attic/raw/a HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: none\r\nContent-Length: "
            let steady = try RawConnection(port: port)
            try steady.send(head + "20000\r\n\r\n")
            for _ in 0..<10 {
                try steady.send([UInt8](repeating: 65, count: 2000))
                usleep(150_000)
            }
            #expect(steady.receive(until: "true").contains("20000 true"))
            let dribbling = try RawConnection(port: port)
            let start = ContinuousClock.now
            try dribbling.send(head + "20000\r\n\r\n")
            for _ in 0..<240 where attic.content("appended") == Array("20000 true".utf8) {
                guard (try? dribbling.send("a")) != nil else { break }
                usleep(50_000)
            }
            #expect(ContinuousClock.now - start < .seconds(9))
            #expect(String(decoding: attic.content("appended") ?? [], as: UTF8.self).hasSuffix(" false"))
        }
    }

    @Test func `time in which the portal itself does not read counts for nobody`() async throws {
        try await Self.run {
            $0.bodyGrace = .milliseconds(300)
            $0.bodyRate = 1_000_000
        } _: { port, attic in
            let connection = try RawConnection(port: port)
            // The handler sleeps two seconds on the first piece; more comes than it and the buffers take.
            try connection.send(
                "POST /attic/slow HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: none\r\nContent-Length: \(8 << 20)\r\n\r\n")
            Task { try await waiting { try connection.send([UInt8](repeating: 65, count: 8 << 20)) } }
            #expect(connection.receive(until: "slowly").contains("200 OK"))
        }
    }

    @Test func `an answer that nobody takes is given up, one that is taken slowly is not`() async throws {
        let size = 40 << 20
        try await Self.run(photo: size) {
            $0.stall = .seconds(2)
        } _: { port, _ in
            let still = try RawConnection(port: port)
            try still.send(Self.page)
            let slow = try RawConnection(port: port)
            try slow.send("GET /attic/photo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            var count = 0
            for _ in 0..<30 {
                count += slow.take(1 << 20)
                usleep(150_000)
            }
            count += slow.drain()
            #expect(count > size)
            #expect(still.drain() < size)
        }
    }

    @Test func `where an address has all its connections, the one that waits longest gives way`() async throws {
        try await Self.run {
            $0.perAddress = 2
        } _: { port, _ in
            let first = try RawConnection(port: port)
            #expect(try Self.asks(first))
            let second = try RawConnection(port: port)
            #expect(try Self.asks(second))
            let third = try RawConnection(port: port)
            #expect(try Self.asks(third))
            #expect(first.isClosed(within: 15))
            #expect(try Self.asks(second))
        }
    }

    @Test(arguments: zip([2, 9], [9, 2]))
    func `where all are at work, a new one is closed`(perAddress: Int, total: Int)
        async throws
    {
        try await Self.run {
            $0.perAddress = perAddress
            $0.total = total
        } _: { port, attic in
            let working = try (0..<2).map { _ in try RawConnection(port: port) }
            for connection in working {
                try connection.send(Self.slow)
                try connection.send([UInt8](repeating: 65, count: 100_000))
            }
            for _ in 0..<1500 where attic.calls.count < 2 { usleep(10_000) }
            let refused = try RawConnection(port: port)
            try? refused.send(Self.page)
            #expect(refused.isClosed(within: 15))
            for connection in working { #expect(connection.receive(until: "slowly").contains("slowly")) }
            let later = try RawConnection(port: port)
            #expect(try Self.asks(later))
        }
    }

    @Test func `a trusted proxy has as many as there are`() async throws {
        try await Self.run {
            $0.perAddress = 1
            $0.trusted = [AddressRange("127.0.0.0/8")].compactMap(\.self)
        } _: { port, _ in
            let connections = try (0..<5).map { _ in try RawConnection(port: port) }
            for connection in connections { #expect(try Self.asks(connection)) }
            for connection in connections { #expect(try Self.asks(connection)) }
        }
    }

    @Test func `an address of IPv6 counts by what one subscriber has`() throws {
        var limits = ConnectionLimits(try Configuration.load(environment: [:], file: nil))
        limits.trusted = [AddressRange("10.0.0.0/8")].compactMap(\.self)
        #expect(limits.key(IPAddress("2001:db8::1")) == limits.key(IPAddress("2001:db8::ffff:1")))
        #expect(limits.key(IPAddress("2001:db8::1")) != limits.key(IPAddress("2001:db8:0:1::1")))
        #expect(limits.key(IPAddress("192.0.2.1")) == "192.0.2.1")
        #expect(limits.key(IPAddress("10.1.2.3")) == nil)
    }
}
