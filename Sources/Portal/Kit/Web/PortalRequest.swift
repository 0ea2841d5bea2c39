import Foundation
import PortalConfiguration
import PortalValues

/// A request as the portal sees it: nothing of the HTTP library, everything bounded and decoded.
public struct PortalRequest: Sendable {
    /// `GET`, `POST` …
    public let method: String
    /// The path below the portal's address, still escaped: `/clients/CLI123`.
    public let path: String
    /// The query after `?`.
    public let query: Fields
    /// The raw query, for links that keep the page.
    public let rawQuery: String
    /// What varies in the path, decoded.
    public let parameters: [String: String]
    /// The posted form; empty for other bodies.
    public var form: Fields
    /// The raw body, for programs.
    public var body: [UInt8]
    /// Header fields by lower-case name, the few that handlers may ask for.
    let header: @Sendable (String) -> String?
    /// The visitor's address, taken from the proxy where the proxy is trusted.
    public let address: String
    /// The name under which the log knows this request.
    public let requestID: String

    /// A header field's value.
    public func header(_ name: String) -> String? { self.header(name) }

    /// The value of a cookie.
    public func cookie(_ name: String) -> String? {
        guard let header = header("cookie") else { return nil }
        for piece in header.utf8.split(separator: UInt8(ascii: ";")) {
            let trimmed = piece.drop { $0 == UInt8(ascii: " ") }
            guard trimmed.starts(with: name.utf8) else { continue }
            let rest = trimmed.dropFirst(name.utf8.count)
            if rest.first == UInt8(ascii: "=") { return String(Substring(rest.dropFirst())) }
        }
        return nil
    }

    /// Whether a program is answered: in JSON, errors included.
    public var isApi: Bool { path.hasPrefix("/api/") }

    /// What follows a scheme (`ActorRef`, `Basic`) in the header `Authorization`.
    public func authorization(_ scheme: String) -> String? {
        guard let header = header("authorization"), header.utf8.count > scheme.utf8.count,
            header.prefix(scheme.count).lowercased() == scheme.lowercased()
        else { return nil }
        let rest = header.utf8.dropFirst(scheme.utf8.count)
        let given = rest.drop { $0 == UInt8(ascii: " ") }
        // At least one space parts the two (RFC 9110 section 11.4); none may follow, and a server cuts those off already.
        return given.startIndex == rest.startIndex ? nil : String(Substring(given))
    }

    /// User name and password of the scheme Basic (RFC 7617), in UTF-8; nil for anything else.
    public var password: (login: String, password: String)? {
        guard let text = authorization("Basic"), text.utf8.count <= 4000, let data = Data(base64Encoded: text),
            let pair = String(validating: data, as: UTF8.self), let colon = pair.firstIndex(of: ":"),
            !pair.utf8.contains(0)
        else { return nil }
        return (String(pair[..<colon]), String(pair[pair.index(after: colon)...]))
    }

    /// Path and query, as links back to this page carry them.
    public var pathAndQuery: String { rawQuery.isEmpty ? path : path + "?" + rawQuery }
}

extension PortalRequest {
    /// The same request, as if its session's cookie had carried this secret.
    func inSession(_ secret: String, _ configuration: Configuration) -> PortalRequest {
        let cookie = "\(Cookies.sessionName(configuration))=\(secret)"
        let others = header("cookie").map { "; " + $0 } ?? ""
        let old = header
        return PortalRequest(
            method: method, path: path, query: query, rawQuery: rawQuery, parameters: parameters, form: form,
            body: body,
            header: { name in name == "cookie" ? cookie + others : old(name) }, address: address, requestID: requestID)
    }
}
