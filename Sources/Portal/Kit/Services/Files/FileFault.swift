import Glibc

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

    /// One line for a log.
    public var description: String { "\(path): \(String(cString: strerror(code)))" }
}
