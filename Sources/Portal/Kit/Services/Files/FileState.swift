import Glibc
import PortalValues

/// What tells one state of a file from another.
struct FileState {
    /// In bytes.
    let size: Int
    /// When the content last changed, to the second.
    let changed: Instant
    /// A strong tag, quotes included.
    let tag: String

    init(_ status: stat) {
        size = Int(status.st_size)
        changed = Instant(seconds: Int64(status.st_mtim.tv_sec))
        let parts = [Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec].map { String($0, radix: 36) }
        tag = "\"" + (["\(status.st_ino)"] + parts).joined(separator: "-") + "\""
    }

    var lastModified: String { HTTPDate.text(changed) }
}
