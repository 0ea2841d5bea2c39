import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import PortalValues

/// Turns the HTTP library's request into ``Asked``.
enum Asking {
    /// Everything but the body.
    static func head(_ request: Request, _ context: HouseContext, _ house: House) -> Asked {
        // A broken query is reported by `full`, where it can be answered; an error page shows without it.
        (try? make(request, context, house, parameters: [:], form: Fields(), body: []))
            ?? Asked(
                method: request.method.rawValue, path: path(request, house), query: Fields(), rawQuery: "",
                parameters: [:], form: Fields(), body: [], header: header(request),
                address: address(request, context, house), requestID: context.id)
    }

    /// With the body, read up to the route's limit.
    static func full(_ request: Request, _ context: HouseContext, _ house: House, _ route: Route) async throws -> Asked
    {
        let parameters = try parameters(context, route)
        var form = Fields()
        var body: [UInt8] = []
        if route.method != .get {
            if let length = request.headers[.contentLength].flatMap(Int.init), length > route.bodyLimit {
                throw Failure.tooLarge(limit: route.bodyLimit)
            }
            let buffer: ByteBuffer
            do { buffer = try await request.body.collect(upTo: route.bodyLimit) } catch is NIOTooManyBytesError {
                throw Failure.tooLarge(limit: route.bodyLimit)
            }
            let type = request.headers[.contentType]?.lowercased() ?? ""
            if route.operation != nil {
                body = Array(buffer.readableBytesView)
            } else if type.hasPrefix("application/x-www-form-urlencoded") {
                form = try Fields(urlEncoded: buffer.readableBytesView)
            } else if buffer.readableBytes > 0 {
                throw Failure.unsupportedType
            }
        }
        return try make(request, context, house, parameters: parameters, form: form, body: body)
    }

    /// Without the body, which the route reads itself.
    static func bodiless(
        _ request: Request, _ context: HouseContext, _ house: House, _ route: Route
    ) throws(Failure) -> Asked {
        let parameters = try parameters(context, route)
        return try make(request, context, house, parameters: parameters, form: Fields(), body: [])
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
        _ request: Request, _ context: HouseContext, _ house: House, parameters: [String: String], form: Fields,
        body: [UInt8]
    ) throws(Failure) -> Asked {
        let rawQuery = request.uri.query ?? ""
        return Asked(
            method: request.method.rawValue, path: path(request, house), query: try Fields(urlEncoded: rawQuery.utf8),
            rawQuery: rawQuery, parameters: parameters, form: form, body: body, header: header(request),
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
        let peer = context.remoteAddress?.ipAddress ?? "local"
        guard let forwarded = HTTPField.Name("X-Forwarded-For").flatMap({ request.headers[$0] }) else { return peer }
        return ClientAddress.resolve(peer: peer, forwardedFor: forwarded, trusted: house.configuration.trustedProxies)
    }
}
