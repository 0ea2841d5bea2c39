import Foundation
public import PortalFiles
import Synchronization

/// The right to be the only one who changes a file, among all processes of the portal that share its folder. It ends with its holder,
/// however that ends.
public final class FileClaim: Sendable {
    private let path: String
    private let descriptor: Mutex<Int32?>

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = Mutex(descriptor)
    }

    deinit { release() }

    /// Claims a file, which need not exist; nil where somebody else has it. Nobody waits.
    ///
    /// - Throws: ``FileError`` where the disk does not allow it.
    public static func take(_ file: String) throws(FileError) -> FileClaim? {
        let path = file + ".claim"
        try TemporaryFile.makeParent(of: path)
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { throw FileError(errno, path) }
            let claim = FileClaim(path: path, descriptor: descriptor)
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                let code = errno
                claim.forget()
                guard code == EWOULDBLOCK else { throw FileError(code, path) }
                return nil
            }
            // Whoever had it until now may have taken its name away between the opening and the lock.
            if let mine = FileFacts(descriptor: descriptor), mine.tag == FileFacts(path)?.tag { return claim }
            claim.forget()
        }
    }

    /// Gives the file to whoever asks next.
    public func release() {
        descriptor.withLock { descriptor in
            guard let held = descriptor else { return }
            // The name goes while the lock is held: nobody else can have just made it.
            unlink(path)
            close(held)
            descriptor = nil
        }
    }

    /// Lets go of a file that somebody else has.
    private func forget() {
        descriptor.withLock { descriptor in
            if let held = descriptor { close(held) }
            descriptor = nil
        }
    }
}
