import Foundation
import HTTPTypes
import Hummingbird
import PortalValues

/// Turns the HTTP library's request into ``Asked``.
enum Asking {
    /// Everything but what the path and the body hold: for error pages, which show without a query that cannot be read.
    static func head(_ request: Request, _ context: HouseContext, _ house: House) -> Asked {
        (try? make(request, context, house, parameters: [:]))
            ?? Asked(
                method: request.method.rawValue, path: path(request, house), query: Fields(), rawQuery: "",
                parameters: [:], form: Fields(), body: [], header: header(request),
                address: address(request, context, house), requestID: context.id)
    }

    /// Everything but the body, of which nothing is read before it is known who asks.
    static func bodiless(
        _ request: Request, _ context: HouseContext, _ house: House, _ route: Route
    ) throws(Failure) -> Asked {
        let parameters = try parameters(context, route)
        return try make(request, context, house, parameters: parameters)
    }

    private static func parameters(_ context: HouseContext, _ route: Route) throws(Failure) -> [String: String] {
        var parameters: [String: String] = [:]
        for name in route.parameters {
            guard let value = context.parameters.get(name) else { continue }
            let isPlain = !value.utf8.contains(UInt8(ascii: "%"))
            guard let decoded = isPlain ? String(value) : value.removingPercentEncoding, !decoded.utf8.contains(0)
            else { throw .badRequest(.encoding) }
            parameters[name] = decoded
        }
        return parameters
    }

    private static func make(
        _ request: Request, _ context: HouseContext, _ house: House, parameters: [String: String]
    ) throws(Failure) -> Asked {
        let rawQuery = request.uri.query ?? ""
        return Asked(
            method: request.method.rawValue, path: path(request, house), query: try Fields(urlEncoded: rawQuery.utf8),
            rawQuery: rawQuery, parameters: parameters, form: Fields(), body: [], header: header(request),
            address: address(request, context, house), requestID: context.id)
    }

    /// The path below the portal's address.
    static func path(_ request: Request, _ house: House) -> String {
        let path = request.uri.path
        let base = house.configuration.basePath
        guard !base.isEmpty, path == base || path.hasPrefix(base + "/") else { return path.isEmpty ? "/" : path }
        return path == base ? "/" : String(path.dropFirst(base.count))
    }

    private static func header(_ request: Request) -> @Sendable (String) -> String? {
        let headers = request.headers
        return { name in HTTPField.Name(name).flatMap { headers[$0] } }
    }

    /// The visitor's address; a proxy's word for it counts only where the proxy is trusted.
    static func address(_ request: Request, _ context: HouseContext, _ house: House) -> String {
        let peer = context.remoteAddress?.ipAddress ?? Asked.ownAddress
        guard let forwarded = HTTPField.Name("X-Forwarded-For").flatMap({ request.headers[$0] }) else { return peer }
        return ClientAddress.resolve(peer: peer, forwardedFor: forwarded, trusted: house.configuration.trustedProxies)
    }
}
