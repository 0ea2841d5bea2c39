import GRDB
import Synchronization

/// The reading connections to one file: opened when they are first needed, never more than the threads that use them.
final class SQLiteReaders: Sendable {
    private let path: String
    private let patience: Duration
    private let idle = Mutex<[DatabaseQueue]>([])

    init(path: String, patience: Duration) {
        self.path = path
        self.patience = patience
    }

    func take() throws(DatabaseError) -> DatabaseQueue {
        if let reader = idle.withLock({ $0.popLast() }) { return reader }
        return try SQLiteFile.open(path, .reader, patience: patience)
    }

    func giveBack(_ reader: DatabaseQueue) { idle.withLock { $0.append(reader) } }

    func close() {
        let readers = idle.withLock { idle in
            defer { idle = [] }
            return idle
        }
        // Nobody is at work any more; what cannot be closed is closed by the end of the program.
        for reader in readers { try? reader.close() }
    }
}
