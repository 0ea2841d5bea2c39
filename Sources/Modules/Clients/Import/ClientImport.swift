public import PortalDatabase
public import PortalKit
import PortalLanguage
public import PortalValues

/// Clients from a CSV file, in two passes: the first looks at every line and stores nothing, the second stores all of them in one
/// transaction. So either the whole file is in, or nothing of it (with `skipInvalid`: all of its right lines).
public enum ClientImport {
    /// Imports a file.
    ///
    /// Columns may stand in any order and be called by their plain names or by the usual words in French and English; `mapping` names
    /// the others (plain name → title in the file). `each` is told about every line, once in the pass that decides on it; `progress`
    /// how much is read. Memory does not grow with the file, except for its identifiers and its new companies.
    ///
    /// - Throws: ``ClientImportFault``, `CSVFault` for what is no CSV file, and what the database throws. Nothing is stored then.
    public static func run(
        file: String, into database: Database, dryRun: Bool = false, skipInvalid: Bool = false,
        mapping: [String: String] = [:],
        separator: Character? = nil, actor: AuditActor = .terminal, now: Instant = .now(),
        progress: @escaping @Sendable (ClientImportProgress) -> Void = { _ in },
        each: @escaping @Sendable (ClientImportLine) -> Void = { _ in }
    ) async throws -> ClientImportReport {
        let source = ImportSource(file: file, separator: separator, mapping: mapping)
        let looked = try await database.read { db in
            var pass = ImportPass(reserved: [], commercials: try Commercials.all(db))
            try source.forEach(progress, phase: .looking) { record, columns in
                let line = try pass.look(record, columns, db)
                each(line)
            }
            return pass
        }
        var report = looked.report
        guard !dryRun, report.invalid == 0 || skipInvalid, report.valid > 0 else { return report }
        let invalid = report.invalid
        report.stored = try await database.write { db in
            var pass = ImportPass(reserved: looked.typedIDs, commercials: try Commercials.all(db))
            try source.forEach(progress, phase: .storing) { record, columns in
                if let line = try pass.store(record, columns, now: now, db) { each(line) }
            }
            // What was right a moment ago and is not any more: somebody changed the data in between.
            guard pass.report.invalid == invalid || skipInvalid else {
                throw ClientImportFault.changedMeanwhile(pass.report.problems)
            }
            let stored = pass.report.stored
            try Audit.record(
                by: actor, at: now, action: "import", entity: "client", id: nil,
                label: String(file.split(separator: "/").last ?? "CSV"),
                changes: [AuditChange(field: "clients", before: nil, after: String(stored))], db)
            return stored
        }
        return report
    }

    /// The columns, by their plain names; only the names of people are required.
    public static let columns = ImportColumns.Column.allCases.map(\.rawValue)
}

/// A CSV file of clients, opened anew for each pass.
struct ImportSource: Sendable {
    let file: String
    let separator: Character?
    let mapping: [String: String]

    /// Each line below the titles.
    func forEach(
        _ progress: (ClientImportProgress) -> Void, phase: ClientImportProgress.Phase,
        _ body: (CSVRecord, ImportColumns) throws -> Void
    ) throws {
        var reader = try CSVReader(path: file, separator: separator)
        guard let titles = try reader.next() else { throw ClientImportFault.empty }
        let columns = try ImportColumns(titles.fields, mapping: mapping)
        var told = -1
        while let record = try reader.next() {
            try body(record, columns)
            let (read, total) = reader.progress
            // The reader takes the file in large pieces: only a new piece is news.
            if read != told { progress(ClientImportProgress(phase: phase, read: read, total: total)) }
            told = read
        }
    }
}
