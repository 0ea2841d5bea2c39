import Foundation
package import HTTPTypes

/// How the server in front of the portal is told to send a file itself, once the portal has decided that the visitor may have it.
public enum FileHandover: Sendable, Hashable {
    /// nginx: `X-Accel-Redirect`, with a place that is internal to nginx and stands for a folder.
    case xAccelRedirect(prefix: String, directory: String)
    /// Apache, lighttpd: `X-Sendfile`, with the path on disk, for files below a folder.
    case xSendfile(directory: String)

    /// Reads what an administrator wrote: `x-sendfile`, or `x-accel-redirect:` with a path that begins and ends with a slash.
    package init?(_ text: String, directory: String) {
        if text == "x-sendfile" {
            self = .xSendfile(directory: directory)
            return
        }
        let name = "x-accel-redirect:"
        let prefix = String(text.dropFirst(name.count))
        guard text.hasPrefix(name), prefix.hasPrefix("/"), prefix.hasSuffix("/"),
            prefix.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "%") })
        else { return nil }
        self = .xAccelRedirect(prefix: prefix, directory: directory)
    }

    /// The header field for a file; nil for one outside of the folder, which the portal sends itself.
    package func field(for path: String) -> (HTTPField.Name, String)? {
        switch self {
        case .xAccelRedirect(let prefix, let directory):
            guard let name = HTTPField.Name("X-Accel-Redirect"), let rest = Self.rest(of: path, below: directory) else {
                return nil
            }
            return (name, prefix + Self.escaped(rest))
        case .xSendfile(let directory):
            guard let name = HTTPField.Name("X-Sendfile"), let rest = Self.rest(of: path, below: directory) else {
                return nil
            }
            let folder = URL(fileURLWithPath: directory).standardizedFileURL.path
            return (name, (folder == "/" ? "" : folder) + "/" + rest)
        }
    }

    /// What follows the folder; nil where the path leads elsewhere, or could.
    private static func rest(of path: String, below directory: String) -> String? {
        let folder = directory.hasSuffix("/") ? directory : directory + "/"
        guard path.hasPrefix(folder) else { return nil }
        let rest = path.dropFirst(folder.count)
        let pieces = rest.split(separator: "/", omittingEmptySubsequences: false)
        guard pieces.allSatisfy({ !["", ".", ".."].contains($0) }), rest.utf8.allSatisfy({ $0 >= 32 && $0 != 127 })
        else { return nil }
        return String(rest)
    }

    /// RFC 3986: everything but unreserved characters and slashes as `%XX`.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 45...57, 65...90, 95, 97...122, 126: result.unicodeScalars.append(Unicode.Scalar(byte))
            default: result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }
}
