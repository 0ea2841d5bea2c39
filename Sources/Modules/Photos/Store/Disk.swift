import Crypto
import Foundation
import NIOPosix

/// Why the disk would not.
struct PhotoStoreError: Error, Sendable, CustomStringConvertible {
    /// The file or folder.
    let path: String
    /// In the system's words.
    let reason: String

    init(_ path: String, _ code: Int32) {
        self.path = path
        reason = String(cString: strerror(code))
    }

    var description: String { "\(path): \(reason)" }
}

/// The few things that are done with files and folders. They block: call them through ``run(_:)``.
enum Disk {
    /// Runs blocking work on threads that serve no request.
    static func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await NIOThreadPool.singleton.runIfActive(work)
    }

    /// Whether there is something of this name, itself and not what a link points to.
    static func exists(_ path: String) -> Bool { facts(path) != nil }

    /// How long a file is, in bytes; 0 where there is none.
    static func size(_ path: String) -> Int { facts(path)?[.size] as? Int ?? 0 }

    /// The digest of a file's content, in hexadecimal.
    static func sha256(_ path: String) throws -> String {
        guard let file = FileHandle(forReadingAtPath: path) else { throw PhotoStoreError(path, errno) }
        defer { try? file.close() }
        var digest = SHA256()
        while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty { digest.update(data: chunk) }
        return digest.finalize().map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
    }

    private static func facts(_ path: String) -> [FileAttributeKey: Any]? {
        try? FileManager.default.attributesOfItem(atPath: path)
    }

    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch { throw PhotoStoreError(path, errno == 0 ? EIO : errno) }
    }

    /// Moves a file or folder to a name that nothing has yet, in one step.
    static func move(_ source: String, to target: String) throws {
        guard let facts = facts(source) else { throw PhotoStoreError(source, ENOENT) }
        guard facts[.type] as? FileAttributeType == .typeRegular else {
            // A folder replaces none but an empty one.
            guard rename(source, target) == 0 else { throw PhotoStoreError(target, errno) }
            return
        }
        if link(source, target) != 0 {
            let code = errno
            guard code == EEXIST, isSame(source, target) else { throw PhotoStoreError(target, code) }
        }
        guard unlink(source) == 0 || errno == ENOENT else { throw PhotoStoreError(source, errno) }
    }

    /// Whether both names mean one file: a move that was cut short in its middle.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        guard let (a, b) = facts(one).flatMap({ a in facts(other).map { (a, $0) } }) else { return false }
        return a[.systemFileNumber] as? Int == b[.systemFileNumber] as? Int
            && a[.systemNumber] as? Int == b[.systemNumber] as? Int
    }

    /// Removes a file, or a folder with everything in it.
    static func remove(_ path: String) throws {
        do { try FileManager.default.removeItem(atPath: path) } catch {
            if exists(path) { throw PhotoStoreError(path, EIO) }
        }
    }
}
