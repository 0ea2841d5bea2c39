/// What an uploaded file is by its first bytes; its name and what the browser claims count for nothing.
///
/// A file can be two things at once (a GIF that is also a script, a PDF with a ZIP behind it): the answer says what it
/// begins as, not that it is harmless. Serve uploads with this type and `nosniff`, everything but pictures, films and
/// PDF as a download, and let pictures be written anew before they are shown.
public enum ContentType: String, Sendable, Hashable, CaseIterable {
    case jpeg, png, gif, webp, avif, heic, pdf, mp4, webm, zip
    /// UTF-8 without control characters. HTML and SVG are text too, and are to be served as plain text.
    case text

    /// So many bytes of the beginning are enough.
    public static let prefixLength = 512

    /// The value of Content-Type.
    public var mediaType: String {
        switch self {
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .gif: "image/gif"
        case .webp: "image/webp"
        case .avif: "image/avif"
        case .heic: "image/heic"
        case .pdf: "application/pdf"
        case .mp4: "video/mp4"
        case .webm: "video/webm"
        case .zip: "application/zip"
        case .text: "text/plain; charset=utf-8"
        }
    }

    /// The usual end of a name, without the dot.
    public var fileExtension: String {
        switch self {
        case .jpeg: "jpg"
        case .text: "txt"
        default: rawValue
        }
    }

    /// Looks at the beginning of a file; nil for nothing we know, and for an empty file. Office documents and archives
    /// of all kinds are `.zip`.
    public static func sniff(_ prefix: [UInt8]) -> ContentType? {
        let bytes = prefix.prefix(prefixLength)
        if let type = magic.first(where: { bytes.starts(with: $0.bytes) })?.type { return type }
        if bytes.starts(with: Array("RIFF".utf8)), holds("WEBP", at: 8, bytes) { return .webp }
        if holds("ftyp", at: 4, bytes) { return isoMedia(bytes) }
        if bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) {
            return (4..<64).contains { holds("webm", at: $0, bytes) } ? .webm : nil
        }
        return isText(Array(bytes), isWhole: prefix.count < prefixLength) ? .text : nil
    }

    private static let magic: [(type: ContentType, bytes: [UInt8])] = [
        (.jpeg, [0xFF, 0xD8, 0xFF]), (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        (.gif, Array("GIF87a".utf8)), (.gif, Array("GIF89a".utf8)), (.pdf, Array("%PDF-".utf8)),
        (.zip, [0x50, 0x4B, 3, 4]), (.zip, [0x50, 0x4B, 5, 6]),
    ]

    private static func holds(_ word: String, at offset: Int, _ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.dropFirst(offset).starts(with: word.utf8)
    }

    /// The brands of an ISO media file (ISO/IEC 14496-12 section 4.3): the first one decides, then the compatible ones.
    private static func isoMedia(_ bytes: ArraySlice<UInt8>) -> ContentType? {
        let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        let box = Array(bytes.prefix(max(length, 12)))
        let brands = stride(from: 8, to: box.count - 3, by: 4).filter { $0 != 12 }
            .map { String(decoding: box[$0..<$0 + 4], as: UTF8.self) }
        for brand in brands {
            switch brand {
            case "avif", "avis": return .avif
            case "heic", "heix", "heim", "heis", "hevc", "hevx": return .heic
            case "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "M4VH", "dash", "MSNV":
                return .mp4
            default: continue
            }
        }
        return nil
    }

    private static func isText(_ bytes: [UInt8], isWhole: Bool) -> Bool {
        guard !bytes.isEmpty, !bytes.contains(where: { $0 < 32 && ![9, 10, 12, 13].contains($0) || $0 == 127 }) else {
            return false
        }
        // The last character of a prefix may be cut.
        let most = isWhole ? 0 : min(3, bytes.count - 1)
        return (0...most).contains { String(validating: bytes.dropLast($0), as: UTF8.self) != nil }
    }
}
