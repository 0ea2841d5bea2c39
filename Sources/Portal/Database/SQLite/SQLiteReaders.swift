import GRDB
import Synchronization

/// One connection and the statements that it keeps prepared.
///
/// Unchecked, because its statements are C pointers without a lock; what keeps it right is that one thread at a time has it. A reader is
/// taken out of the idle ones under their mutex, and nobody else finds it until it is given back; the writer is used by its own
/// queue of one thread; both are closed only when those queues have ended.
final class SQLiteSession: @unchecked Sendable {
    let queue: DatabaseQueue
    let kept: PreparedStatements

    init(_ queue: DatabaseQueue, statements: Int) {
        self.queue = queue
        kept = PreparedStatements(most: statements)
    }

    /// Closes the connection. What cannot be closed now is closed when the last reference goes.
    func close() {
        kept.clear()
        try? queue.close()
    }
}

/// The reading connections to one file: opened when they are first needed, never more than the threads that use them.
final class SQLiteReaders: Sendable {
    private let path: String
    private let options: DatabaseOptions
    private let idle = Mutex<[SQLiteSession]>([])

    init(path: String, options: DatabaseOptions) {
        self.path = path
        self.options = options
    }

    func take() throws(DatabaseError) -> SQLiteSession {
        if let reader = idle.withLock({ $0.popLast() }) { return reader }
        let queue = try SQLiteFile.open(path, .reader, patience: options.patience)
        return SQLiteSession(queue, statements: options.preparedStatements)
    }

    func giveBack(_ reader: SQLiteSession) { idle.withLock { $0.append(reader) } }

    func close() {
        let readers = idle.withLock { idle in
            defer { idle = [] }
            return idle
        }
        for reader in readers { reader.close() }
    }
}
