import PortalAssets
import PortalDatabase
public import PortalLanguage
import PortalSecurity
import PortalValues

/// Files of one kind, from the command line.
public protocol FileImport: Sendable {
    /// The columns, by their plain names.
    var columns: [String] { get }

    /// Looks at every line, by the rights of whoever sits at the command line, and stores them portion by portion, unless it is a
    /// `dryRun` or a line is wrong; with `skipsInvalid` the right lines all the same. Lines that an import of the same file brought are stored a second time only where `isAgain` says so.
    ///
    /// - Throws: ``ImportError`` and ``CSVError`` for what is no such file; what the database throws.
    func run(
        _ source: ImportSource, _ application: PortalApplication, dryRun: Bool, skipsInvalid: Bool, isAgain: Bool,
        progress: @escaping @Sendable (ImportProgress) -> Void, each: @escaping @Sendable (ImportLine) -> Void
    ) async throws -> ImportReport
}

/// The pages of an import: a file is sent, every line is looked at, and what was shown is stored.
///
/// Between the two the file waits among the temporary ones, a day at most, under a name that nobody guesses and that only the one who
/// sent it can use. Should storing be interrupted, its page says how far it got, and goes on.
public struct ImportController<Task: ImportTask>: FileImport {
    /// A file sent to a page has at most so many bytes; the command takes larger ones.
    static var fileLimit: Int { 5 << 20 }

    /// The list that the records stand in: `/contracts`.
    let path: String
    /// What the log calls one of them.
    let entity: String
    let title: Message
    let access: Access
    let notes: [Message]
    let task: @Sendable (RequestContext) -> Task

    /// The import into a list. `notes` say what a file can bring, and what it cannot.
    public init(
        _ path: String, _ entity: String, _ title: Message, _ access: Access, notes: [Message],
        task: @escaping @Sendable (RequestContext) -> Task
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
            .get(path + "/import", access) { context, _ in .page(start(context)) },
            .streaming(.post, path + "/import", access, bodyLimit: Self.fileLimit + (1 << 20), receive),
            .free(.get, path + "/import/{upload}", access, preview),
            .free(.post, path + "/import/{upload}", .confirmed(access), bodyLimit: Route.smallBody, store),
        ]
    }

    public var columns: [String] { Task.Column.allCases.map(\.rawValue) }

    public func run(
        _ source: ImportSource, _ application: PortalApplication, dryRun: Bool, skipsInvalid: Bool, isAgain: Bool,
        progress: @escaping @Sendable (ImportProgress) -> Void, each: @escaping @Sendable (ImportLine) -> Void
    ) async throws -> ImportReport {
        let work = ImportRun(source, entity, into: application.database, skipsInvalid: skipsInvalid, isAgain: isAgain) {
            db in
            let context = try application.terminal(db)
            return ImportActor(task(context), context.auditActor, context.now)
        }
        return try await work.run(dryRun: dryRun, progress: progress, each: each)
    }

    private func receive(_ context: RequestContext, _ body: BodyStream) async throws -> HandlerResponse {
        let uploads = try await body.uploads(
            in: context.application.temporaryDirectory, limits: UploadLimits(file: Self.fileLimit, files: 1))
        guard let file = uploads.files.first else {
            return .page(start(context, tr("Please choose a file first.")), status: 422)
        }
        guard file.type == nil || file.type == .text else {
            return .page(start(context, tr("This is no CSV file. Save the table as CSV and try again.")), status: 422)
        }
        let upload = Token().text
        guard let place = place(upload, context) else { throw Failure.signIn }
        try await context.application.apart { try file.take(to: place) }
        return .seeOther("\(path)/import/\(upload)?name=\(Escape.query(file.name))")
    }
}

/// What a page announced.
struct ImportForm: Form {
    let announced: String
    static let names = ["announced"]
    init(_ fields: Fields) { announced = fields["announced"] }
}
