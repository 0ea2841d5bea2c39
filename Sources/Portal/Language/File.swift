import Foundation

/// The few questions this library asks of the file system.
enum File {
    /// The whole file; nil where it cannot be read.
    static func bytes(_ path: String) -> [UInt8]? { FileManager.default.contents(atPath: path).map { [UInt8]($0) } }

    static func isDirectory(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// When it was last changed, in seconds since 1970, and its size; nil where it does not exist.
    static func stamp(_ path: String) -> (changed: Double, size: Int)? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),  // missing is an answer
            let changed = attributes[.modificationDate] as? Date
        else { return nil }
        return (changed.timeIntervalSince1970, (attributes[.size] as? NSNumber)?.intValue ?? 0)
    }

    /// The names in a folder, sorted; none where it cannot be read.
    static func names(in directory: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).sorted()  // missing is an answer
    }
}
