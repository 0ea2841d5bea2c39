/// Who really asks, when requests come through proxies. Each proxy adds on the right the address it was asked from, so
/// what stands to the right of the first address that is none of ours was written by machines we trust, and what stands
/// to its left by anybody.
public enum ClientAddress {
    /// The visitor's address. `peer` is the other end of the connection, `forwardedFor` the header `X-Forwarded-For`,
    /// several of them joined by commas. What is no address ends the walk, and the last proxy we know stands for the
    /// visitor.
    public static func resolve(peer: String, forwardedFor: String?, trusted: [AddressRange]) -> String {
        walk(peer: peer, forwardedFor: forwardedFor, trusted: trusted).address
    }

    /// What the proxies say about the visitor's own connection in a header such as `X-Forwarded-Proto` or
    /// `X-Forwarded-Host`; nil where no trusted proxy says anything. With several values, the one of the outermost
    /// proxy we trust.
    public static func said(_ header: String?, peer: String, forwardedFor: String?, trusted: [AddressRange]) -> String?
    {
        let proxies = walk(peer: peer, forwardedFor: forwardedFor, trusted: trusted).proxies
        guard proxies > 0, let header else { return nil }
        return pieces(header).suffix(proxies).first
    }

    private static func walk(peer: String, forwardedFor: String?, trusted: [AddressRange]) -> (
        address: String, proxies: Int
    ) {
        func isTrusted(_ address: IPAddress) -> Bool { trusted.contains { $0.contains(address) } }
        guard var last = IPAddress(peer) else { return (peer, 0) }
        guard isTrusted(last) else { return (last.description, 0) }
        var proxies = 1
        for piece in pieces(forwardedFor ?? "").reversed() {
            guard let address = address(piece) else { break }
            last = address
            if !isTrusted(address) { break }
            proxies += 1
        }
        return (last.description, proxies)
    }

    /// An address as proxies write it: `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`.
    private static func address(_ text: String) -> IPAddress? {
        if text.hasPrefix("["), let close = text.firstIndex(of: "]") {
            return IPAddress(String(text[text.index(after: text.startIndex)..<close]))
        }
        if let colon = text.firstIndex(of: ":"), colon == text.lastIndex(of: ":") {
            return IPAddress(String(text[..<colon]))
        }
        return IPAddress(text)
    }

    private static func pieces(_ header: String) -> [String] {
        header.split(separator: ",").map { piece in
            let start = piece.drop { $0 == " " || $0 == "\t" }
            return String(
                start[
                    ..<(start.lastIndex { $0 != " " && $0 != "\t" }.map { start.index(after: $0) } ?? start.startIndex)]
            )
        }
    }
}
