import Foundation
public import PortalValues

/// Moves a database along the history of its schema, one process at a time.
///
/// Each step is one transaction: it is taken with all its statements, or not at all. On SQLite foreign keys are checked at the end
/// of each step, and actions such as ON DELETE CASCADE do not run, so that a table can be rebuilt.
public struct Migrator: Sendable {
    let directory: String
    let database: Database

    /// The migrations in a folder, for a database.
    public init(directory: String, database: Database) {
        self.directory = directory
        self.database = database
    }

    /// What happens while migrations run; for a terminal.
    public enum Progress: Sendable, Hashable {
        /// Another process holds the lock.
        case waiting
        /// Step `number` of `count` begins; down where it is undone.
        case began(Migration, number: Int, of: Int, isUp: Bool)
        /// It is done and kept.
        case finished(Migration)
    }

    /// A step that the database has taken.
    public struct Applied: Sendable, Hashable {
        /// The number in the file's name.
        public let version: Int
        /// What the file's name says after the number.
        public let name: String
        /// The content's SHA-256 at that time.
        public let hash: String
        /// When.
        public let appliedAt: Instant
    }

    /// The steps the database has taken, oldest number first; none for an empty database.
    ///
    /// - Throws: `DatabaseError`.
    public func history() async throws -> [Applied] {
        try await database.read { connection in try Migrator.applied(connection) }
    }

    /// The number of the last step the database has taken; nil for an empty database.
    ///
    /// - Throws: `DatabaseError`.
    public func current() async throws -> Int? { try await history().last?.version }

    /// How the database stands to the files.
    ///
    /// - Throws: `MigrationError` for files that are none, `DatabaseError`.
    public func state() async throws -> MigrationState {
        MigrationState(files: try Migration.all(in: directory), applied: try await history())
    }

    /// As `state()`, and reads every file through for both engines without running it.
    ///
    /// - Throws: `MigrationError` with file and line, `DatabaseError`.
    public func check() async throws -> MigrationState {
        for migration in try Migration.all(in: directory) {
            for dialect in Dialect.allCases {
                for direction in [MigrationScript.Direction.up, .down] {
                    _ = try MigrationScript(migration, direction, for: dialect)
                }
            }
        }
        return try await state()
    }

    /// Takes the steps that are missing, up to a version or all; the steps taken. Another process that does the same waits, and
    /// then finds nothing to do.
    ///
    /// - Throws: `MigrationError.refused` where the database is edited or ahead, `.failed` with file and line.
    @discardableResult
    public func upgrade(
        to version: Int? = nil, progress: @escaping @Sendable (Progress) -> Void = { _ in }
    ) async throws -> [Migration] {
        try await run(progress) { connection in
            let files = try Migration.all(in: directory)
            if let version, !files.contains(where: { $0.version == version }) {
                throw MigrationError.refused("there is no migration \(version)")
            }
            let state = MigrationState(files: files, applied: try Migrator.applied(connection))
            if let refusal = state.refusalToUpgrade { throw MigrationError.refused(refusal) }
            return (.up, state.pending.filter { $0.version <= version ?? .max })
        }
    }

    /// Undoes steps: the last one, or all above a version (0 for all); the steps undone.
    ///
    /// - Throws: as `upgrade`.
    @discardableResult
    public func downgrade(
        to version: Int? = nil, progress: @escaping @Sendable (Progress) -> Void = { _ in }
    ) async throws -> [Migration] {
        try await run(progress) { connection in
            let files = try Migration.all(in: directory)
            let applied = try Migrator.applied(connection)
            let state = MigrationState(files: files, applied: applied)
            let target = version ?? applied.dropLast().last?.version ?? 0
            let steps = applied.filter { $0.version > target }.reversed()
            let lost = steps.filter { step in !files.contains { $0.version == step.version } }
            if !lost.isEmpty {
                throw MigrationError.refused(
                    "the files of these steps are missing: \(lost.map(\.label).joined(separator: ", "))")
            }
            if let edited = state.edited.first(where: { $0.version > target }) {
                throw MigrationError.refused("\(edited.file) was edited after it was applied")
            }
            return (.down, steps.compactMap { step in files.first { $0.version == step.version } })
        }
    }

    /// Writes the skeleton of the next migration; its path.
    ///
    /// - Throws: `MigrationError.file` for a name with anything but lower-case letters, digits and underscores.
    public func new(name: String) throws(MigrationError) -> String {
        guard Migration.isName(name) else {
            throw .file(name, line: nil, "a name has lower-case letters, digits and underscores")
        }
        let number = (try Migration.all(in: directory).last?.version ?? 0) + 1
        let digits = String(decoding: Digits.pad(number, 4), as: UTF8.self)
        let url = URL(fileURLWithPath: directory).appendingPathComponent("\(digits)_\(name).sql")
        do {
            try Data("-- Why this step is taken.\n\n-- up\n\n-- down\n".utf8).write(
                to: url, options: .withoutOverwriting)
        } catch {
            throw .file(url.lastPathComponent, line: nil, "it cannot be written")
        }
        return url.path
    }
}

extension Migrator.Applied {
    /// The file's name as it was.
    var label: String { String(decoding: Digits.pad(version, 4), as: UTF8.self) + "_\(name).sql" }
}
