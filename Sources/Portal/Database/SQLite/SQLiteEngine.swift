import Foundation
import GRDB
import Logging

/// One file, kept by SQLite: several readers, one writer, write-ahead log.
final class SQLiteEngine: Engine {
    let dialect = Dialect.sqlite

    private let path: String
    private let options: DatabaseOptions
    /// A directory of our own that goes with the database.
    private let scratch: URL?
    private let readers: SQLiteReaders
    private let writer: SQLiteSession
    private let reading: WorkQueue
    private let writing: WorkQueue

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

    deinit {
        // For those who forget to close; an empty folder does no harm.
        if let scratch { try? FileManager.default.removeItem(at: scratch) }
    }

    private init(path: String, scratch: URL?, options: DatabaseOptions) throws(DatabaseError) {
        self.path = path
        self.scratch = scratch
        self.options = options
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw .unavailable("\(folder.path): the folder cannot be made")
        }
        writer = SQLiteSession(
            try SQLiteFile.open(path, .writer(isDurable: scratch == nil), patience: options.patience),
            statements: options.preparedStatements)
        readers = SQLiteReaders(path: path, options: options)
        reading = WorkQueue(threads: options.readers, patience: options.patience)
        writing = WorkQueue(threads: 1, patience: options.patience)
    }

    func read<T: Sendable>(_ pace: Pace, _ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await reading.run { [self] in
            let reader = try readers.take()
            defer { readers.giveBack(reader) }
            return try reader.queue.unsafeRead {
                try connection($0, reader.kept, pace).unit("BEGIN DEFERRED", isReading: true, body)
            }
        }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await writing.run { [self] in
            try writer.queue.writeWithoutTransaction {
                try connection($0, writer.kept).unit("BEGIN IMMEDIATE", isReading: false, body)
            }
        }
    }

    func adjust<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await write(body)
    }

    func migrate<T>(waiting: () -> Void, _ body: (any MigrationConnection) throws -> T) throws -> T {
        let lock = try FileLock(path: path + ".lock", waiting: waiting)
        defer { lock.release() }
        let file = SQLiteSession(
            try SQLiteFile.open(path, .migration(isDurable: scratch == nil), patience: options.patience),
            statements: options.preparedStatements)
        defer { file.close() }
        return try file.queue.writeWithoutTransaction { try body(connection($0, file.kept)) }
    }

    private func connection(
        _ database: GRDB.Database, _ kept: PreparedStatements, _ pace: Pace = .steady
    ) -> SQLiteConnection {
        SQLiteConnection(database, time: UnitTime(pace, options), kept: kept)
    }

    func close() async {
        await reading.close()
        await writing.close()
        readers.close()
        writer.close()
        if let scratch { try? FileManager.default.removeItem(at: scratch) }
    }
}
