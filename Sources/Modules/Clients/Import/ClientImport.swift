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
    /// - Throws: ``ImportFault``, `CSVFault` for what is no CSV file, and what the database throws. Nothing is stored then.
    public static func run(
        file: String, into database: Database, dryRun: Bool = false, skipInvalid: Bool = false,
        mapping: [String: String] = [:],
        separator: Character? = nil, actor: AuditActor = .terminal, now: Instant = .now(),
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in },
        each: @escaping @Sendable (ImportLine) -> Void = { _ in }
    ) async throws -> ImportReport {
        let moment = RecordMoment(today: now.utc.day, zone: .utc)
        let source = ImportSource(file: file, separator: separator, mapping: mapping)
        let looked = try await database.read { db in
            var pass = ImportPass(reserved: [], commercials: try Commercials.all(db), moment: moment)
            try source.forEach(.looking, progress) { row in each(try pass.look(row, db)) }
            return pass
        }
        var report = looked.report
        guard !dryRun, report.refused == 0 || skipInvalid, report.new > 0 else { return report }
        let refused = report.refused
        report.stored = try await database.write { db in
            var pass = ImportPass(reserved: looked.typedIDs, commercials: try Commercials.all(db), moment: moment)
            try source.forEach(.storing, progress) { row in
                if let line = try pass.store(row, now: now, db) { each(line) }
            }
            // What was right a moment ago and is not any more: somebody changed the data in between.
            guard pass.report.refused == refused || skipInvalid else {
                throw ImportFault.changedMeanwhile(pass.report.problems)
            }
            let stored = pass.report.stored
            try Audit.record(
                by: actor, at: now, action: "import", entity: "client", id: nil,
                label: source.name,
                changes: [AuditChange(field: "clients", before: nil, after: String(stored))], db)
            return stored
        }
        return report
    }

    /// The columns, by their plain names; only the names of people are required.
    public static let columns = ClientColumn.allCases.map(\.rawValue)
}
