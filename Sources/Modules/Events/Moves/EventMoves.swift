import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates

/// Why somebody takes a step.
struct ReasonForm: Form {
    let reason: String
    static let names = ["reason"]
    init(_ fields: Fields) { reason = fields["reason"] }

    static let labels: [String: Message] = ["reason": tr("Reason")]
}

/// Asks before an event is cancelled, and why.
struct EventCancelPage: Page {
    let number, name, action, back: String
    let needsReason: Bool
    let form: ReasonForm
    let errors: FieldErrors

    static let template = "events/cancel.html"
    static let fields: [Field<EventCancelPage>] = [
        .text("number") { $0.number }, .text("name") { $0.name }, .text("action") { $0.action },
        .text("back") { $0.back }, .flag("needsReason") { $0.needsReason },
        .list("errors") { $0.errors.lines(ReasonForm.labels) },
        .model("reason") { $0.errors.view("reason", $0.form.reason) },
    ]
    static var sample: EventCancelPage {
        EventCancelPage(
            number: "2026-GALA", name: "Gala d’hiver", action: "/events/2026-GALA/transitions/cancel",
            back: "/events/2026-GALA", needsReason: true, form: ReasonForm(Fields()),
            errors: FieldErrors("reason", tr("Please fill this in.")))
    }
}

extension EventsModule {
    /// Takes a step.
    func move(_ name: EventTransition.Name, _ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: ReasonForm = try context.form()
        let event = try event(context, db)
        do { try move(event, name, form, context, db) } catch let errors as FieldErrors where name == .cancel {
            let transition = try EventTransition.find(name, for: event)
            return .page(cancelPage(event, transition, form, errors, context), status: 422)
        }
        return HandlerResponse.seeOther(Self.path(event.customID)).noticing(.good, name.done)
    }

    /// The same, for pages and programs. Throws ``FieldErrors``, 403, and 409 where the state has no such way out.
    func move(
        _ event: Event, _ name: EventTransition.Name, _ form: ReasonForm, _ context: RequestContext,
        _ db: any Connection
    ) throws {
        let transition = try EventTransition.find(name, for: event)
        try context.demand(transition.permission, Self.event, on: event.id, db)
        var errors = FieldErrors()
        let reason = errors.lines("reason", form.reason, most: 1_000, optional: !transition.needsReason)
        try errors.check()
        guard try Events.step(event, transition, reason: reason, by: context.actorRef, now: context.now, db) else {
            throw Self.overtaken
        }
        let changes = [
            AuditChange(field: "state", before: event.state.rawValue, after: transition.to.rawValue),
            AuditChange(field: "reason", before: nil, after: reason.isEmpty ? nil : reason),
        ]
        try context.record(
            name.rawValue, "event", id: event.id, label: event.label, changes: changes.filter { $0.before != $0.after },
            db)
    }

    func askCancelEvent(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let event = try event(context, db)
        let transition = try EventTransition.find(.cancel, for: event)
        return .page(cancelPage(event, transition, ReasonForm(Fields()), FieldErrors(), context))
    }

    private func cancelPage(
        _ event: Event, _ transition: EventTransition, _ form: ReasonForm, _ errors: FieldErrors,
        _ context: RequestContext
    ) -> EventCancelPage {
        let path = context.url(Self.path(event.customID))
        return EventCancelPage(
            number: event.customID, name: event.title, action: path + "/transitions/cancel", back: path,
            needsReason: transition.needsReason, form: form, errors: errors)
    }
}
