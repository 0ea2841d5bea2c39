import PortalKit

/// Names of folders and files as parts of addresses.
enum PhotoPath {
    /// One part of a path, percent-encoded (RFC 3986, section 3.3).
    static func escaped(_ name: String) -> String {
        var result = ""
        for byte in name.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                result += "%"
                result.unicodeScalars.append(digit(byte >> 4))
                result.unicodeScalars.append(digit(byte & 15))
            }
        }
        return result
    }

    /// The page of a folder of photos, or of a file in one: `2026/gala` → `/photos/2026/gala`.
    static func page(of path: String) -> String {
        "/photos/" + path.split(separator: "/").map { escaped(String($0)) }.joined(separator: "/")
    }

    private static func digit(_ value: UInt8) -> Unicode.Scalar { Unicode.Scalar(value < 10 ? 48 + value : 55 + value) }

    /// Folders that addresses need for themselves, below `/photos` and below a collection.
    static let reserved: Set<String> = [
        "shared", "search", "places", "favourites", "trash", "queue", "reports", "new", "edit", "uploads", "delete",
        "position", "links", "archive.zip",
    ]
}
