public import PortalDatabase
public import PortalLanguage
import PortalValues

/// What a line of a file means for one kind of record, and how it is stored: by the functions that the record's page calls.
public protocol ImportTask: Sendable {
    /// The columns.
    associatedtype Column: ImportColumn
    /// A line that is right.
    associatedtype Plan: Sendable

    /// The column that tells records apart, and the one that people know them by.
    static var identifier: Column { get }
    /// What a line is shown by.
    static var label: Column { get }
    /// An identifier, as identifiers are compared.
    static func key(_ identifier: String) -> String

    /// Looks at a line and stores nothing; notes everything that is wrong with it.
    func look(_ row: ImportRow<Column>, _ errors: inout FieldErrors, _ db: any Connection) throws -> ImportPlan<Plan>
    /// Stores a line that is right, and tells the record's identifier. `reserved` are the keys that the file itself names: what the
    /// portal proposes keeps away from them.
    func store(_ plan: Plan, reserved: Set<String>, _ db: any Connection) throws -> String
}

/// What a line would do.
public enum ImportPlan<Plan: Sendable>: Sendable {
    case new(Plan)
    /// With what changes, in the words of the page.
    case changed(Plan, [Message])
    case unchanged
    /// What is wrong stands among the errors.
    case refused
}

/// An import in one unit of work.
public struct Import<Task: ImportTask>: Sendable {
    let source: ImportSource
    let task: Task

    /// A file, and what its lines mean.
    public init(_ source: ImportSource, _ task: Task) {
        self.source = source
        self.task = task
    }

    /// Looks at every line, and stores nothing. Memory does not grow with the file, except for its identifiers.
    ///
    /// - Throws: ``ImportFault`` and ``CSVFault`` for what is no such file; what the database throws.
    public func look(
        _ db: any Connection, progress: (ImportProgress) -> Void = { _ in }, each: (ImportLine) -> Void = { _ in }
    ) throws -> ImportReport {
        var seen: Set<String> = []
        var report = ImportReport()
        try source.forEach(.looking, progress) { (row: ImportRow<Task.Column>) in
            let line = Self.line(row, try plan(row, &seen, db))
            report.add(line)
            each(line)
        }
        return report
    }

    /// Stores every line; to be undone as a whole where it throws.
    ///
    /// - Throws: ``ImportFault/changedMeanwhile(_:)`` where a line cannot be stored (any more), and as ``look(_:progress:each:)``.
    public func store(
        _ db: any Connection, progress: (ImportProgress) -> Void = { _ in }, each: (ImportLine) -> Void = { _ in }
    ) throws -> ImportReport {
        var reserved: Set<String> = []
        try source.forEach(.looking) { (row: ImportRow<Task.Column>) in
            let id = row[Task.identifier].tidied
            if !id.isEmpty { reserved.insert(Task.key(id)) }
        }
        var seen: Set<String> = []
        var report = ImportReport()
        try source.forEach(.storing, progress) { (row: ImportRow<Task.Column>) in
            let found = try plan(row, &seen, db)
            switch found.plan {
            case .new(let plan), .changed(let plan, _):
                let id = try task.store(plan, reserved: reserved, db)
                let line = Self.line(row, found, storedAs: id)
                report.add(line)
                each(line)
            case .unchanged, .refused: report.add(Self.line(row, found))
            }
        }
        guard report.refused == 0 else { throw ImportFault.changedMeanwhile(report.problems) }
        return report
    }

    private typealias Found = (plan: ImportPlan<Task.Plan>, errors: FieldErrors)

    private func plan(_ row: ImportRow<Task.Column>, _ seen: inout Set<String>, _ db: any Connection) throws -> Found {
        var errors = FieldErrors()
        row.demandWidth(&errors)
        let id = row[Task.identifier].tidied
        if !id.isEmpty, !seen.insert(Task.key(id)).inserted {
            errors[Task.identifier.rawValue] = tr("Another line of the file has this identifier.")
        }
        let plan = try task.look(row, &errors, db)
        return (errors.isEmpty ? plan : .refused, errors)
    }

    private static func line(_ row: ImportRow<Task.Column>, _ found: Found, storedAs id: String? = nil) -> ImportLine {
        let outcome: ImportOutcome =
            switch found.plan {
            case .new: .new
            case .changed(_, let fields): .changed(fields)
            case .unchanged: .unchanged
            case .refused: .refused(row.problems(found.errors))
            }
        return ImportLine(
            line: row.record.line, identifier: id ?? row[Task.identifier].tidied, label: row[Task.label].tidied,
            outcome: outcome, isStored: id != nil)
    }
}

extension FieldErrors {
    /// Notes, in words, why something would be refused as a whole.
    public mutating func note(_ field: String, _ demand: () throws -> Void) throws {
        do { try demand() } catch Failure.conflict(let reason, _) { self[field] = reason } catch Failure.forbidden {
            self[field] = tr("You may not do this.")
        }
    }
}
