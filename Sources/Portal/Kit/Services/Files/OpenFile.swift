import Dispatch
import Foundation

/// A file held open, closed with its last reference. Reading and writing block: they belong on the thread pool.
final class OpenFile: Sendable {
    private let descriptor: Int32
    private let path: String

    private init(_ descriptor: Int32, _ path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// Opens an existing file to be read; a folder, a device or a link is refused as if it were not there.
    static func read(_ path: String) throws(FileFault) -> (file: OpenFile, facts: FileFacts) {
        guard let facts = FileFacts(path), facts.isFile else { throw FileFault(ENOENT, path) }
        // Without O_NONBLOCK a pipe that took the file's place meanwhile would hold the thread for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else { throw FileFault(errno, path) }
        return (OpenFile(descriptor, path), facts)
    }

    /// Makes a new file, readable by the portal alone; refused where something of that name exists.
    static func create(_ path: String) throws(FileFault) -> OpenFile {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileFault(errno, path) }
        return OpenFile(descriptor, path)
    }

    /// Up to `count` bytes from a place in the file; fewer only at its end.
    func bytes(at offset: Int, count: Int) throws(FileFault) -> [UInt8] {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: max(count, 0)) { buffer, filled in
            while filled < buffer.count {
                let got = pread(
                    descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled, offset + filled)
                if got < 0, errno == EINTR { continue }
                if got < 0 { code = errno }
                if got <= 0 { break }
                filled += got
            }
        }
        if code != 0 { throw FileFault(code, path) }
        return bytes
    }

    /// Appends all bytes.
    func write(_ bytes: some Collection<UInt8>) throws(FileFault) {
        if let code = bytes.withContiguousStorageIfAvailable(writeAll) {
            if code != 0 { throw FileFault(code, path) }
        } else {
            let code = Array(bytes).withUnsafeBufferPointer(writeAll)
            if code != 0 { throw FileFault(code, path) }
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
