/// One file that every visitor may fetch, in all the forms a browser takes.
public struct StaticFile: Sendable {
    /// Path inside the folder: `images/logo.svg`.
    public let name: String
    /// The value of Content-Type.
    public let contentType: String
    /// The value of ETag, with its quotes.
    public let etag: String
    /// As it is on disk.
    public let bytes: [UInt8]
    /// The gzip form, where it is smaller.
    public var gzip: [UInt8]? { packed?.gzip }
    /// The brotli form, where it is smaller.
    public var brotli: [UInt8]? { packed?.brotli }
    /// Whether it was asked for by a URL with its hash, which always stands for the same bytes.
    public let isImmutable: Bool
    /// The smaller forms; nil for a type that does not shrink.
    let packed: PackedForms?

    /// The value of Cache-Control: a year for a URL with a hash, else ask every time (the ETag makes that cheap).
    public var cacheControl: String {
        isImmutable ? "public, max-age=31536000, immutable" : "public, no-cache"
    }

    /// Whether the answer must say `Vary: Accept-Encoding`.
    public var hasVariants: Bool { packed != nil }

    /// What to send to a browser with this Accept-Encoding, and the value of Content-Encoding (nil for none): the
    /// smallest form it takes.
    public func body(accepting acceptEncoding: String?) -> (bytes: [UInt8], encoding: String?) {
        guard hasVariants, let acceptEncoding else { return (bytes, nil) }
        let accepted = AcceptEncoding(acceptEncoding)
        if let brotli, accepted.allows("br") { return (brotli, "br") }
        if let gzip, accepted.allows("gzip") { return (gzip, "gzip") }
        return (bytes, nil)
    }

    /// The ETag of one form: each encoding has its own (RFC 9110 section 8.8.3.3).
    public func etag(encoding: String?) -> String {
        guard let encoding else { return etag }
        return etag.dropLast() + "-" + encoding + "\""
    }
}

/// The encodings a browser takes (RFC 9110 section 12.5.3).
public struct AcceptEncoding: Sendable {
    private var allowed: Set<String> = []
    private var refused: Set<String> = []

    /// Reads the header; never fails.
    public init(_ header: String) {
        for item in header.prefix(1000).split(separator: ",") {
            let parts = item.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
            guard let name = parts.first else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            if weight > 0 { allowed.insert(name) } else { refused.insert(name) }
        }
    }

    /// Whether `gzip`, `br` … may be used.
    public func allows(_ encoding: String) -> Bool {
        !refused.contains(encoding) && (allowed.contains(encoding) || allowed.contains("*"))
    }
}
