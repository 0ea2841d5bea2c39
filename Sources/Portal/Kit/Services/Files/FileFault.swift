import Foundation

/// What the disk said no to.
public struct FileFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The system's number: `ENOSPC`, `EACCES` …
    public let code: Int32
    /// Which file or folder.
    public let path: String

    init(_ code: Int32, _ path: String) {
        self.code = code
        self.path = path
    }

    /// Whether there is simply nothing of that name.
    var isAbsence: Bool { code == ENOENT || code == ENOTDIR || code == ENAMETOOLONG }

    /// A file that became shorter while it was read.
    static func truncated(_ path: String) -> FileFault { FileFault(EIO, path) }

    /// One line for a log.
    public var description: String { "\(path): \(String(cString: strerror(code)))" }
}
