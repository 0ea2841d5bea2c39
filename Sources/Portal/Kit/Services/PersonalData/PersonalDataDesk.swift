public import PortalDatabase
public import PortalLanguage
import PortalValues

/// The agreement to a plan: the plan's own digest, so that nothing else is done than what was read.
struct ErasureForm: Form {
    let plan: String
    static let names = ["plan"]
    init(_ fields: Fields) { plan = fields["plan"] }
}

/// What the pages of all kinds of subjects do: show what is held, give it out, erase it. A module's routes say who may, and which subject.
public struct PersonalDataDesk: Sendable {
    private let kind: SubjectName
    private let id: Int64
    private let isOwn: Bool
    private let listPath: String
    private let listTitle: Message

    /// A desk for one subject; `listPath` is the list it stands in. Their own data are erased by nobody themselves.
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
    public func show(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let (kind, subject) = try subject(visit, db)
        return .page(try page(subject, ErasurePlan(subject, kind, visit, db), nil, visit, db))
    }

    /// Gives everything out as JSON, and notes in the log that it was. Throws 404 where the subject is gone.
    public func export(_ visit: Visit) async throws -> Reply {
        try await visit.house.database.write { db in
            let visit = try visit.admission(visit.asked, db)
            let (_, subject) = try subject(visit, db)
            let bytes = try PersonalExport(subject: subject, visit: visit).bytes(db)
            try visit.record("export", kind.rawValue, id: id, label: subject.name, db)
            let name = "\(kind.rawValue)-\(id)-\(visit.now.utc.day).json"
            return Reply(status: 200, body: .bytes(bytes, type: "application/json"))
                .with("Content-Disposition", ContentDisposition.attachment(name)).with("Cache-Control", "no-store")
        }
    }

    /// Erases, where the plan is still the one that was read and nothing is in the way; else the plan again, with 409. `afterwards`
    /// is what the kind's own module still has to do: files on disk.
    public func erase(
        _ visit: Visit, _ db: any Connection, afterwards: (Reply) -> Reply = { $0 }
    ) throws -> Reply {
        let form: ErasureForm = try visit.form()
        let (kind, subject) = try subject(visit, db)
        let plan = try ErasurePlan(subject, kind, visit, db)
        guard plan.obstacles.isEmpty else {
            let fault = tr("This cannot be erased yet.")
            return .page(try page(subject, plan, fault, visit, db), status: 409)
        }
        guard form.plan == plan.digest else {
            let fault = tr("What is held has changed since you looked. Please read the plan again.")
            return .page(try page(subject, plan, fault, visit, db), status: 409)
        }
        try Erasures.erase(subject, visit, db)
        guard let erased = try kind.find(id, db) else { throw Failure.notFound }
        return afterwards(
            Reply.seeOther(erased.path).noticing(
                .good, tr("The data are erased. What is left stands under “%(name)s”.", ["name": .text(erased.name)])))
    }

    private func subject(_ visit: Visit, _ db: any Connection) throws -> (SubjectKind, DataSubject) {
        guard let kind = visit.house.subjectKind(kind), let subject = try kind.find(id, db) else {
            throw Failure.notFound
        }
        if let moment = try Erasures.moment(self.kind, id, db) { throw Erasures.refusal(moment) }
        return (kind, try subject.remembered(db))
    }

    private func page(
        _ subject: DataSubject, _ plan: ErasurePlan, _ fault: Message?, _ visit: Visit, _ db: any Connection
    ) throws -> PersonalDataPage {
        let path = isOwn ? "/profile/personal-data" : subject.dataPath
        let hold = try RetentionHold.find(kind, id, db)
        return PersonalDataPage(
            name: subject.name, isOwn: isOwn, fault: fault,
            groups: ErasureFate.allCases.compactMap { fate in
                let lines = plan.lines.filter { $0.holding.fate == fate }
                return lines.isEmpty
                    ? nil : PersonalDataPage.Group(fate: fate, lines: lines.map { .init($0, visit.settings) })
            },
            obstacles: isOwn
                ? []
                : plan.obstacles.map { .init(reason: $0.reason, url: $0.path.isEmpty ? "" : visit.url($0.path)) },
            heldUntil: isOwn ? nil : hold?.words, exportUrl: visit.url(path + "/export.json"),
            eraseUrl: isOwn || !plan.obstacles.isEmpty ? "" : visit.url(path + "/erasure"), plan: plan.digest,
            back: visit.url(isOwn ? "/profile" : subject.path), listUrl: isOwn ? "" : visit.url(listPath),
            listTitle: listTitle)
    }
}
