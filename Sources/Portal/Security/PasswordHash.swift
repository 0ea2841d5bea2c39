import CArgon2
import Foundation

/// What is kept of a password: an Argon2id hash in the usual text form, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
///
/// Hashing takes tens of milliseconds of one core and 19 MiB on purpose. `hash` and `verify` block: call them on the thread pool,
/// never on the threads that serve requests, and let only a few run at once.
public enum PasswordHash {
    /// Memory of one hashing, in KiB: 19 MiB, the first of OWASP's equivalent Argon2id settings (Password Storage Cheat
    /// Sheet).
    public static let memory: UInt32 = 19 * 1024

    /// Passes over that memory (OWASP, same line).
    public static let passes: UInt32 = 2

    /// Lanes worked on side by side (OWASP, same line).
    public static let lanes: UInt32 = 1

    /// Longer passwords are refused before any work is done; counted in bytes of UTF-8.
    public static let maximumBytes = 1024

    /// The hash of a password nobody knows, with today's settings. Verify against it when an account does not exist, so
    /// that the answer takes as long as for one that does. Its bytes are random; they need not be secret.
    public static let dummy =
        "$argon2id$v=19$m=\(memory),t=\(passes),p=\(lanes)$+ioZLSfPMinKSPNGZchGWw"
        + "$ENwwjyY1g+qB39SXkEJm1sISfPi5gtton2SP4CzcM9o"

    private static let saltBytes = 16
    private static let hashBytes = 32

    /// A fresh hash with a random salt. Throws `.tooLong` above `maximumBytes`, `.outOfMemory` when the machine cannot
    /// spare the memory just now.
    public static func hash(_ password: String) throws(PasswordHashError) -> String {
        let typed = bytes(of: password)
        guard typed.count <= maximumBytes else { throw .tooLong }
        let salt = RandomBytes.next(saltBytes)
        let length = argon2_encodedlen(
            passes, memory, lanes, UInt32(saltBytes), UInt32(hashBytes), Argon2_id)
        var encoded = [CChar](repeating: 0, count: length)
        let status = argon2id_hash_encoded(
            passes, memory, lanes, typed, typed.count, salt, salt.count, hashBytes, &encoded, encoded.count)
        guard status == ARGON2_OK.rawValue else { throw .outOfMemory }
        return String(decoding: encoded.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Whether the hash was made from this password. False for anything that is not an Argon2id hash of a sane size,
    /// and for passwords above `maximumBytes`.
    public static func verify(_ password: String, against hash: String) -> Bool {
        let typed = bytes(of: password)
        guard typed.count <= maximumBytes, let cost = PasswordCost(of: hash), cost.isAffordable else { return false }
        return argon2id_verify(hash, typed, typed.count) == ARGON2_OK.rawValue
    }

    /// Whether the hash was made with other settings than today's: hash the password again at the next sign-in.
    public static func needsRehash(_ hash: String) -> Bool {
        PasswordCost(of: hash) != PasswordCost(memory: memory, passes: passes, lanes: lanes)
    }

    /// Composed (NFC), as RFC 8265 asks: `é` is one password whichever keyboard typed it.
    private static func bytes(of password: String) -> [UInt8] {
        guard password.utf8.count <= maximumBytes else { return Array(password.utf8) }
        return Array(password.precomposedStringWithCanonicalMapping.utf8)
    }
}

/// Why a password could not be hashed.
public enum PasswordHashError: Error, Sendable, Equatable {
    /// More bytes than `PasswordHash.maximumBytes`.
    case tooLong
    /// Argon2 got no memory; try again later.
    case outOfMemory
}
