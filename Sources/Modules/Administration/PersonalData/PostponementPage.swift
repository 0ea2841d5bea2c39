import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// Until when somebody's data are kept for longer, and why.
struct PostponementForm: Form {
    let until, reason: String
    static let names = ["until", "reason"]
    init(_ fields: Fields) {
        until = fields["until"]
        reason = fields["reason"]
    }

    static let labels: [String: Message] = ["until": tr("Keep until"), "reason": tr("Because")]

    /// A day to come, at most ten years away, and a sentence. Throws ``FieldErrors``.
    func checked(today: Day) throws(FieldErrors) -> (until: Day, reason: String) {
        var errors = FieldErrors()
        let day = Day(iso: until.tidied)
        let reason = reason.tidied
        if let day {
            if day <= today || day > today.adding(days: 3653) {
                errors["until"] = tr("A day to come, within the next ten years.")
            }
        } else {
            errors["until"] = tr("Please give a day.")
        }
        if reason.isEmpty { errors["reason"] = tr("Please fill this in.") }
        if reason.count > 200 { errors["reason"] = tr("At most 200 characters.") }
        if reason.contains(where: \.isNewline) { errors["reason"] = tr("One line only.") }
        guard errors.isEmpty, let day else { throw errors }
        return (day, reason)
    }
}

/// Asks for both.
struct PostponementPage: Page {
    let name, action: String
    let kind: Message
    let until, reason: FieldView
    let errors: [ErrorLine]

    static let template = "administration/postponement.html"
    static let fields: [Field<PostponementPage>] = [
        .text("name") { $0.name }, .text("action") { $0.action }, .message("kind") { $0.kind },
        .model("until") { $0.until }, .model("reason") { $0.reason }, .list("errors") { $0.errors },
    ]
    static var sample: PostponementPage {
        PostponementPage(
            name: "Zoé Lefèvre", action: "/administration/personal-data/client/1/postponement",
            kind: trc("personal data", "Person"), until: FieldView("2027-01-31"),
            reason: FieldView("", error: tr("Please fill this in.")), errors: [])
    }
}

extension AdministrationModule {
    func askPostponement(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let (kind, subject) = try dueSubject(context, db)
        return .page(page(PostponementForm(Fields()), FieldErrors(), kind, subject, context))
    }

    func postpone(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: PostponementForm = try context.form()
        let (kind, subject) = try dueSubject(context, db)
        let hold: (until: Day, reason: String)
        do { hold = try form.checked(today: context.language.formats.zone.local(context.now).day) } catch {
            return .page(page(form, error, kind, subject, context), status: 422)
        }
        try Retention.hold(subject, until: hold.until, because: hold.reason, context, db)
        return HandlerResponse.seeOther("/administration/personal-data").noticing(
            .good,
            tr("%(name)s is kept until %(day)s.", ["name": .text(subject.name), "day": .day(hold.until)]))
    }

    /// The subject that the path names, for who may erase it. Throws 404 for none, 409 for one that is erased.
    private func dueSubject(_ context: RequestContext, _ db: any Connection) throws -> (SubjectKind, DataSubject) {
        guard let kind = context.application.subjectKind(SubjectName(rawValue: context.parameter("kind"))),
            let id = Int64(context.parameter("subject"))
        else { throw Failure.notFound }
        try context.demand(kind.action, kind.scope, on: id, db)
        guard let subject = try kind.find(id, db) else { throw Failure.notFound }
        if let moment = try Erasures.moment(kind.name, id, db) { throw Erasures.refusal(moment) }
        return (kind, subject)
    }

    private func page(
        _ form: PostponementForm, _ errors: FieldErrors, _ kind: SubjectKind, _ subject: DataSubject,
        _ context: RequestContext
    ) -> PostponementPage {
        PostponementPage(
            name: subject.name,
            action: context.url("/administration/personal-data/\(kind.name.rawValue)/\(subject.id)/postponement"),
            kind: kind.title, until: errors.view("until", form.until), reason: errors.view("reason", form.reason),
            errors: errors.lines(PostponementForm.labels))
    }
}
