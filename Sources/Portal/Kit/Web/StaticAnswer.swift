import HTTPTypes
import Hummingbird
import NIOCore
import PortalAssets

/// Files under `/static`: found in memory by their whole path, so that no path can lead anywhere else.
enum StaticAnswer {
    static func find(_ request: Request, _ house: House) -> Response? {
        guard request.method == .get || request.method == .head else { return nil }
        var path = Substring(request.uri.path)
        let base = house.configuration.basePath
        if !base.isEmpty, path.hasPrefix(base + "/static/") { path = path.dropFirst(base.count) }
        guard path.hasPrefix("/static/"), let file = house.wardrobe.outfit.files[String(path)] else { return nil }
        let (bytes, encoding) = file.body(accepting: request.headers[.acceptEncoding])
        let etag = file.etag(encoding: encoding)
        var headers: HTTPFields = [.contentType: file.contentType, .eTag: etag, .cacheControl: file.cacheControl]
        if file.hasVariants { headers[.vary] = "Accept-Encoding" }
        if request.headers[.ifNoneMatch] == etag { return Response(status: .notModified, headers: headers) }
        if let encoding { headers[.contentEncoding] = encoding }
        headers[.contentLength] = String(bytes.count)
        if request.method == .head { return Response(status: .ok, headers: headers) }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
