public import PortalDatabase
import PortalFiles
public import PortalLanguage
import PortalValues

/// The agreement to a plan: the plan's own digest, so that nothing else is done than what was read.
struct ErasureForm: Form {
    let plan: String
    static let names = ["plan"]
    init(_ fields: Fields) { plan = fields["plan"] }
}

/// What the pages of all kinds of subjects do: show what is held, give it out, erase it. A module's routes say who may, and which subject.
public struct PersonalDataController: Sendable {
    private let kind: SubjectName
    private let id: Int64
    private let isOwn: Bool
    private let listPath: String
    private let listTitle: Message

    /// The pages of one subject; `listPath` is the list it stands in. Their own data are erased by nobody themselves.
    public init(
        _ kind: SubjectName, _ id: Int64, isOwn: Bool = false, listPath: String, listTitle: Message
    ) {
        self.kind = kind
        self.id = id
        self.isOwn = isOwn
        self.listPath = listPath
        self.listTitle = listTitle
    }

    /// Shows what is held and what erasing would do.
    public func show(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let (kind, subject) = try subject(context, db)
        return .page(try page(subject, ErasurePlan(subject, kind, context, db), nil, context, db))
    }

    /// Gives everything out as JSON, and notes in the log that it was. Throws 404 where the subject is gone.
    public func export(_ context: RequestContext) async throws -> HandlerResponse {
        try await context.application.database.write { db in
            let context = try context.admission(context.request, db)
            let (_, subject) = try subject(context, db)
            let bytes = try PersonalExport(subject: subject, context: context).bytes(db)
            try context.record("export", kind.rawValue, id: id, label: subject.name, db)
            let name = "\(kind.rawValue)-\(id)-\(context.now.utc.day).json"
            return HandlerResponse(status: 200, body: .bytes(bytes, type: "application/json"))
                .with("Content-Disposition", ContentDisposition.attachment(name)).with("Cache-Control", "no-store")
        }
    }

    /// Erases, where the plan is still the one that was read and nothing is in the way; else the plan again, with 409. `afterwards`
    /// is what the kind's own module still has to do: files on disk.
    public func erase(
        _ context: RequestContext, _ db: any Connection, afterwards: (HandlerResponse) -> HandlerResponse = { $0 }
    ) throws -> HandlerResponse {
        let form: ErasureForm = try context.form()
        let (kind, subject) = try subject(context, db)
        let plan = try ErasurePlan(subject, kind, context, db)
        guard plan.obstacles.isEmpty else {
            let fault = tr("This cannot be erased yet.")
            return .page(try page(subject, plan, fault, context, db), status: 409)
        }
        guard form.plan == plan.digest else {
            let fault = tr("What is held has changed since you looked. Please read the plan again.")
            return .page(try page(subject, plan, fault, context, db), status: 409)
        }
        try Erasures.erase(subject, context, db)
        guard let erased = try kind.find(id, db) else { throw Failure.notFound }
        return afterwards(
            HandlerResponse.seeOther(erased.path).noticing(
                .good, tr("The data are erased. What is left stands under “%(name)s”.", ["name": .text(erased.name)])))
    }

    private func subject(_ context: RequestContext, _ db: any Connection) throws -> (SubjectKind, DataSubject) {
        guard let kind = context.application.subjectKind(kind), let subject = try kind.find(id, db) else {
            throw Failure.notFound
        }
        if let moment = try Erasures.moment(self.kind, id, db) { throw Erasures.refusal(moment) }
        return (kind, try subject.remembered(db))
    }

    private func page(
        _ subject: DataSubject, _ plan: ErasurePlan, _ fault: Message?, _ context: RequestContext, _ db: any Connection
    ) throws -> PersonalDataPage {
        let path = isOwn ? "/profile/personal-data" : subject.dataPath
        let hold = try RetentionHold.find(kind, id, db)
        return PersonalDataPage(
            name: subject.name, isOwn: isOwn, fault: fault,
            groups: ErasureFate.allCases.compactMap { fate in
                let lines = plan.lines.filter { $0.holding.fate == fate }
                return lines.isEmpty
                    ? nil : PersonalDataPage.Group(fate: fate, lines: lines.map { .init($0, context.settings) })
            },
            obstacles: isOwn
                ? []
                : plan.obstacles.map { .init(reason: $0.reason, url: $0.path.isEmpty ? "" : context.url($0.path)) },
            heldUntil: isOwn ? nil : hold?.words, exportUrl: context.url(path + "/export.json"),
            eraseUrl: isOwn || !plan.obstacles.isEmpty ? "" : context.url(path + "/erasure"), plan: plan.digest,
            back: context.url(isOwn ? "/profile" : subject.path), listUrl: isOwn ? "" : context.url(listPath),
            listTitle: listTitle)
    }
}

extension PersonalDataController {
    /// What a route does to erase a subject.
    public typealias Erasing =
        @Sendable (PersonalDataController, RequestContext, any Connection) throws ->
        HandlerResponse

    /// The routes below the page of a subject: what is held, giving it out, and erasing it.
    ///
    /// - Parameters:
    ///   - path: the page of the subject: `/clients/{client}`.
    ///   - subject: whose data the request is about.
    ///   - erase: nil where nobody erases themselves.
    public static func routes(
        below path: String, _ access: Access,
        _ subject: @escaping @Sendable (RequestContext) throws(Failure) -> PersonalDataController,
        erase: Erasing? = { try $0.erase($1, $2) }
    ) -> [Route] {
        let page = path + "/personal-data"
        var routes: [Route] = [
            .get(page, access) { context, db in try subject(context).show(context, db) },
            .free(.get, page + "/export.json", .confirmed(access)) { context in
                try await subject(context).export(context)
            },
        ]
        if let erase {
            routes.append(
                .post(page + "/erasure", .confirmed(access)) { context, db in
                    try erase(subject(context), context, db)
                })
        }
        return routes
    }
}
