import NIOCore

/// The outermost handler of a connection: gives each head its time, and closes what nobody uses or takes answers from.
final class ConnectionHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Whether many requests share the connection (HTTP/2), whose bytes then need not be a request's.
    var isShared = false
    /// Whether text may be written past the other handlers: without TLS.
    private let isPlain: Bool
    private let connection: OpenConnection
    private let limits: ConnectionLimits
    /// Requests that are read or answered at this moment.
    private var requests = 0
    /// While nothing is: when the next head must be there.
    private var deadline = NIODeadline.distantFuture
    private var isHeadBegun = false
    /// While more lies ready than the other end takes: how much, and until when some of it must be gone.
    private var stall: (bytes: Int, deadline: NIODeadline)?
    private var context: ChannelHandlerContext?
    private var alarm: Alarm?

    init(_ connection: OpenConnection, _ limits: ConnectionLimits, isPlain: Bool) {
        self.connection = connection
        self.limits = limits
        self.isPlain = isPlain
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        deadline = .now() + limits.head
        let alarm = Alarm(context.eventLoop) { [weak self] in self?.look() }
        alarm.set(deadline)
        self.alarm = alarm
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        alarm?.cancel()
        self.context = nil
    }

    /// The head of a request is there.
    func began() {
        requests += 1
        if requests == 1, !connection.beginWork() { context?.close(promise: nil) }
    }

    /// A request is answered, or given up.
    func ended() {
        requests = max(requests - 1, 0)
        guard requests == 0, context != nil else { return }
        isHeadBegun = false
        deadline = .now() + limits.idle
        alarm?.set(deadline)
        connection.beginWaiting()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // Here and not with the bytes: most heads come whole, and need no clock.
        if requests == 0, !isHeadBegun, !isShared {
            isHeadBegun = true
            deadline = min(deadline, .now() + limits.head)
            alarm?.set(deadline)
        }
        context.fireChannelReadComplete()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            stall = nil
        } else {
            let deadline = NIODeadline.now() + limits.stall
            stall = (bytes(context), deadline)
            alarm?.set(deadline)
        }
        context.fireChannelWritabilityChanged()
    }

    /// What lies ready for the other end.
    private func bytes(_ context: ChannelHandlerContext) -> Int {
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    private func look() -> NIODeadline? {
        guard let context else { return nil }
        if let stall {
            guard .now() >= stall.deadline else { return stall.deadline }
            let left = bytes(context)
            guard left == stall.bytes else {
                let deadline = NIODeadline.now() + limits.stall
                self.stall = (left, deadline)
                return deadline
            }
            context.close(promise: nil)
            return nil
        }
        guard requests == 0 else { return nil }
        guard .now() >= deadline else { return deadline }
        if isPlain, isHeadBegun, !isShared {
            let answer = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
            context.writeAndFlush(NIOAny(ByteBuffer(string: answer)), promise: nil)
        }
        context.close(promise: nil)
        return nil
    }
}
