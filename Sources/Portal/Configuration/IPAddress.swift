import Foundation
import PortalSecurity

/// A machine's address on the network, IPv4 or IPv6.
public struct IPAddress: Sendable, Hashable, CustomStringConvertible {
    /// Four bytes, or sixteen.
    package let bytes: [UInt8]

    /// Reads the usual notations; nil for anything else. An IPv4 address in IPv6 clothes (`::ffff:192.0.2.1`) is that
    /// IPv4 address; a zone (`fe80::1%eth0`) is left away.
    public init?(_ text: String) {
        // inet_pton stops at a NUL, and no notation is longer.
        guard text.utf8.count <= 64, !text.utf8.contains(0) else { return nil }
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: &four) { Array($0) }
            return
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text.prefix { $0 != "%" }.description, &six) == 1 else { return nil }
        let all = withUnsafeBytes(of: &six) { Array($0) }
        bytes = all.starts(with: Self.mapped) ? Array(all.suffix(4)) : all
    }

    /// The prefix of IPv4 addresses in IPv6 clothes (RFC 4291, 2.5.5.2).
    static let mapped: [UInt8] = Array(repeating: 0, count: 10) + [255, 255]

    /// The canonical notation (RFC 5952).
    public var description: String {
        let isFour = bytes.count == 4
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let written = bytes.withUnsafeBytes {
            inet_ntop(isFour ? AF_INET : AF_INET6, $0.baseAddress, &text, socklen_t(INET6_ADDRSTRLEN)) != nil
        }
        guard written else { return "?" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether only the machine itself can have it.
    public var isLoopback: Bool {
        bytes.count == 4 ? bytes.first == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
    }

    /// What one subscriber has: an IPv4 address, or the first 64 bits of an IPv6 address, whose rest every machine chooses anew as often
    /// as it likes (RFC 8981).
    public var subscriber: String {
        guard bytes.count == 16 else { return description }
        return Hex.encode(bytes.prefix(8)) + "/64"
    }
}
