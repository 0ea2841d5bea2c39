import Foundation

/// Where a portal is: `https://portal.example.org/below`.
struct RemoteAddress: Sendable, Equatable {
    /// Without a slash at the end.
    let text: String
    /// For messages: the address without its path.
    let host: String

    /// Reads what somebody typed; without a scheme, https is meant.
    ///
    /// Passwords and tokens go over the wire, so that http is taken only for this machine, or where it is asked for.
    ///
    /// - Throws: ``RemoteError`` for anything else.
    init(typed: String, insecure: Bool) throws(RemoteError) {
        let whole = typed.contains("://") ? typed : "https://" + typed
        guard let parts = URLComponents(string: whole), let scheme = parts.scheme?.lowercased(),
            let host = parts.host?.lowercased(), !host.isEmpty, parts.user == nil, parts.password == nil,
            parts.query == nil, parts.fragment == nil, ["http", "https"].contains(scheme),
            parts.port.map({ (1...65_535).contains($0) }) ?? true
        else { throw RemoteError(.usage, "this is no address of a portal; one looks like https://portal.example.org") }
        guard scheme == "https" || insecure || Self.isHere(host) else {
            throw RemoteError(
                .usage, "\(Shown.line(host)) would be spoken to without encryption; use https, or --insecure-http")
        }
        let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        self.host = name + (parts.port.map { ":\($0)" } ?? "")
        var path = parts.percentEncodedPath
        while path.hasSuffix("/") { path.removeLast() }
        text = "\(scheme)://\(self.host)\(path)"
    }

    private static func isHere(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let isLoopback = parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
        return isLoopback || ["localhost", "::1", "[::1]"].contains(host)
    }
}
