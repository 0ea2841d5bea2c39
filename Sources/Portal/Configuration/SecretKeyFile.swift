import Foundation
import PortalSecurity

/// The secret of a portal in development: made at its first start, kept beside its data, readable to its owner alone.
struct SecretKeyFile {
    let path: String

    package init(dataDirectory: String) { path = dataDirectory + "/secret-key" }

    /// The secret; nil where there is none yet, or none that is strong enough.
    package func read() -> String? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return text.utf8.count >= SecretKey.minimumBytes ? text : nil
    }

    /// The secret, made if need be. Two processes that start at once get the same one: it is written under another
    /// name, and only the first of them can give it its own.
    func readOrMake() throws(ConfigurationError) -> String {
        if let text = read() { return text }
        let directory = (path as NSString).deletingLastPathComponent
        let draft = "\(path).\(ProcessInfo.processInfo.processIdentifier)"
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let made = FileManager.default.createFile(
                atPath: draft, contents: Data((SecretKey.randomText() + "\n").utf8),
                attributes: [.posixPermissions: 0o600])
            guard made else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            throw ConfigurationError(
                key: "PORTAL_SECRET_KEY", origin: .generated(path),
                reason: "cannot be made: \(error.localizedDescription)")
        }
        link(draft, path)
        unlink(draft)
        guard let text = read() else {
            throw ConfigurationError(
                key: "PORTAL_SECRET_KEY", origin: .generated(path),
                reason: "is not readable or shorter than 32 bytes; remove the file")
        }
        return text
    }
}
