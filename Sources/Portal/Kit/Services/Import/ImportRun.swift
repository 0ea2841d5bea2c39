public import PortalDatabase
import PortalFiles
import PortalLanguage
import PortalValues

/// An import, from the first look to the last line.
///
/// Every line is looked at before the first one is stored, and a file with a wrong line stores nothing. Then the lines are stored in
/// portions of some milliseconds, each a transaction of its own with the receipt of how far it got, so that nobody else's change waits for a
/// file. An import that is interrupted has stored a beginning of its file: the same file, or one that begins alike, goes on behind it.
public struct ImportRun<Task: ImportTask>: Sendable {
    let source: ImportSource
    let entity: String
    /// A name for the file as it was sent; empty at the command line.
    let upload: String
    let database: Database
    /// Whether right lines are stored although others are wrong.
    let skipsInvalid: Bool
    /// Whether lines are stored although an import of the same file brought them.
    let isAgain: Bool
    let seat: @Sendable (any Connection) throws -> ImportActor<Task>

    /// How long a portion of lines takes that are stored: what the others wait for at most, together with making it durable.
    static var portion: Duration { .milliseconds(40) }
    /// How long nothing is stored between two portions. Another process does not queue with us for the file of SQLite, it looks every
    /// 25 ms whether it is free.
    static var pause: Duration { .milliseconds(30) }
    /// The same for lines that are only looked at, which holds up nobody but a connection.
    static var glance: Duration { .milliseconds(100) }

    /// An import of a file of this kind of record, as the log calls it; `seat` is asked in each unit of work who imports.
    public init(
        _ source: ImportSource, _ entity: String, upload: String = "", into database: Database,
        skipsInvalid: Bool = false, isAgain: Bool = false,
        seat: @escaping @Sendable (any Connection) throws -> ImportActor<Task>
    ) {
        self.source = source
        self.entity = entity
        self.upload = upload
        self.database = database
        self.skipsInvalid = skipsInvalid
        self.isAgain = isAgain
        self.seat = seat
    }

    /// Looks at every line, and stores them unless it is a `dryRun` or a line is wrong. `each` is told about every line, `progress` how
    /// much is read. Memory does not grow with the file, except for its identifiers.
    ///
    /// - Throws: ``ImportError`` and ``CSVError`` for what is no such file; what the database throws. What was stored until then
    ///   stays stored, and is not stored a second time.
    public func run(
        dryRun: Bool, progress: (ImportProgress) -> Void = { _ in }, each: (ImportLine) -> Void = { _ in }
    ) async throws -> ImportReport {
        let scan = try await scan()
        let report = try await look(scan, progress: progress, each: each)
        guard !dryRun, report.isImportable || (skipsInvalid && report.brings) else { return report }
        return try await store(scan, progress: progress, each: each)
    }

    /// Reads the file, and what is known of it.
    func scan() async throws -> ImportScan {
        let known = try await database.read { [entity] db in try ImportReceipts.latest(entity, db) }
        var scan = try await ImportScan.of(source, entity, known: known, isAgain: isAgain, as: Task.self)
        // What is known of this very file goes before what is known of one that only begins like it.
        if let own = try await database.read({ [token = scan.token] db in try ImportReceipts.find(token, db) }) {
            scan.earlier = own
        }
        return scan
    }

    /// Looks at every line that is not done yet, and stores nothing.
    func look(
        _ scan: ImportScan, progress: (ImportProgress) -> Void = { _ in }, each: (ImportLine) -> Void = { _ in }
    ) async throws -> ImportReport {
        var report = ImportReport(after: scan)
        var memory = Task.Memory()
        var pieces = try await ImportPieces<Task>(source, scan)
        while let next = try await pieces.next() {
            progress(pieces.feed.progress(.looking))
            var rest = next[...]
            while !rest.isEmpty {
                let (lines, after) = try await database.read { [seat, rest, memory] db in
                    try Self.glance(rest, try seat(db).task, memory, db)
                }
                memory = after
                rest = rest.dropFirst(lines.count)
                for line in lines {
                    report.add(line)
                    each(line)
                }
            }
        }
        return report
    }

    /// As many lines as there is time for.
    private static func glance(
        _ pieces: ArraySlice<ImportPiece<Task.Column>>, _ task: Task, _ memory: Task.Memory, _ db: any Connection
    ) throws -> (lines: [ImportLine], memory: Task.Memory) {
        let start = ContinuousClock.now
        var memory = memory
        var lines: [ImportLine] = []
        for piece in pieces {
            let found = try ImportFinding(piece, task, after: memory, db)
            switch found.plan {
            case .new(let plan), .changed(let plan, _): task.remember(plan, in: &memory)
            case .unchanged, .refused: break
            }
            lines.append(found.line(storedAs: nil))
            if ContinuousClock.now - start >= glance { break }
        }
        return (lines, memory)
    }
}

/// What a line turned out to be.
struct ImportFinding<Task: ImportTask>: Sendable {
    let piece: ImportPiece<Task.Column>
    let plan: ImportPlan<Task.Plan>
    let errors: FieldErrors

    /// Looks at a line.
    init(
        _ piece: ImportPiece<Task.Column>, _ task: Task, after memory: Task.Memory, _ db: any Connection
    ) throws {
        self.piece = piece
        var errors = FieldErrors()
        piece.row.demandWidth(&errors)
        if piece.isDouble {
            errors[Task.identifier.rawValue] = tr("Another line of the file has this identifier.")
        }
        let plan = piece.wasBrought ? .unchanged : try task.look(piece.row, after: memory, &errors, db)
        self.plan = errors.isEmpty ? plan : .refused
        self.errors = errors
    }

    /// What is told about it.
    func line(storedAs id: String?) -> ImportLine {
        let outcome: ImportOutcome =
            switch plan {
            case .new: .new
            case .changed(_, let fields): .changed(fields)
            case .unchanged: piece.wasBrought ? .brought : .unchanged
            case .refused: .refused(piece.row.problems(errors))
            }
        return ImportLine(
            line: piece.row.record.line, identifier: id ?? piece.identifier, label: piece.row[Task.label].tidied,
            outcome: outcome, isStored: id != nil)
    }
}
