import Crypto
import Foundation

/// Passwords that are common or were leaked: 236,851 of them, among them the hundred thousand most frequent of ten million
/// (`bin/common-passwords` says where they come from).
///
/// Forty bits of each one's SHA-256 are kept, sorted, found by halving: 948 KB, read once. A set coded by Golomb or a fuse
/// filter would be a third smaller; this is a table that anybody can check, and one in 4.6 million good passwords meets it
/// by chance instead of one in a million.
public struct CommonPasswords: Sendable {
    /// How many there are.
    public let count: Int

    /// First what `bin/common-passwords` writes first, with the number of the layout.
    private static let magic = Array("portal-passwords-1\n".utf8)
    private static let digestBytes = 32
    /// What is kept of a hash: its first byte says where to look, these stand there.
    private static let keptBytes = 4
    private static let maximumBytes = 16 << 20

    /// By the first byte of the hash: where its own end and the next one's begin.
    private let ends: [Int]
    private let bytes: [UInt8]

    /// Reads the file. Throws where it is missing, cut short or changed.
    public init(file: String) throws(CommonPasswordsError) {
        let read: Data
        do { read = try Data(contentsOf: URL(fileURLWithPath: file)) } catch {
            throw CommonPasswordsError(file: file, reason: "cannot be read")
        }
        guard let made = Self(Array(read)) else {
            throw CommonPasswordsError(file: file, reason: "is damaged, or of another version of the portal")
        }
        self = made
    }

    /// The list that comes with the portal, in `passwords/common.bin` of its resources.
    public init(resources: String) throws(CommonPasswordsError) {
        try self.init(file: resources + "/passwords/common.bin")
    }

    /// The file's content; nil where it is not one, whole and unchanged.
    init?(_ file: [UInt8]) {
        let start = Self.magic.count
        let table = start + 4 + 256 * 4
        guard (table + Self.digestBytes...Self.maximumBytes).contains(file.count), file.starts(with: Self.magic),
            SHA256.hash(data: file.dropLast(Self.digestBytes)).elementsEqual(file.suffix(Self.digestBytes))
        else { return nil }
        count = Self.number(file, at: start)
        ends = (0..<256).map { Self.number(file, at: start + 4 + $0 * 4) }
        bytes = Array(file[table..<(file.count - Self.digestBytes)])
        guard bytes.count == count * Self.keptBytes, ends.last == count, zip(ends, ends.dropFirst()).allSatisfy(<=)
        else { return nil }
    }

    /// Whether this is one of them. `plain` is in lower case and without accents, as ``PasswordPolicy`` compares.
    func contains(_ plain: String) -> Bool {
        let digest = Array(SHA256.hash(data: Array(plain.utf8)))
        let first = Int(digest[0])
        let wanted = Self.number(digest, at: 1)
        var low = first == 0 ? 0 : ends[first - 1]
        var high = ends[first]
        while low < high {
            let middle = low + (high - low) / 2
            let found = Self.number(bytes, at: middle * Self.keptBytes)
            if found == wanted { return true }
            if found < wanted { low = middle + 1 } else { high = middle }
        }
        return false
    }

    private static func number(_ bytes: [UInt8], at place: Int) -> Int {
        bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
}

/// Why there are no ``CommonPasswords``: the portal does not start without them, rather than take any password.
public struct CommonPasswordsError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file that was wanted.
    public let file: String
    /// What is wrong with it, as the end of a sentence that begins with the file.
    public let reason: String

    /// One sentence for whoever starts the portal.
    public var description: String {
        "the list of common passwords, \(file), \(reason): install the portal's resources again"
    }
}
