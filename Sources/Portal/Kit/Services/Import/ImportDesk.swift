import PortalAssets
import PortalDatabase
public import PortalLanguage
import PortalSecurity
import PortalValues

/// Files of one kind, from the command line.
public protocol FileImport: Sendable {
    /// The columns, by their plain names.
    var columns: [String] { get }

    /// Looks at every line, by the rights of whoever sits at the command line, and stores them in one transaction, unless it is a
    /// `dryRun` or a line is wrong.
    ///
    /// - Throws: ``ImportFault`` and ``CSVFault`` for what is no such file; what the database throws.
    func run(
        _ source: ImportSource, _ house: House, dryRun: Bool, progress: @escaping @Sendable (ImportProgress) -> Void,
        each: @escaping @Sendable (ImportLine) -> Void
    ) async throws -> ImportReport
}

/// The pages of an import: a file is sent, every line is looked at, and what was shown is stored as a whole.
///
/// Between the two the file waits among the temporary ones, a day at most, under a name that nobody guesses and that only the one who
/// sent it can use.
public struct ImportDesk<Task: ImportTask>: FileImport {
    /// A file sent to a page has at most so many bytes; the command takes larger ones.
    static var fileLimit: Int { 5 << 20 }

    /// The list that the records stand in: `/contracts`.
    let path: String
    /// What the log calls one of them.
    let entity: String
    let title: Message
    let access: Access
    let notes: [Message]
    let task: @Sendable (Visit) -> Task

    /// The import into a list. `notes` say what a file can bring, and what it cannot.
    public init(
        _ path: String, _ entity: String, _ title: Message, _ access: Access, notes: [Message],
        task: @escaping @Sendable (Visit) -> Task
    ) {
        self.path = path
        self.entity = entity
        self.title = title
        self.access = .all([.signedIn, access])
        self.notes = notes
        self.task = task
    }

    /// The four routes: the page, the file, what it would do, and doing it, with the password.
    public var routes: [Route] {
        [
            .get(path + "/import", access) { visit, _ in .page(start(visit)) },
            .streaming(.post, path + "/import", access, bodyLimit: Self.fileLimit + (1 << 20), receive),
            .get(path + "/import/{upload}", access, preview),
            .post(path + "/import/{upload}", .confirmed(access), store),
        ]
    }

    public var columns: [String] { Task.Column.allCases.map(\.rawValue) }

    public func run(
        _ source: ImportSource, _ house: House, dryRun: Bool, progress: @escaping @Sendable (ImportProgress) -> Void,
        each: @escaping @Sendable (ImportLine) -> Void
    ) async throws -> ImportReport {
        let report = try await house.database.read { db in
            try Import(source, task(house.terminal(db))).look(db, progress: progress, each: each)
        }
        guard !dryRun, report.isImportable else { return report }
        return try await house.database.write { db in
            let visit = try house.terminal(db)
            let report = try Import(source, task(visit)).store(db, progress: progress, each: each)
            try record(report, source.name, visit, db)
            return report
        }
    }

    private func receive(_ visit: Visit, _ body: BodyStream) async throws -> Reply {
        let uploads = try await body.uploads(
            in: visit.house.temporaryDirectory, limits: UploadLimits(file: Self.fileLimit, files: 1))
        guard let file = uploads.files.first else {
            return .page(start(visit, tr("Please choose a file first.")), status: 422)
        }
        guard file.type == nil || file.type == .text else {
            return .page(start(visit, tr("This is no CSV file. Save the table as CSV and try again.")), status: 422)
        }
        let upload = Token().text
        guard let place = place(upload, visit) else { throw Failure.signIn }
        try await visit.house.apart { try file.take(to: place) }
        return .seeOther("\(path)/import/\(upload)?name=\(Escape.query(file.name))")
    }

    private func preview(_ visit: Visit, _ db: any Connection) throws -> Reply {
        do { return .page(page(try looked(visit, db), visit)) } catch let fault as ImportFault {
            return .page(start(visit, fault.message), status: 422)
        } catch let fault as CSVFault {
            return .page(start(visit, fault.message), status: 422)
        }
    }

    private func store(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: ImportForm = try visit.form()
        let file = try waiting(visit)
        let report = try looked(visit, db)
        // What was shown is what is done: where the data changed since, it is shown again.
        guard report.isImportable, form.announced == report.announcement else {
            return .page(page(report, isOutdated: true, visit), status: 409)
        }
        let done = try Import(ImportSource(file: file), task(visit)).store(db)
        try record(done, name(visit), visit, db)
        return Reply.seeOther(path).noticing(
            .good,
            tr(
                "The import is done. New: %(new)s. Changed: %(changed)s. Unchanged: %(unchanged)s.",
                [
                    "new": .number(done.new), "changed": .number(done.changed), "unchanged": .number(done.unchanged),
                ])
        ).then { house in try await house.apart { try TemporaryFile.remove(file) } }
    }

    private func looked(_ visit: Visit, _ db: any Connection) throws -> ImportReport {
        try Import(ImportSource(file: try waiting(visit)), task(visit)).look(db)
    }

    private func record(_ report: ImportReport, _ name: String, _ visit: Visit, _ db: any Connection) throws {
        let counts = [("new", report.new), ("changed", report.changed), ("unchanged", report.unchanged)]
        try visit.record(
            "import", entity, id: nil, label: name,
            changes: counts.filter { $0.1 > 0 }.map { AuditChange(field: $0.0, before: nil, after: String($0.1)) }, db)
    }

    /// The file that the path names. Throws 410 where it is gone, or is somebody else's.
    private func waiting(_ visit: Visit) throws(Failure) -> String {
        guard let place = place(visit.parameter("upload"), visit), FileFacts(place)?.isFile == true else {
            throw .gone(tr("This file is not kept any longer. Please send it again."))
        }
        return place
    }

    private func place(_ upload: String, _ visit: Visit) -> String? {
        let isPlain = upload.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 95
        }
        guard isPlain, (20...100).contains(upload.utf8.count), let person = visit.actor.id else { return nil }
        return "\(visit.house.temporaryDirectory)/import-\(entity)-\(person)-\(upload)"
    }

    private func name(_ visit: Visit) -> String { String(visit.asked.query["name"].tidied.prefix(200)) }

    private func start(_ visit: Visit, _ fault: Message? = nil) -> ImportPage {
        ImportPage(
            title: title, listUrl: visit.url(path), action: visit.url(path + "/import"), fault: fault, notes: notes,
            columns: Task.Column.allCases.map {
                ImportColumnView(name: $0.rawValue, title: $0.title, isRequired: Task.Column.required.contains($0))
            }, megabytes: Self.fileLimit >> 20)
    }

    private func page(_ report: ImportReport, isOutdated: Bool = false, _ visit: Visit) -> ImportPreviewPage {
        let address = "\(path)/import/\(visit.parameter("upload"))?name=\(Escape.query(name(visit)))"
        return ImportPreviewPage(
            title: title, listUrl: visit.url(path), againUrl: visit.url(path + "/import"), action: visit.url(address),
            name: name(visit), report: report, isOutdated: isOutdated)
    }
}

/// What a page announced.
struct ImportForm: Form {
    let announced: String
    static let names = ["announced"]
    init(_ fields: Fields) { announced = fields["announced"] }
}
