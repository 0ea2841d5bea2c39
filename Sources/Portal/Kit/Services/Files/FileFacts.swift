import Foundation
import PortalValues

/// What the system knows about a name on disk. (Not through `struct stat`, whose members belong to another module from one compile
/// to the next under `MemberImportVisibility`.)
struct FileFacts {
    /// Whether it is a file: no folder, no link, no device.
    let isFile: Bool
    /// In bytes.
    let size: Int
    /// When the content last changed.
    let changed: Instant
    /// A strong tag, quotes included: another one for every other file, and for every other state of this one.
    let tag: String

    /// Nil where there is nothing of that name.
    init?(_ path: String) {
        // Missing is an answer; whoever opens the file learns why.
        guard let facts = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
        isFile = facts[.type] as? FileAttributeType == .typeRegular
        size = (facts[.size] as? NSNumber)?.intValue ?? 0
        let seconds = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        changed = Instant(microseconds: Int64(exactly: (seconds * 1_000_000).rounded()) ?? 0)
        let number = (facts[.systemFileNumber] as? NSNumber)?.int64Value ?? 0
        tag =
            "\"" + [number, Int64(size), changed.microseconds].map { String($0, radix: 36) }.joined(separator: "-")
            + "\""
    }

    /// As HTTP writes it, to the second.
    var lastModified: String { HTTPDate.text(changed) }
}
