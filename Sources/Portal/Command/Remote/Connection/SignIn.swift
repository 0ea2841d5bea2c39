import Foundation

/// The portal somebody signed in to from this terminal, and the token that it gave: `~/.config/portal/remote.json`, for nobody else's eyes.
struct SignIn: Codable, Equatable {
    let url: String
    let token: String
    /// Names the token, to revoke it.
    let tokenID: String
    let user: String
    /// Whether http was asked for.
    let isInsecure: Bool

    private enum CodingKeys: String, CodingKey {
        case url, token, user
        case tokenID = "token_id"
        case isInsecure = "insecure_http"
    }

    /// Where it is kept (XDG Base Directory Specification: a relative path is none).
    static func file(_ environment: [String: String]) -> String {
        if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return folder + "/portal/remote.json" }
        let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory()
        return home + "/.config/portal/remote.json"
    }

    /// The one that is kept; nil for none.
    ///
    /// - Throws: ``RemoteError`` for a file that is not as this program left it.
    static func kept(_ environment: [String: String]) throws(RemoteError) -> SignIn? {
        let file = file(environment)
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        guard let data = FileManager.default.contents(atPath: file),
            let kept = try? JSONDecoder().decode(SignIn.self, from: data)
        else { throw RemoteError(.notSignedIn, "\(file) cannot be read; `portal login URL` writes a new one") }
        return kept
    }

    /// Keeps this one instead: whole or not at all, and never readable by others, not even for a moment.
    func keep(_ environment: [String: String]) throws(RemoteError) {
        let file = Self.file(environment)
        let new = "\(file).\(getpid())"
        do {
            try FileManager.default.createDirectory(
                atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let data = try encoder.encode(self) + Data("\n".utf8)
            unlink(new)
            let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw CocoaError(.fileWriteNoPermission) }
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            try handle.write(contentsOf: data)
            try handle.synchronize()
            try handle.close()
            guard rename(new, file) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            unlink(new)
            throw RemoteError(.refused, "\(file) cannot be written")
        }
    }

    /// Forgets the one that is kept.
    static func forget(_ environment: [String: String]) { unlink(file(environment)) }
}
