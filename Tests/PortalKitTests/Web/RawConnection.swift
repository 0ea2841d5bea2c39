import Foundation

/// A TCP connection to this machine, for what no well-behaved client does. Reading and sending wait at most a minute, and only inside
/// ``waiting(_:)``: the threads of the tests are those that serve the portal they wait for.
final class RawConnection: Sendable {
    private let descriptor: Int32

    /// The other end said no.
    struct Refused: Error {
        /// The system's number.
        let code: Int32
    }

    /// Connects to a port of this machine.
    init(port: Int) throws {
        Self.mayWait()
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Refused(code: errno) }
    }

    deinit { close(descriptor) }

    /// What the threads that may wait know of themselves.
    fileprivate static let mark = "waits"

    private static func mayWait(_ caller: StaticString = #function) {
        precondition(Thread.current.threadDictionary[mark] != nil, "\(caller) waits: call it inside waiting { }")
    }

    /// Sends all bytes.
    func send(_ bytes: [UInt8]) throws {
        Self.mayWait()
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { throw Refused(code: errno) }
            rest = rest.dropFirst(sent)
        }
    }

    /// Sends a text.
    func send(_ text: String) throws { try send(Array(text.utf8)) }

    /// Says that nothing more will be sent.
    func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Whether the other end has closed the connection: waits so long for it at most.
    func isClosed(within seconds: Double) -> Bool {
        Self.mayWait()
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        var piece = [UInt8](repeating: 0, count: 4096)
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            guard poll(&waiting, 1, 50) > 0 else { continue }
            if recv(descriptor, &piece, piece.count, 0) <= 0 { return true }
        }
        return false
    }

    /// Sends until nobody takes any more for half a second, or so many bytes went; how many did.
    func push(atMost most: Int) -> Int {
        Self.mayWait()
        let piece = [UInt8](repeating: 120, count: 65_536)
        var count = 0
        var silence = 0
        while count < most, silence < 10 {
            let sent = piece.withUnsafeBytes {
                Foundation.send(
                    descriptor, $0.baseAddress, min($0.count, most - count),
                    Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            if sent > 0 {
                count += sent
                silence = 0
            } else {
                silence += 1
                usleep(50_000)
            }
        }
        return count
    }

    /// Takes up to so many bytes of what has come, without waiting for more; how many those were.
    func take(_ most: Int) -> Int {
        var piece = [UInt8](repeating: 0, count: most)
        return max(recv(descriptor, &piece, most, Int32(MSG_DONTWAIT)), 0)
    }

    /// Takes what comes until the other end closes, and throws it away; how many bytes that were.
    func drain() -> Int {
        Self.mayWait()
        var piece = [UInt8](repeating: 0, count: 65_536)
        var count = 0
        while true {
            let got = recv(descriptor, &piece, piece.count, 0)
            guard got > 0 else { return count }
            count += got
        }
    }

    /// What comes until the other end closes, or the text holds this.
    func receive(until end: String? = nil) -> String {
        Self.mayWait()
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let got = recv(descriptor, &piece, piece.count, 0)
            guard got > 0 else { break }
            bytes += piece.prefix(got)
            if let end, String(decoding: bytes, as: UTF8.self).contains(end) { break }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Runs what waits for sockets on a thread of its own: tests that wait on the threads which serve the portal they wait for would wait for
/// themselves.
func waiting<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread {
            Thread.current.threadDictionary[RawConnection.mark] = true
            continuation.resume(with: Result { try work() })
        }
    }
}
