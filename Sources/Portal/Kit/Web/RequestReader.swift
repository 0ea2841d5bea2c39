import Foundation
import HTTPTypes
import Hummingbird
import PortalConfiguration
import PortalValues

/// Turns the HTTP library's request into ``PortalRequest``.
enum RequestReader {
    /// Everything but what the path and the body hold: for error pages, which show without a query that cannot be read.
    static func head(_ httpRequest: Request, _ server: ServerContext, _ application: PortalApplication) -> PortalRequest
    {
        (try? make(httpRequest, server, application, parameters: [:]))
            ?? PortalRequest(
                method: httpRequest.method.rawValue, path: path(httpRequest, application), query: Fields(),
                rawQuery: "",
                parameters: [:], form: Fields(), body: [], header: header(httpRequest),
                address: address(httpRequest, server, application), requestID: server.id)
    }

    /// Everything but the body, of which nothing is read before it is known who asks.
    static func bodiless(
        _ httpRequest: Request, _ server: ServerContext, _ application: PortalApplication, _ route: Route
    ) throws(Failure) -> PortalRequest {
        let parameters = try parameters(server, route)
        return try make(httpRequest, server, application, parameters: parameters)
    }

    private static func parameters(_ server: ServerContext, _ route: Route) throws(Failure) -> [String: String] {
        var parameters: [String: String] = [:]
        for name in route.parameters {
            guard let value = server.parameters.get(name) else { continue }
            let isPlain = !value.utf8.contains(UInt8(ascii: "%"))
            guard let decoded = isPlain ? String(value) : value.removingPercentEncoding, !decoded.utf8.contains(0)
            else { throw .badRequest(.encoding) }
            parameters[name] = decoded
        }
        return parameters
    }

    private static func make(
        _ httpRequest: Request, _ server: ServerContext, _ application: PortalApplication, parameters: [String: String]
    ) throws(Failure) -> PortalRequest {
        let rawQuery = httpRequest.uri.query ?? ""
        return PortalRequest(
            method: httpRequest.method.rawValue, path: path(httpRequest, application),
            query: try Fields(urlEncoded: rawQuery.utf8),
            rawQuery: rawQuery, parameters: parameters, form: Fields(), body: [], header: header(httpRequest),
            address: address(httpRequest, server, application), requestID: server.id)
    }

    /// The path below the portal's address.
    static func path(_ httpRequest: Request, _ application: PortalApplication) -> String {
        let path = httpRequest.uri.path
        let base = application.configuration.basePath
        guard !base.isEmpty, path == base || path.hasPrefix(base + "/") else { return path.isEmpty ? "/" : path }
        return path == base ? "/" : String(path.dropFirst(base.count))
    }

    private static func header(_ httpRequest: Request) -> @Sendable (String) -> String? {
        let headers = httpRequest.headers
        return { name in HTTPField.Name(name).flatMap { headers[$0] } }
    }

    /// The visitor's address; a proxy's word for it counts only where the proxy is trusted.
    static func address(_ httpRequest: Request, _ server: ServerContext, _ application: PortalApplication) -> String {
        let peer = server.remoteAddress?.ipAddress ?? PortalRequest.ownAddress
        guard let forwarded = HTTPField.Name("X-Forwarded-For").flatMap({ httpRequest.headers[$0] }) else {
            return peer
        }
        return ClientAddress.resolve(
            peer: peer, forwardedFor: forwarded, trusted: application.configuration.trustedProxies)
    }
}
