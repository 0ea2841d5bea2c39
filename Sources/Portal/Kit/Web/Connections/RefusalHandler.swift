import NIOCore

/// A connection for which there is no room: told so, and closed.
final class RefusalHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let answer: String?

    /// - Parameter text: what to say; nil: nothing.
    init(_ text: String?, isFull: Bool) {
        answer = text.map { text in
            """
            HTTP/1.1 \(isFull ? "503 Service Unavailable" : "429 Too Many Requests")\r
            Connection: close\r
            Retry-After: 10\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Length: \(text.utf8.count)\r
            \r
            \(text)
            """
        }
    }

    func channelActive(context: ChannelHandlerContext) {
        guard let answer else { return context.close(promise: nil) }
        let channel = context.channel
        context.writeAndFlush(NIOAny(ByteBuffer(string: answer))).whenComplete { _ in
            channel.close(mode: .output, promise: nil)
        }
        // A request that lies unread when the connection is closed would take the answer with it.
        context.eventLoop.scheduleTask(in: .milliseconds(200)) { channel.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
