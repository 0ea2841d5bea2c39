/// A network: `10.0.0.0/8`, `fd00::/8`, or one address.
public struct AddressRange: Sendable, Hashable, CustomStringConvertible {
    let address: IPAddress
    /// How many leading bits an address must share.
    let bits: Int

    /// Reads CIDR notation (RFC 4632, RFC 4291); nil for anything else, also for bits beyond the mask, which are nearly
    /// always a slip: `10.1.2.3/8`.
    public init?(_ text: String) {
        let pieces = text.split(separator: "/", omittingEmptySubsequences: false)
        guard pieces.count <= 2, let first = pieces.first, let address = IPAddress(String(first)) else { return nil }
        let width = address.bytes.count * 8
        guard pieces.count == 2 else {
            self.init(address: address, bits: width)
            return
        }
        guard (1...3).contains(pieces[1].utf8.count), pieces[1].utf8.allSatisfy({ (48...57).contains($0) }),
            var bits = Int(pieces[1])
        else { return nil }
        // The mask of an IPv4 address in IPv6 clothes counts the clothes.
        if width == 32, first.contains(":") { bits -= 96 }
        guard (0...width).contains(bits) else { return nil }
        self.init(address: address, bits: bits)
        guard address.bytes == masked(address.bytes) else { return nil }
    }

    private init(address: IPAddress, bits: Int) {
        self.address = address
        self.bits = bits
    }

    /// Whether an address lies in it.
    public func contains(_ other: IPAddress) -> Bool {
        other.bytes.count == address.bytes.count && masked(other.bytes) == address.bytes
    }

    private func masked(_ bytes: [UInt8]) -> [UInt8] {
        bytes.enumerated().map { index, byte in
            let kept = min(max(bits - index * 8, 0), 8)
            return byte & ~UInt8(truncatingIfNeeded: 255 >> kept)
        }
    }

    /// CIDR notation.
    public var description: String { "\(address)/\(bits)" }
}
