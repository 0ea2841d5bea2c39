import NIOCore
import NIOHTTP1

/// What the HTTP library throws where the other end broke the rules, or broke off, while it was being read.
///
/// Whoever reads a body meets such errors in ``BodySource``, which turns all of them into 400. This is for those that come up anywhere
/// else: they are the other end's, and no alarm. Errors of sockets are not among them, for the portal has sockets of its own.
enum ConnectionError {
    static func isOne(_ error: any Error) -> Bool {
        switch error {
        case is HTTPParserError, is RequestHandler.TooSlow, is Lingering.Abandoned: true
        case let error as ChannelError: error == .inputClosed || error == .eof || error == .ioOnClosedChannel
        default: false
        }
    }
}
