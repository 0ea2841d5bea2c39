/// Text made safe for a place in a URL.
public enum Escape {
    /// For a value in a query, and for one segment of a path: everything but unreserved characters (RFC 3986, 2.3) as `%XX`.
    public static func query(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 16)
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: bytes.append(byte)
            default:
                bytes.append(37)
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    /// A path to come back to, as a request named it: only inside this portal (one slash, then neither a slash nor a backslash, no
    /// control characters), else the home page.
    public static func back(_ path: String) -> String {
        let bytes = Array(path.utf8.prefix(2))
        guard bytes.first == 47, bytes.count < 2 || (bytes[1] != 47 && bytes[1] != 92), path.utf8.count <= 2000,
            path.utf8.allSatisfy({ $0 > 32 && $0 != 127 && $0 != 92 })
        else { return "/" }
        return path
    }

    /// The same for a page of the list at `list`; anything else leads to the list itself.
    public static func back(_ path: String, within list: String) -> String {
        let back = back(path)
        return back == list || back.hasPrefix(list + "?") ? back : list
    }
}
