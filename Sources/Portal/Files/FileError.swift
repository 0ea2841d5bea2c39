import Foundation

/// What the disk said no to.
public struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The system's number: `ENOSPC`, `EACCES` …
    public let code: Int32
    /// Which file or folder.
    public let path: String

    package init(_ code: Int32, _ path: String) {
        self.code = code
        self.path = path
    }

    /// Whether there is simply nothing of that name; a link counts as nothing.
    package var isAbsence: Bool { code == ENOENT || code == ENOTDIR || code == ENAMETOOLONG || code == ELOOP }

    /// Whether there is no room: on the disk, or in what one may use of it.
    package var isFull: Bool { code == ENOSPC || code == EDQUOT }

    /// A file that is not there, or is none.
    static func missing(_ path: String) -> FileError { FileError(ENOENT, path) }

    /// A file that is larger than anything the portal keeps.
    static func tooLarge(_ path: String) -> FileError { FileError(EFBIG, path) }

    /// A file that changed its length while it was read.
    package static func truncated(_ path: String) -> FileError { FileError(EIO, path) }

    /// One line for a log.
    public var description: String { "\(path): \(String(cString: strerror(code)))" }
}
