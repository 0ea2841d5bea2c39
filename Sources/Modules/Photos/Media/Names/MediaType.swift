import Foundation

/// What kind of picture or film a file holds, by its first bytes: names and what a browser says are not believed.
enum MediaType: String, CaseIterable, Sendable {
    case jpeg, png, webp, avif, heic, gif, mp4, webm

    /// As many first bytes as are looked at.
    static let headLength = 512

    /// Nil for anything else, and for a head too short to tell.
    init?(head: some Collection<UInt8>) {
        let head = Array(head.prefix(Self.headLength))
        if head.starts(with: [0xff, 0xd8, 0xff]) {
            self = .jpeg
        } else if head.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) {
            self = .png
        } else if head.starts(with: Array("GIF87a".utf8)) || head.starts(with: Array("GIF89a".utf8)) {
            self = .gif
        } else if head.starts(with: Array("RIFF".utf8)), head.dropFirst(8).starts(with: Array("WEBP".utf8)) {
            self = .webp
        } else if head.dropFirst(4).starts(with: Array("ftyp".utf8)), let type = Self.container(head) {
            self = type
        } else if Self.isWebM(head) {
            self = .webm
        } else {
            return nil
        }
    }

    /// What a file on disk holds; nil also where it is empty or cannot be read. Blocks for one small read.
    init?(file path: String) {
        // Whoever needs the reason opens the file again.
        guard let handle = FileHandle(forReadingAtPath: path), let head = try? handle.read(upToCount: Self.headLength)
        else { return nil }
        self.init(head: head)
    }

    /// Four letters each: an ISO container (ISO/IEC 14496-12) names what it holds, first the main brand, then those it is
    /// compatible with.
    private static func container(_ head: [UInt8]) -> MediaType? {
        let length = head.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        let box = head.prefix(max(length, 0))
        var brands: [String] = []
        var place = 8
        while place + 4 <= box.count {
            // Between the main brand and the others stands a version.
            if place != 12 { brands.append(String(decoding: box[place..<place + 4], as: UTF8.self)) }
            place += 4
        }
        guard let main = brands.first, !["M4A ", "M4B ", "M4P ", "F4A ", "F4B ", "crx "].contains(main) else {
            return nil
        }
        if brands.contains(where: ["avif", "avis"].contains) { return .avif }
        if brands.contains(where: ["heic", "heix", "heim", "heis", "hevc", "hevx"].contains) { return .heic }
        if brands.contains(where: isFilm) { return .mp4 }
        return nil
    }

    private static func isFilm(_ brand: String) -> Bool {
        let prefixes = ["iso", "mp4", "avc", "3gp", "3g2", "M4V", "f4v", "F4V", "mmp4", "MSNV", "XAVC"]
        return brand == "qt  " || prefixes.contains { brand.hasPrefix($0) }
    }

    /// EBML (RFC 8794) whose document type is `webm`; other Matroska files are not for browsers.
    private static func isWebM(_ head: [UInt8]) -> Bool {
        guard head.starts(with: [0x1a, 0x45, 0xdf, 0xa3]) else { return false }
        let pattern = [0x42, 0x82, 0x84] + Array("webm".utf8)
        return head.indices.contains { head[$0...].starts(with: pattern) }
    }
}

extension MediaType {
    /// For the `Content-Type` header.
    var contentType: String {
        switch self {
        case .mp4, .webm: "video/\(rawValue)"
        default: "image/\(rawValue)"
        }
    }

    /// What names of such files end in, the usual one first.
    var extensions: [String] {
        switch self {
        case .jpeg: ["jpg", "jpeg", "jpe", "jfif"]
        case .heic: ["heic", "heif"]
        case .mp4: ["mp4", "m4v", "mov", "qt", "3gp", "3g2"]
        default: [rawValue]
        }
    }

    /// The usual ending, without the dot.
    var fileExtension: String { extensions[0] }

    var isVideo: Bool { self == .mp4 || self == .webm }

    /// Whether browsers show the original: sent with this content type and `nosniff` it is a picture and nothing else. HEIC is left
    /// to renditions.
    var isShownByBrowsers: Bool { self != .heic }
}
