public import HTTPTypes
import PortalValues

/// Under which conditions a file is asked for, as the request's header fields say (RFC 9110, sections 13 and 14).
public struct FileConditions: Sendable {
    /// Whether only the head is wanted.
    public var isHead = false
    /// `Range`.
    public var range: String?
    /// `If-Range`.
    public var ifRange: String?
    /// `If-None-Match`; several fields count as one list.
    public var ifNoneMatch: String?
    /// `If-Modified-Since`.
    public var ifModifiedSince: String?

    /// No conditions: the whole file.
    public init() {}

    /// What a request asks for.
    public init(_ method: HTTPRequest.Method, _ fields: HTTPFields) {
        isHead = method == .head
        // A range means something to GET only.
        range = method == .get ? fields[.range] : nil
        ifRange = fields[.ifRange]
        ifNoneMatch = fields[.ifNoneMatch]
        ifModifiedSince = fields[.ifModifiedSince]
    }

    /// Whether the browser's copy is still good: 304. Tags are compared weakly; dates only where there are no tags.
    func isFresh(_ facts: FileFacts) -> Bool {
        if let ifNoneMatch {
            return ifNoneMatch.split(separator: ",").contains { piece in
                var tag = piece.trimming
                if tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
                return tag == "*" || tag == facts.tag
            }
        }
        guard let ifModifiedSince, let since = HTTPDate.instant(ifModifiedSince) else { return false }
        return facts.changed.seconds <= since.seconds
    }

    /// The bytes wanted: the range only when the copy it continues is this very file.
    func bytes(_ facts: FileFacts) -> ByteRange {
        if let ifRange, ifRange != facts.tag, ifRange != facts.lastModified { return .whole }
        return ByteRange(range, size: facts.size)
    }
}
