import Dispatch
import Foundation
package import NIOCore

/// A file held open, closed with its last reference. Reading and writing block: they belong on the thread pool.
package final class OpenFile: Sendable {
    private let descriptor: Int32
    private let path: String

    private init(_ descriptor: Int32, _ path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// Opens an existing file to be read; a folder, a device or a link is refused as if it were not there.
    package static func read(_ path: String) throws(FileError) -> (file: OpenFile, facts: FileFacts) {
        // The system would read no further than a NUL.
        guard !path.utf8.contains(0) else { throw FileError(ENOENT, path) }
        // Without O_NONBLOCK a pipe would hold the thread for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else { throw FileError(errno, path) }
        let file = OpenFile(descriptor, path)
        guard let facts = FileFacts(descriptor: descriptor), facts.isFile else { throw FileError(ENOENT, path) }
        return (file, facts)
    }

    /// Makes a new file, readable by the portal alone; refused where something of that name exists.
    package static func create(_ path: String) throws(FileError) -> OpenFile {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileError(errno, path) }
        return OpenFile(descriptor, path)
    }

    /// Opens a file to be written from `offset` on, and drops what stood behind it; made, with its folders, where there is none.
    package static func extend(_ path: String, at offset: Int) throws(FileError) -> OpenFile {
        try TemporaryFile.makeParent(of: path)
        if let facts = FileFacts(path), !facts.isFile { throw FileError(EINVAL, path) }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileError(errno, path) }
        let file = OpenFile(descriptor, path)
        guard (0...max(lseek(descriptor, 0, SEEK_END), 0)).contains(offset) else { throw FileError(EINVAL, path) }
        try file.cut(at: offset)
        guard lseek(descriptor, offset, SEEK_SET) == offset else { throw FileError(errno, path) }
        return file
    }

    /// Makes the file end here.
    package func cut(at offset: Int) throws(FileError) {
        guard ftruncate(descriptor, offset) == 0 else { throw FileError(errno, path) }
    }

    /// Waits until all is on the disk itself.
    package func sync() throws(FileError) {
        guard fsync(descriptor) == 0 else { throw FileError(errno, path) }
    }

    /// How long it is now, in bytes.
    package func size() throws(FileError) -> UInt64 {
        guard let facts = FileFacts(descriptor: descriptor) else { throw FileError(EBADF, path) }
        return UInt64(max(facts.size, 0))
    }

    /// Up to `count` bytes from a place in the file; fewer only at its end.
    package func bytes(at offset: Int, count: Int) throws(FileError) -> ByteBuffer {
        var code: Int32 = 0
        var bytes = ByteBuffer()
        bytes.writeWithUnsafeMutableBytes(minimumWritableBytes: max(count, 0)) { buffer in
            var filled = 0
            while filled < count {
                let got = pread(
                    descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, off_t(offset + filled))
                if got < 0, errno == EINTR { continue }
                if got < 0 { code = errno }
                if got <= 0 { break }
                filled += got
            }
            return filled
        }
        if code != 0 { throw FileError(code, path) }
        return bytes
    }

    /// Appends all bytes.
    package func write(_ bytes: some Collection<UInt8>) throws(FileError) {
        if let code = bytes.withContiguousStorageIfAvailable(writeAll) {
            if code != 0 { throw FileError(code, path) }
        } else {
            let code = Array(bytes).withUnsafeBufferPointer(writeAll)
            if code != 0 { throw FileError(code, path) }
        }
    }

    private func writeAll(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = append(descriptor, UnsafeBufferPointer(rebasing: rest))
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return written == 0 ? EIO : errno }
            rest = rest.dropFirst(written)
        }
        return 0
    }
}

/// The system's own `write`, which inside the class is another one.
private func append(_ descriptor: Int32, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
