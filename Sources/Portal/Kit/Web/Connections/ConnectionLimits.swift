public import NIOCore
public import PortalConfiguration

/// How many connections may be open at once, and how long each may let the portal wait.
///
/// What takes long by itself (a large file over a slow line, a slow answer of the portal) is not limited: only standing still is.
public struct ConnectionLimits: Sendable {
    /// In all.
    public var total: Int
    /// From one address; IPv6: from one /64.
    public var perAddress: Int
    /// Proxies, behind which many people come from one address: they count in all only.
    public var trusted: [AddressRange]
    /// From accepting a connection, or from the first byte of a later request, until the head of the request is there.
    public var head = TimeAmount.seconds(10)
    /// How long a connection may be kept for a next request.
    public var idle = TimeAmount.seconds(60)
    /// How long a body may let the portal wait before its bytes are counted.
    public var bodyGrace = TimeAmount.seconds(20)
    /// The bytes a second that a body must bring on average beyond that.
    public var bodyRate = 500
    /// How long an answer may lie without the other end taking any more of it.
    public var stall = TimeAmount.seconds(60)

    /// The limits of a configuration.
    public init(_ configuration: Configuration) {
        total = max(configuration.maxConnections, 1)
        perAddress = max(configuration.maxConnectionsPerAddress, 1)
        trusted = configuration.trustedProxies
    }

    /// Under which name an address is counted; nil where it is not.
    func key(_ address: IPAddress?) -> String? {
        guard let address, !trusted.contains(where: { $0.contains(address) }) else { return nil }
        return address.subscriber
    }
}
