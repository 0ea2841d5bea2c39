import Crypto
import Foundation

/// Everything in the folders of static files, read and hashed at start, and compressed once. A request costs one dictionary
/// access and never touches the disk, so no path can lead outside.
public struct StaticFiles: Sendable {
    /// Larger files do not belong here: everything is kept in memory. 8 MiB.
    public static let largestFile = 8 << 20

    private let directories: [String]
    private let mount: String
    private let base: String
    private let stamp: FileStamp
    private let byPath: [String: StaticFile]
    private let hashedNames: [String: String]

    /// Reads `directories`; of two files with the same name the one in the later folder counts, a folder that is not
    /// there is empty. Files are found under `mount` (`/static/`); `url(for:)` puts `base` (`/portal` on a sub-path,
    /// else empty) before it. Names that begin with a dot are left out. Throws `.name` and `.tooLarge` for files that
    /// cannot be served, `.unreadable` for those that cannot be read.
    public init(directories: [String], mount: String = "/static/", base: String = "") throws(AssetError) {
        self.directories = directories
        self.mount = mount
        self.base = base
        stamp = FileStamp(directories: directories)
        var byPath: [String: StaticFile] = [:]
        var hashedNames: [String: String] = [:]
        var paths: [String: String] = [:]
        for directory in directories {
            for name in FileStamp.names(in: directory) { paths[name] = directory + "/" + name }
        }
        for (name, path) in paths {
            let bytes = try Self.read(name, at: path)
            let hash = String(Self.hex(SHA256.hash(data: bytes)).prefix(12))
            let hashed = Self.hashedName(name, hash)
            let file = StaticFile(name: name, bytes: bytes, hash: hash)
            byPath[mount + name] = file
            byPath[mount + hashed] = file.immutable
            hashedNames[name] = hashed
        }
        self.byPath = byPath
        self.hashedNames = hashedNames
    }

    /// The file at the path of a URL, without `base` and query; nil for every other path.
    public subscript(path: String) -> StaticFile? { byPath[path] }

    /// The URL to write into a page: `icons.svg` becomes `/static/icons.3f2a9c01b7de.svg`. A name that does not exist
    /// gets a URL without a hash, which answers 404; `contains` tells beforehand.
    public func url(for name: String) -> String { base + mount + (hashedNames[name] ?? name) }

    /// Whether there is such a file.
    public func contains(_ name: String) -> Bool { hashedNames[name] != nil }

    /// All names, in order.
    public var names: [String] { hashedNames.keys.sorted() }

    /// For development: the files read again if one has changed, came or went, else nil. Looks at sizes and times only.
    public func reloadedIfChanged() throws(AssetError) -> StaticFiles? {
        guard FileStamp(directories: directories) != stamp else { return nil }
        return try StaticFiles(directories: directories, mount: mount, base: base)
    }

    private static func read(_ name: String, at path: String) throws(AssetError) -> [UInt8] {
        guard name.utf8.allSatisfy(isURLByte) else { throw .name(path) }
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        guard size <= largestFile else { throw .tooLarge(path) }
        guard let data = FileManager.default.contents(atPath: path) else { throw .unreadable(path) }
        return Array(data)
    }

    /// Bytes that mean themselves in a URL.
    private static func isURLByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: "-_./~".utf8.contains(byte)
        }
    }

    private static func hashedName(_ name: String, _ hash: String) -> String {
        let start = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
        guard let dot = name[start...].lastIndex(of: ".") else { return name + "." + hash }
        return name[..<dot] + "." + hash + name[dot...]
    }

    private static func hex(_ digest: SHA256.Digest) -> String {
        digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension StaticFile {
    fileprivate init(name: String, bytes: [UInt8], hash: String) {
        let type = MediaType.of(name)
        // What is shorter than the head of its answer gains nothing by being packed.
        let shrinks = MediaType.isCompressible(type) && bytes.count >= 150
        self.init(
            name: name, contentType: type, etag: "\"\(hash)\"", bytes: bytes, isImmutable: false,
            packed: shrinks ? PackedForms(bytes) : nil)
    }

    fileprivate var immutable: StaticFile {
        StaticFile(
            name: name, contentType: contentType, etag: etag, bytes: bytes, isImmutable: true, packed: packed)
    }
}

/// Why static files cannot be served; each case names the file.
public enum AssetError: Error, Sendable, Hashable {
    /// Its name has characters that would need escaping in a URL.
    case name(String)
    /// Larger than `StaticFiles.largestFile`.
    case tooLarge(String)
    /// It cannot be read.
    case unreadable(String)
}
