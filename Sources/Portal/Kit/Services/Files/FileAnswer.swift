import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import PortalFiles

/// A file that was opened and judged against the request's conditions: all that is left is to send it.
struct FileAnswer: Sendable {
    enum Content: Sendable {
        /// Only the head.
        case none
        /// A small file, read at once.
        case bytes(ByteBuffer)
        /// A part of a file, read as fast as the visitor takes it.
        case pieces(OpenFile, Range<Int>)
    }

    /// Up to so many bytes, a file is read in one go where it is opened: one hop between threads in place of several.
    static let atOnce = 262_144
    /// In bytes; what one visitor of a larger file holds in memory at a time.
    static let chunk = 131_072

    let status: HTTPResponse.Status
    let fields: HTTPFields
    let content: Content
    private let path: String

    /// - Parameter size: what `Content-Length` says where no content follows; nil leaves it out.
    init(
        _ status: HTTPResponse.Status, _ fields: HTTPFields, _ content: Content, size: Int?, _ path: String
    ) {
        self.status = status
        var fields = fields
        if let size { fields[.contentLength] = String(size) }
        self.fields = fields
        self.content = content
        self.path = path
    }

    var response: Response {
        switch content {
        case .none:
            var response = Response(status: status, headers: fields)
            // The length of the file, which nobody looked up, or none (RFC 9110, section 8.6).
            if status == .notModified { response.headers[.contentLength] = nil }
            return response
        case .bytes(let bytes):
            return Response(status: status, headers: fields, body: ResponseBody(byteBuffer: bytes))
        case .pieces(let file, let range):
            return Response(status: status, headers: fields, body: body(file, range))
        }
    }

    private func body(_ file: OpenFile, _ range: Range<Int>) -> ResponseBody {
        ResponseBody(contentLength: range.count) { [path] writer in
            var offset = range.lowerBound
            while offset < range.upperBound {
                let start = offset
                let count = min(Self.chunk, range.upperBound - start)
                let bytes = try await NIOThreadPool.singleton.runIfActive { try file.bytes(at: start, count: count) }
                // Shorter than promised: the connection must break, or the visitor would take the rest for the file.
                guard bytes.readableBytes > 0 else { throw FileError.truncated(path) }
                offset += bytes.readableBytes
                try await writer.write(bytes)
            }
            try await writer.finish(nil)
        }
    }
}
