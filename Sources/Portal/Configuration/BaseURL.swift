/// The address under which people reach the portal: `https://bde.example.org/portal`.
public struct BaseURL: Sendable, Hashable {
    /// Plain or over TLS.
    public enum Scheme: String, Sendable, Hashable {
        /// Without TLS.
        case http
        /// With TLS.
        case https

        var port: Int { self == .http ? 80 : 443 }
    }

    /// Plain or over TLS.
    public let scheme: Scheme
    /// The name or address, in lower case; IPv6 in brackets.
    public let host: String
    /// The port; nil where it is the scheme's own.
    public let port: Int?
    /// The sub-path: empty, or `/portal`, never with a slash at its end.
    public let path: String

    /// Where a portal is that nobody has configured.
    static let standard = BaseURL(scheme: .http, host: "127.0.0.1", port: 8080, path: "")

    private init(scheme: Scheme, host: String, port: Int?, path: String) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.path = path
    }

    /// What browsers send as `Origin`: without the path, without a port that goes without saying.
    public var origin: String { scheme.rawValue + "://" + host + (port.map { ":\($0)" } ?? "") }

    /// The whole address, without a slash at its end.
    public var text: String { origin + path }

    /// Reads an address; nil for what is no plain http or https address, or carries a user, a query or a fragment.
    public init?(_ text: String) {
        guard text.utf8.count <= 500, let mark = text.firstRange(of: "://"),
            let scheme = Scheme(rawValue: text[..<mark.lowerBound].lowercased())
        else { return nil }
        let rest = text[mark.upperBound...]
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        guard let (host, port) = Self.authority(rest[..<slash]), let path = Self.path(rest[slash...]) else {
            return nil
        }
        self.init(scheme: scheme, host: host, port: port == scheme.port ? nil : port, path: path)
    }

    private static func authority(_ text: Substring) -> (host: String, port: Int?)? {
        var host = text
        var port: Int?
        if let colon = text.lastIndex(of: ":"), text[colon...].firstIndex(of: "]") == nil {
            guard let number = PortNumber.parse(text[text.index(after: colon)...]), number > 0 else { return nil }
            port = number
            host = text[..<colon]
        }
        let name = host.lowercased()
        if name.hasPrefix("["), name.hasSuffix("]") {
            return IPAddress(String(name.dropFirst().dropLast())).map { ("[\($0)]", port) }
        }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        let isName = labels.allSatisfy { label in
            !label.isEmpty && label.utf8.count <= 63
                && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
        }
        return isName ? (name, port) : nil
    }

    private static func path(_ text: Substring) -> String? {
        var pieces = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        if pieces.last?.isEmpty == true { pieces.removeLast() }
        let isPlain = pieces.allSatisfy { piece in
            !piece.isEmpty && piece != "." && piece != ".."
                && piece.utf8.allSatisfy { isLetterOrDigit($0) || "-._~".utf8.contains($0) }
        }
        return isPlain ? pieces.map { "/" + $0 }.joined() : nil
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: false
        }
    }
}

/// A TCP port in text.
package enum PortNumber {
    /// 0 to 65,535 in plain digits; nil for anything else.
    package static func parse(_ text: some StringProtocol) -> Int? {
        guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int(text),
            number <= 65_535
        else { return nil }
        return number
    }
}
