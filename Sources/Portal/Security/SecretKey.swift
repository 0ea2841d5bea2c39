import Crypto
import Foundation

/// The portal's one secret (`PORTAL_SECRET_KEY`), from which every purpose gets a key of its own: a seal made for one
/// purpose is worthless for another.
public struct SecretKey: Sendable {
    /// Fewer bytes than this are refused: 256 bits.
    public static let minimumBytes = 32

    private let key: SymmetricKey

    /// From the configured text. Throws `.tooShort` below 32 bytes of UTF-8.
    public init(_ text: String) throws(SecretKeyError) {
        let bytes = Array(text.utf8)
        guard bytes.count >= Self.minimumBytes else { throw .tooShort(bytes: bytes.count) }
        key = SymmetricKey(data: bytes)
    }

    private init(key: SymmetricKey) { self.key = key }

    /// A random secret for a first start or a test: 43 characters, to be written to the configuration.
    public static func randomText() -> String { Token().text }

    /// The key of one purpose ("session", "unsubscribe"), by HKDF with SHA-256 (RFC 5869).
    public func bound(to purpose: String) -> SecretKey {
        SecretKey(
            key: HKDF<SHA256>.deriveKey(
                inputKeyMaterial: key, salt: Array("portal".utf8), info: Array(purpose.utf8), outputByteCount: 32))
    }

    /// HMAC-SHA256 of some bytes under this key: 32 bytes.
    public func authenticationCode(for bytes: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
    }
}

extension SecretKey: CustomStringConvertible, CustomDebugStringConvertible {
    /// Never the secret itself, so that a log cannot hold it by mistake.
    public var description: String { "SecretKey(hidden)" }

    /// The same as `description`.
    public var debugDescription: String { description }
}

/// Why a text cannot be the portal's secret.
public enum SecretKeyError: Error, Sendable, Equatable {
    /// Only so many bytes, fewer than `SecretKey.minimumBytes`.
    case tooShort(bytes: Int)
}
