import HTTPTypes
public import Hummingbird
import NIOCore
import NIOPosix

extension FileReply {
    /// The file as the answer to this request, with its ranges and conditions.
    public func response(to request: Request) async throws -> Response {
        try await response(FileConditions(request.method, request.headers))
    }

    /// The file as an answer: whole (200), a part (206), unchanged (304), or a part it does not have (416). The bytes are read as
    /// fast as the visitor takes them, never more than a chunk ahead.
    ///
    /// A temporary file loses its name before the first byte goes out: it is gone when it is sent, when the visitor goes away, and
    /// when the portal is killed in between. It has no tag and no ranges, since there is no second time.
    ///
    /// - Throws: ``Failure/notFound`` where there is no such file, ``FileFault`` where it cannot be read.
    public func response(_ conditions: FileConditions) async throws -> Response {
        let (file, facts) = try await NIOThreadPool.singleton.runIfActive { try open() }
        var fields = headerFields
        guard !temporary else {
            fields[.cacheControl] = "no-store"
            return answer(.ok, fields, file, 0..<facts.size, conditions)
        }
        fields[.cacheControl] = "private, no-cache"
        fields[.eTag] = facts.tag
        fields[.lastModified] = facts.lastModified
        fields[.acceptRanges] = "bytes"
        guard !conditions.isFresh(facts) else {
            fields[.contentType] = nil
            return Response(status: .notModified, headers: fields)
        }
        switch conditions.bytes(facts) {
        case .whole: return answer(.ok, fields, file, 0..<facts.size, conditions)
        case .part(let range):
            fields[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(facts.size)"
            return answer(.partialContent, fields, file, range, conditions)
        case .unsatisfiable:
            return Response(status: .rangeNotSatisfiable, headers: [.contentRange: "bytes */\(facts.size)"])
        }
    }

    private func open() throws -> (file: OpenFile, facts: FileFacts) {
        do throws(FileFault) {
            let opened = try OpenFile.read(path)
            if temporary { try TemporaryFile.remove(path) }
            return opened
        } catch {
            throw error.isAbsence ? Failure.notFound as any Error : error
        }
    }

    private var headerFields: HTTPFields {
        var fields: HTTPFields = [.contentType: type, .xContentTypeOptions: "nosniff"]
        if let name {
            fields[.contentDisposition] = ContentDisposition.attachment(name)
        } else if Self.mayRun(type) {
            // What could run a script in the portal's name is saved, never shown.
            fields[.contentDisposition] = "attachment"
        }
        return fields
    }

    private static func mayRun(_ type: String) -> Bool {
        let essence = type.prefix { $0 != ";" }.lowercased()
        return essence.contains("html") || essence.contains("xml") || essence.contains("script")
    }

    private func answer(
        _ status: HTTPResponse.Status, _ fields: HTTPFields, _ file: OpenFile, _ range: Range<Int>,
        _ conditions: FileConditions
    ) -> Response {
        guard !conditions.isHead else {
            var fields = fields
            fields[.contentLength] = String(range.count)
            return Response(status: status, headers: fields)
        }
        let body = ResponseBody(contentLength: range.count) { writer in
            var offset = range.lowerBound
            while offset < range.upperBound {
                let start = offset
                let count = min(Self.chunk, range.upperBound - start)
                let bytes = try await NIOThreadPool.singleton.runIfActive { try file.bytes(at: start, count: count) }
                // Shorter than promised: the connection must break, or the visitor would take the rest for the file.
                guard !bytes.isEmpty else { throw FileFault.truncated(path) }
                offset += bytes.count
                try await writer.write(ByteBuffer(bytes: bytes))
            }
            try await writer.finish(nil)
        }
        return Response(status: status, headers: fields, body: body)
    }

    /// In bytes; what one visitor holds in memory at a time.
    private static let chunk = 131_072
}
