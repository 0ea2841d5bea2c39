import NIOCore
import NIOHTTP1
import PortalConfiguration

/// Sees to it that a request of HTTP/1.1 names its host exactly once (RFC 9112, section 3.2).
///
/// The layers behind it know one host at most. One that is missing or doubled therefore becomes one that is none, which the front
/// refuses like any other.
final class HostHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data), !Self.isNamed(head) else {
            context.fireChannelRead(data)
            return
        }
        head.headers.replaceOrAdd(name: "Host", value: HostName.none)
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    private static func isNamed(_ head: HTTPRequestHead) -> Bool {
        let count = head.headers.reduce(0) { $0 + ($1.name.lowercased() == "host" ? 1 : 0) }
        // HTTP/1.0 knew no host: checks of a machine's health still come that way.
        return count == 1 || (count == 0 && head.version == .http1_0)
    }
}

/// What stands in the header `Host`.
enum HostName {
    /// A text that is none.
    static let none = "?"

    /// Whether it is a name or an address, and perhaps a port.
    static func isValid(_ text: String) -> Bool {
        var host = Substring(text)
        guard !host.isEmpty, host.utf8.count <= 300 else { return false }
        if let colon = host.lastIndex(of: ":"), host[colon...].firstIndex(of: "]") == nil {
            let port = host[host.index(after: colon)...]
            guard port.isEmpty || PortNumber.parse(port) != nil else { return false }
            host = host[..<colon]
        }
        if host.hasPrefix("[") {
            return host.hasSuffix("]") && host.contains(":") && IPAddress(String(host.dropFirst().dropLast())) != nil
        }
        return !host.isEmpty
            && host.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
