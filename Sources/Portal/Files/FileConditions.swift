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

    /// What a request asks for, by its method and a way to its header fields (names in lower case).
    public init(method: String, header: (String) -> String?) {
        isHead = method == "HEAD"
        // A range means something to GET only.
        range = method == "GET" ? header("range") : nil
        ifRange = header("if-range")
        ifNoneMatch = header("if-none-match")
        ifModifiedSince = header("if-modified-since")
    }

    /// Whether the browser's copy carries this tag, quotes included. Tags are compared weakly.
    package func knows(_ tag: String) -> Bool {
        (ifNoneMatch ?? "").split(separator: ",").contains { piece in
            var known = piece.trimming
            if known.hasPrefix("W/") { known = known.dropFirst(2) }
            return known == "*" || known == tag
        }
    }

    /// Whether the browser's copy is still good: 304. Dates count only where there are no tags.
    package func isFresh(_ facts: FileFacts) -> Bool {
        if ifNoneMatch != nil { return knows(facts.tag) }
        guard let ifModifiedSince, let since = HTTPDate.instant(ifModifiedSince) else { return false }
        return facts.changed.seconds <= since.seconds
    }

    /// The bytes wanted: the range only when the copy it continues is this very file.
    package func bytes(_ facts: FileFacts) -> ByteRange {
        if let ifRange, ifRange != facts.tag, ifRange != facts.lastModified { return .whole }
        return ByteRange(range, size: facts.size)
    }
}
