import Crypto
import PortalSecurity

/// SHA-256 in hexadecimal: what is stored in place of a secret.
enum Digest {
    static func hex(_ text: String) -> String { Hex.encode(SHA256.hash(data: Array(text.utf8))) }
}
