import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Watches the requests of a connection, or the one of a stream of HTTP/2: that their bodies come, and that their answers are taken.
final class RequestHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// A body that came too slowly.
    struct TooSlow: Error {}

    private let limits: ConnectionLimits
    private let logger: Logger
    private var connection: ConnectionHandler?
    /// Requests that are not answered.
    private var open = 0
    private var body = BodyPace()
    /// Whether this is a stream of HTTP/2, whose answer can stand still while the connection goes on.
    private var isStream = false
    /// On a stream: until when the other end must have taken what lies ready.
    private var stalledUntil: NIODeadline?
    private var context: ChannelHandlerContext?
    private var alarm: Alarm?

    init(_ limits: ConnectionLimits, logger: Logger) {
        self.limits = limits
        self.logger = logger
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        alarm = Alarm(context.eventLoop) { [weak self] in self?.look() }
        let own = context.pipeline.syncOperations
        connection = try? own.handler(type: ConnectionHandler.self)
        if connection == nil, let parent = context.channel.parent?.pipeline.syncOperations {
            isStream = true
            connection = try? parent.handler(type: ConnectionHandler.self)
            connection?.isShared = true
        }
        if let codec = try? own.handler(type: HTTP1ToHTTPServerCodec.self) {
            try? own.addHandler(HostHandler(), position: .before(codec))
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        alarm?.cancel()
        self.context = nil
        while open > 0 { end() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            open += 1
            body.begin()
            connection?.began()
        case .body(let bytes): body.take(bytes.readableBytes)
        case .end: body.end()
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        body.rest()
        // Most bodies come whole, and need no clock.
        if body.isComing { alarm?.set(.now() + body.left(limits)) }
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        body.wait()
        context.read()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .end:
            // Answered is what the system has taken, not what lies ready.
            let promise = promise ?? context.eventLoop.makePromise()
            promise.futureResult.assumeIsolated().whenComplete { [weak self] _ in self?.end() }
            context.write(data, promise: promise)
            return
        case .body(let bytes):
            if let until = stalledUntil {
                stalledUntil = until + .milliseconds(Int64(bytes.readableBytes / Self.streamRate))
            }
        case .head: break
        }
        context.write(data, promise: promise)
    }

    /// The slowest that an answer on a stream may go, in bytes a millisecond, once it has used up its patience.
    private static let streamRate = 20

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if isStream {
            stalledUntil = context.channel.isWritable ? nil : .now() + limits.stall
            if let stalledUntil { alarm?.set(stalledUntil) }
        }
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Whoever reads a body hears of it; of a broken head nobody would.
        if !body.isComing, error is HTTPParserError {
            let address = context.channel.remoteAddress?.ipAddress ?? PortalRequest.ownAddress
            logger.info("a request that cannot be read", metadata: ["why": "\(error)", "address": "\(address)"])
        }
        context.fireErrorCaught(error)
    }

    private func end() {
        guard open > 0 else { return }
        open -= 1
        connection?.ended()
    }

    private func look() -> NIODeadline? {
        guard let context else { return nil }
        let now = NIODeadline.now()
        if let stalledUntil, now >= stalledUntil {
            context.close(promise: nil)
            return nil
        }
        if body.isComing, body.left(limits) <= .zero {
            // Whoever reads it hears that it broke off, and answers.
            body.end()
            context.fireErrorCaught(TooSlow())
        }
        return [stalledUntil, body.isComing ? now + body.left(limits) : nil].compactMap(\.self).min()
    }
}

/// How a body comes in: how much of it, and how long the portal has waited for it. Time in which the portal does not want any more
/// does not count.
struct BodyPace {
    /// Whether the end is not there yet.
    private(set) var isComing = false
    private var bytes = 0
    private var waited = TimeAmount.zero
    private var waitingSince: NIODeadline?

    mutating func begin() { self = BodyPace(isComing: true, waitingSince: waitingSince) }

    mutating func take(_ count: Int) { bytes += count }

    mutating func end() { self = BodyPace() }

    /// More is wanted.
    mutating func wait() { if waitingSince == nil { waitingSince = .now() } }

    /// What came is being looked at.
    mutating func rest() {
        if let since = waitingSince, isComing { waited = waited + (.now() - since) }
        waitingSince = nil
    }

    /// How much longer the portal would wait.
    func left(_ limits: ConnectionLimits) -> TimeAmount {
        let now = waitingSince.map { NIODeadline.now() - $0 } ?? .zero
        let earned = Int64(bytes / max(limits.bodyRate, 1))
        return limits.bodyGrace + .seconds(earned) - waited - now
    }
}
