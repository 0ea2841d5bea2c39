import Foundation
import GRDB
import Logging

/// One file, kept by SQLite: several readers, one writer, write-ahead log.
final class SQLiteEngine: Engine {
    let dialect = Dialect.sqlite

    private let pool: DatabasePool
    private let path: String
    private let readers: WorkQueue
    private let writer: WorkQueue
    private let options: DatabaseOptions
    /// A directory of our own that goes with the database.
    private let scratch: URL?

    /// Opens a file, and makes it and its folders where they do not exist.
    convenience init(path: String, logger: Logger, options: DatabaseOptions) throws(DatabaseError) {
        try self.init(path: path, scratch: nil, options: options)
        logger.debug("database open", metadata: ["engine": "sqlite", "path": "\(path)"])
    }

    /// A database in a new directory that `close` removes. Nothing of it is worth waiting for the disk.
    static func temporary(logger: Logger, options: DatabaseOptions) throws(DatabaseError) -> SQLiteEngine {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("portal-\(UUID().uuidString)")
        return try SQLiteEngine(
            path: scratch.appendingPathComponent("portal.sqlite").path, scratch: scratch, options: options)
    }

    private init(path: String, scratch: URL?, options: DatabaseOptions) throws(DatabaseError) {
        self.path = path
        self.scratch = scratch
        self.options = options
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            pool = try DatabasePool(
                path: path, configuration: Self.configuration(options, isScratch: scratch != nil))
        } catch let error as GRDB.DatabaseError {
            throw .unavailable("\(path): \(error.message ?? "it cannot be opened")")
        } catch {
            throw .unavailable("\(path): it cannot be opened")
        }
        readers = WorkQueue(threads: options.readers, patience: options.patience)
        writer = WorkQueue(threads: 1, patience: options.patience)
    }

    private static func configuration(_ options: DatabaseOptions, isScratch: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.label = "portal"
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = max(1, options.readers)
        configuration.busyMode = .timeout(options.patience.seconds)
        configuration.persistentReadOnlyConnections = true
        // Each unit opens and ends its transaction with statements that stay prepared.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = \(isScratch ? "OFF" : "FULL")")
            try database.execute(sql: "PRAGMA cache_size = -16000")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await readers.run { [pool] in
            try Self.translated {
                try pool.unsafeRead { try SQLiteConnection($0).unit("BEGIN DEFERRED", isReading: true, body) }
            }
        }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await writer.run { [pool] in
            try Self.translated {
                try pool.writeWithoutTransaction {
                    try SQLiteConnection($0).unit("BEGIN IMMEDIATE", isReading: false, body)
                }
            }
        }
    }

    /// GRDB's own errors come only from opening a connection; a body's errors pass unchanged.
    private static func translated<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as GRDB.DatabaseError {
            throw error.resultCode == .SQLITE_BUSY
                ? DatabaseError.busy : .unavailable(error.message ?? "it cannot be opened")
        }
    }

    func migrate<T>(waiting: () -> Void, _ body: (any MigrationConnection) throws -> T) throws -> T {
        let lock = try FileLock(path: path + ".lock", waiting: waiting)
        defer { lock.release() }
        return try Self.translated {
            var configuration = Self.configuration(options, isScratch: scratch != nil)
            // Rebuilding a table drops the old one, which must not cascade; all keys are checked before each commit.
            configuration.foreignKeysEnabled = false
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            return try queue.writeWithoutTransaction { try body(SQLiteConnection($0)) }
        }
    }

    func close() async {
        await readers.close()
        await writer.close()
        // Nobody is at work any more; what cannot be closed is closed by the end of the program.
        try? pool.close()
        if let scratch { try? FileManager.default.removeItem(at: scratch) }
    }
}

extension Duration {
    /// In seconds, with decimals.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
