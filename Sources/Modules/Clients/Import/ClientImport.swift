public import PortalDatabase
public import PortalKit
public import PortalValues

/// Clients from a CSV file: every line is looked at before the first one is stored (see ``ImportRun``).
public enum ClientImport {
    /// Imports a file: nothing of it where a line is wrong, or, with `skipInvalid`, its right lines.
    ///
    /// Columns may stand in any order and be called by their plain names or by the usual words in French and English; `mapping` names
    /// the others (plain name → title in the file). `each` is told about every line, once in the pass that decides on it; `progress`
    /// how much is read. Lines that an import of the same file brought are not stored a second time unless `isAgain` says so.
    ///
    /// - Throws: ``ImportError``, `CSVFault` for what is no CSV file, and what the database throws.
    public static func run(
        file: String, into database: Database, dryRun: Bool = false, skipInvalid: Bool = false, isAgain: Bool = false,
        mapping: [String: String] = [:],
        separator: Character? = nil, actor: AuditActor = .terminal,
        clock: @escaping @Sendable () -> Instant = Instant.now,
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in },
        each: @escaping @Sendable (ImportLine) -> Void = { _ in }
    ) async throws -> ImportReport {
        let source = ImportSource(file: file, separator: separator, mapping: mapping)
        let work = ImportRun(source, "client", into: database, skipsInvalid: skipInvalid, isAgain: isAgain) { db in
            let now = clock()
            return ImportActor(try ClientImportTask(now: now, db), actor, now)
        }
        return try await work.run(dryRun: dryRun, progress: progress, each: each)
    }

    /// The columns, by their plain names; only the names of people are required.
    public static let columns = ClientColumn.allCases.map(\.rawValue)
}
