import Foundation
import PortalConfiguration
import PortalKit

/// The secret and whoever can read it.
enum Secrets {
    static func findings(_ configuration: Configuration) -> [Finding] {
        [strength(configuration.secretKey)] + readers(configuration.dataDirectory + "/secret-key") + readers(".env")
    }

    /// Guessable secrets have few different characters; a random one of 32 hexadecimal digits has about 14.
    static func strength(_ key: String) -> Finding {
        let kinds = Set(key.utf8).count
        guard kinds >= 10 else {
            return .bad("secret key", "has only \(kinds) different characters; make one with `openssl rand -hex 32`")
        }
        return .good("secret key", "\(key.utf8.count) bytes")
    }

    private static func readers(_ file: String) -> [Finding] {
        // A file that is not there is read by nobody.
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file),
            let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue
        else { return [] }
        return mode & 0o004 == 0
            ? [] : [.warning("secret key", "\(file) can be read by everybody on this machine (chmod 600)")]
    }
}
