import Foundation
import PortalSecurity

/// A folder for the time of one piece of work: gone, with what is in it, when nobody holds it any more.
final class WorkFolder: Sendable {
    let path: String

    /// What the names of such folders begin with.
    static let prefix = ".work-"

    init(in folder: String) throws(MediaError) {
        let place = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        path = "\(place)/\(Self.prefix)\(Token().text)"
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .disk(error.localizedDescription)
        }
    }

    deinit {
        // What cannot be removed is swept later.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// A file's path inside.
    func place(_ name: String) -> String { "\(path)/\(name)" }

    /// Shows a file under another name inside.
    func link(_ name: String, to file: String) throws(MediaError) {
        let target = file.hasPrefix("/") ? file : FileManager.default.currentDirectoryPath + "/" + file
        guard symlink(target, place(name)) == 0 else { throw .disk(String(cString: strerror(errno))) }
    }

    /// Puts a finished file where it belongs, at once, in place of what was there.
    func move(_ name: String, to destination: String) throws(MediaError) {
        guard rename(place(name), destination) == 0 else { throw .disk(String(cString: strerror(errno))) }
    }

    /// Removes what killed processes left in a folder more than an hour ago.
    static func sweep(_ folder: String) {
        // A folder that is not there holds nothing.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix(prefix) {
            let path = "\(folder)/\(name)"
            let changed = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
            guard let changed, changed.timeIntervalSinceNow < -3600 else { continue }
            try? FileManager.default.removeItem(atPath: path)
        }
    }
}
