import NIOCore
import NIOPosix
import Synchronization

/// A service of others, as bad as a test wants it: it answers every connection with the same bytes, and then closes or hangs.
public final class StandIn: Sendable {
    /// What it does with a request.
    public enum Manner: Sendable {
        /// A whole HTTP answer.
        case answers(status: Int, body: String)
        /// 302 to another address.
        case redirects(to: String)
        /// So many bytes of a body, in pieces.
        case floods(bytes: Int)
        /// A head, then nothing more.
        case stalls
        /// Nothing at all.
        case hangs
    }

    private let manner: Mutex<Manner>
    private let seen = Mutex<[String]>([])
    /// Where it listens: `http://127.0.0.1:…`.
    public let address: String

    private init(_ manner: Manner, address: String) {
        self.manner = Mutex(manner)
        self.address = address
    }

    /// The first lines of the requests so far.
    public var requests: [String] { seen.withLock { $0 } }
    /// Changes what it does.
    public func now(_ manner: Manner) { self.manner.withLock { $0 = manner } }

    /// Runs one as long as the body does.
    public static func run(_ manner: Manner, _ body: (StandIn) async throws -> Void) async throws {
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let standIn = StandIn(manner, address: "http://127.0.0.1:\(server.channel.localAddress?.port ?? 0)")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try? await server.executeThenClose { clients in
                    await withDiscardingTaskGroup { connections in
                        do {
                            for try await client in clients {
                                connections.addTask { try? await standIn.serve(client) }
                            }
                        } catch {}
                        connections.cancelAll()
                    }
                }
            }
            try await body(standIn)
            group.cancelAll()
        }
    }

    private func serve(_ client: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async throws {
        try await client.executeThenClose { incoming, outgoing in
            var iterator = incoming.makeAsyncIterator()
            guard let request = try await iterator.next() else { return }
            let line = String(buffer: request).split(separator: "\r\n").first.map(String.init) ?? ""
            seen.withLock { $0.append(line) }
            switch manner.withLock({ $0 }) {
            case .answers(let status, let body):
                try await outgoing.write(Self.head(status, length: body.utf8.count))
                try await outgoing.write(ByteBuffer(string: body))
            case .redirects(let address):
                try await outgoing.write(
                    ByteBuffer(
                        string:
                            "HTTP/1.1 302 -\r\nLocation: \(address)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
            case .floods(let bytes):
                try await outgoing.write(Self.head(200, length: bytes))
                let piece = ByteBuffer(repeating: UInt8(ascii: " "), count: 1 << 16)
                for _ in 0..<(bytes >> 16) { try await outgoing.write(piece) }
            case .stalls:
                try await outgoing.write(Self.head(200, length: 1000))
                try await Task.sleep(for: .seconds(30))
            case .hangs:
                try await Task.sleep(for: .seconds(30))
            }
        }
    }

    private static func head(_ status: Int, length: Int) -> ByteBuffer {
        ByteBuffer(
            string: "HTTP/1.1 \(status) -\r\nContent-Type: application/json\r\nContent-Length: \(length)\r\n"
                + "Connection: close\r\n\r\n")
    }
}
