import Dispatch
import Foundation
import PortalSecurity
package import PortalValues
import Synchronization

/// A file in the making: under a random name, readable by the portal alone, gone when nobody takes it.
public final class TemporaryFile: Sendable {
    /// Where it lies until it is taken.
    public let path: String
    private let isKept = Atomic(false)

    private init(path: String) { self.path = path }

    deinit { if !isKept.load(ordering: .relaxed) { unlink(path) } }

    /// Makes an empty file in a folder (which is made too), and opens it for writing.
    ///
    /// - Throws: ``FileError`` where the disk does not allow it.
    package static func create(in directory: String) throws(FileError) -> (file: TemporaryFile, open: OpenFile) {
        try makeDirectory(directory)
        let path = directory + "/" + Token().text
        let open = try OpenFile.create(path)
        return (TemporaryFile(path: path), open)
    }

    /// Leaves the file where it is: from now on whoever holds the path removes it.
    func keep() { isKept.store(true, ordering: .relaxed) }

    /// Moves the file to its place for good (on the same disk), making the folders on the way. Nothing is replaced. Doing it again,
    /// as a unit of work does that runs again, changes nothing.
    ///
    /// - Throws: ``FileError``, with `EEXIST` where the place is taken.
    public func take(to destination: String) throws(FileError) {
        try Self.makeParent(of: destination)
        // A link fails where the name exists; a rename would silently replace it. The old name goes with this object.
        guard link(path, destination) != 0 else { return }
        let code = errno
        guard code == EEXIST, let mine = FileFacts(path), mine.tag == FileFacts(destination)?.tag else {
            throw FileError(code, destination)
        }
    }

    /// Takes a file's name away; what is open stays readable until it is closed.
    package static func remove(_ path: String) throws(FileError) {
        guard unlink(path) == 0 else { throw FileError(errno, path) }
    }

    /// Makes the folders above a file.
    package static func makeParent(of path: String) throws(FileError) {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
        try makeDirectory(String(path[..<slash]))
    }

    /// Makes a folder with those above it.
    static func makeDirectory(_ directory: String) throws(FileError) {
        var made = directory.hasPrefix("/") ? "" : "."
        for piece in directory.split(separator: "/") {
            made += "/" + piece
            guard mkdir(made, 0o700) == 0 || errno == EEXIST else { throw FileError(errno, made) }
        }
    }

    /// Removes what a killed process left behind: files in the folder that nobody changed since a moment. Returns how many.
    package static func sweep(_ directory: String, before moment: Instant) -> Int {
        // A folder that is not there yet holds nothing.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.count { name in
            let path = directory + "/" + name
            guard let facts = FileFacts(path), facts.isFile, facts.changed < moment else { return false }
            return unlink(path) == 0
        }
    }
}
