import HTTPTypes
import Hummingbird
import NIOCore
import PortalAssets
import PortalConfiguration
import Synchronization

/// Files under `/static`: found in memory by their whole path, so that no path can lead anywhere else.
enum StaticAnswer {
    static func find(_ httpRequest: Request, _ application: PortalApplication) -> Response? {
        guard httpRequest.method == .get || httpRequest.method == .head else { return nil }
        var path = Substring(httpRequest.uri.path)
        let base = application.configuration.basePath
        if !base.isEmpty, path.hasPrefix(base + "/static/") { path = path.dropFirst(base.count) }
        guard path.hasPrefix("/static/"), let file = application.assetStore.assets.files[String(path)] else {
            return nil
        }
        let (bytes, encoding) = file.body(accepting: httpRequest.headers[.acceptEncoding])
        let etag = file.etag(encoding: encoding)
        var headers: HTTPFields = [.contentType: file.contentType, .eTag: etag, .cacheControl: file.cacheControl]
        if file.hasVariants { headers[.vary] = "Accept-Encoding" }
        if httpRequest.headers[.ifNoneMatch] == etag { return Response(status: .notModified, headers: headers) }
        if let encoding { headers[.contentEncoding] = encoding }
        headers[.contentLength] = String(bytes.count)
        if httpRequest.method == .head { return Response(status: .ok, headers: headers) }
        return Response(
            status: .ok, headers: headers,
            body: .init(byteBuffer: application.staticBodies.body(bytes, named: "\(path) \(etag)")))
    }
}

/// Static files as they are sent: one copy of each, however many slow readers wait for it at once.
final class StaticBodies: Sendable {
    /// More than there are; what development leaves behind goes with it.
    private static let most = 500
    private let kept = Mutex<[String: ByteBuffer]>([:])

    /// The bytes of this name, which stands for these very bytes.
    func body(_ bytes: [UInt8], named name: String) -> ByteBuffer {
        kept.withLock { kept in
            if let body = kept[name] { return body }
            if kept.count >= Self.most { kept.removeAll() }
            let body = ByteBuffer(bytes: bytes)
            kept[name] = body
            return body
        }
    }
}
