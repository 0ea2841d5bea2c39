public import HummingbirdCore
import HummingbirdHTTP2
public import Logging
import NIOCore
public import NIOSSL
import PortalLanguage

/// What stands between the network and the router: HTTP/1.1 in the clear, or HTTP/2 and HTTP/1.1 over TLS, with few connections,
/// tight heads and no patience for those who stand still.
public struct ServerChannels: Sendable {
    private let limits: ConnectionLimits
    private let connections: OpenConnections
    private let logger: Logger

    /// For a portal; `limits` only where they are to be others than its configuration's.
    public init(_ application: PortalApplication, logger: Logger, limits: ConnectionLimits? = nil) {
        self.limits = limits ?? ConnectionLimits(application.configuration)
        self.logger = logger
        connections = OpenConnections(self.limits, logger: logger)
    }

    /// The server's side of every connection; over TLS where there is a configuration of it.
    public func builder(_ security: TLSConfiguration? = nil) throws -> HTTPServerBuilder {
        let plain = HTTP1Channel.Configuration(
            additionalChannelHandlers: [RequestHandler(limits, logger: logger)],
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 48 << 10, maxHeaderFieldCount: 128))
        guard let security else {
            return HTTPServerBuilder { responder in
                guarded(HTTP1Channel(responder: responder, configuration: plain), isPlain: true)
            }
        }
        let shared = HTTP2UpgradeChannel.Configuration(
            idleTimeout: .nanoseconds(limits.idle.nanoseconds), streamConfiguration: plain)
        return HTTPServerBuilder { responder in
            try guarded(
                HTTP2UpgradeChannel(tlsConfiguration: security, configuration: shared, responder: responder),
                isPlain: false)
        }
    }

    private func guarded<Inner: ServerChildChannel>(_ inner: Inner, isPlain: Bool) -> GuardedChannel<Inner> {
        GuardedChannel(
            inner: inner, connections: connections, limits: limits, isPlain: isPlain)
    }
}

/// A connection that is counted and watched.
private struct GuardedChannel<Inner: ServerChildChannel>: ServerChildChannel {
    typealias Value = Inner.Value

    /// There was no room: the connection is closed without a word, which would cost more than it is worth.
    struct Refused: Error {}

    /// What the kernel keeps for a reader, which it doubles for its own account: enough for 10 MB/s to somebody 25 ms away.
    private static var sendBuffer: SocketOptionValue { 256 << 10 }

    let inner: Inner
    let connections: OpenConnections
    let limits: ConnectionLimits
    /// Whether requests come in the clear.
    let isPlain: Bool

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        do {
            let pipeline = channel.pipeline.syncOperations
            // Linux would take megabytes for each connection that reads slowly, and the time to copy them there.
            _ = channel.setOption(.socketOption(.so_sndbuf), value: Self.sendBuffer)
            switch connections.admit(channel) {
            case .admitted(let connection):
                try pipeline.addHandler(ConnectionHandler(connection, limits, isPlain: isPlain))
                return inner.setup(channel: channel, logger: logger)
            case .refused:
                // Nobody else does: what fails here is only forgotten.
                channel.close(promise: nil)
                throw Refused()
            }
        } catch {
            return channel.eventLoop.makeFailedFuture(error)
        }
    }

    func handle(value: Value, logger: Logger) async { await inner.handle(value: value, logger: logger) }
}
