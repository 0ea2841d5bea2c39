import Foundation

/// A lock between processes that the system releases when its holder ends, however it ends.
struct FileLock: ~Copyable {
    private let descriptor: Int32

    /// Blocks until the lock is held; `waiting` is called once where another process holds it.
    init(path: String, waiting: () -> Void) throws(DatabaseError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unavailable("\(path): it cannot be opened") }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
        waiting()
        while flock(descriptor, LOCK_EX) != 0 {
            if errno == EINTR { continue }
            Foundation.close(descriptor)
            throw .unavailable("\(path): it cannot be locked")
        }
    }

    func release() { Foundation.close(descriptor) }
}
