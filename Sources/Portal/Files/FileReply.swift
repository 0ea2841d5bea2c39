/// A file to be sent, with ranges and conditions. A large one never passes through memory as a whole.
public struct FileReply: Sendable {
    /// Where it lies.
    public let path: String
    /// The media type, already decided by its content.
    public let type: String
    /// The name offered for saving; nil shows it in the browser.
    public let name: String?
    /// Whether the file is removed once sent (an export made for this request).
    public let temporary: Bool
    /// How long the browser may use its copy without asking.
    public let cache: FileCache
    /// What the browser's copy is compared by: a digest of the content, without quotes. Nil: by the file's number, size and time.
    public let etag: String?

    /// A file to be sent.
    public init(
        path: String, type: String, name: String? = nil, temporary: Bool = false, cache: FileCache = .privateRevalidate,
        etag: String? = nil
    ) {
        self.path = path
        self.type = type
        self.name = name
        self.temporary = temporary
        self.cache = cache
        self.etag = etag
    }

    /// The given tag as HTTP writes it; nil where there is none, or it holds what a tag may not (RFC 9110, section 8.8.3).
    package var tag: String? {
        guard let etag, (1...200).contains(etag.utf8.count),
            etag.utf8.allSatisfy({ (33...126).contains($0) && $0 != 34 })
        else { return nil }
        return "\"\(etag)\""
    }
}

/// How long a browser may use its copy of a file. Caches on the way, which do not know who may see it, never keep one.
public enum FileCache: Sendable, Hashable {
    /// It asks each time whether its copy still holds, and is told so without the bytes (304). A right that was taken away shows
    /// at the very next request.
    case privateRevalidate
    /// A year without asking: for an address that changes with the content, and content that may stay with who has seen it.
    case immutablePrivate

    /// The header field.
    package var field: String {
        switch self {
        case .privateRevalidate: "private, no-cache"
        case .immutablePrivate: "private, max-age=31536000, immutable"
        }
    }
}
