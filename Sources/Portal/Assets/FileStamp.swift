import Foundation

/// What some folders look like from outside: names, sizes and times of their files. Two stamps are equal as long as
/// nothing has changed; taking one reads no file. For development, where styles, scripts and templates are read again
/// without a restart.
public struct FileStamp: Sendable, Hashable {
    private struct Entry: Hashable {
        let path: String
        let size: Int64
        let seconds: Int
        let nanoseconds: Int
    }

    private let entries: Set<Entry>

    /// Of all files in these folders and the folders inside them, without those whose name begins with a dot.
    public init(directories: [String]) {
        var entries: Set<Entry> = []
        for directory in directories {
            for name in Self.names(in: directory) {
                let path = directory + "/" + name
                var status = stat()
                guard stat(path, &status) == 0 else { continue }
                entries.insert(
                    Entry(
                        path: path, size: Int64(status.st_size), seconds: status.st_mtim.tv_sec,
                        nanoseconds: status.st_mtim.tv_nsec))
            }
        }
        self.entries = entries
    }

    /// Paths of the files inside a folder, relative to it; folders are followed sixteen deep, which ends circles of
    /// links.
    static func names(in directory: String, depth: Int = 16) -> [String] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return entries.filter { !$0.hasPrefix(".") }.flatMap { entry -> [String] in
            var isDirectory: ObjCBool = false
            let path = directory + "/" + entry
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { return [] }
            guard isDirectory.boolValue else { return [entry] }
            return depth > 0 ? names(in: path, depth: depth - 1).map { entry + "/" + $0 } : []
        }
    }
}
