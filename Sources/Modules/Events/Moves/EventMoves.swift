import PortalDatabase
import PortalKit
import PortalLanguage

extension EventsModule {
    /// An event on its way.
    typealias Subject = Workflow<EventAction>.Subject

    /// From the plan to the end.
    static let workflow = Workflow<EventAction>(event, overtaken: overtakenWords)

    private static let cancellation = ReasonPage.Words(
        tr("Cancel the event"),
        consequence: tr(
            "A cancelled event stays readable, but nothing of it can be changed any more, and it does not come back."),
        keep: tr("Keep the event"), list: (tr("Events"), "/events"))

    /// Takes a step.
    func move(_ action: EventAction, _ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: ReasonForm = try context.form()
        let event = try event(context, db)
        do { try Self.workflow.move(event.subject, action, form, context, db) } catch let errors as FieldErrors
            where action == .cancel
        {
            let page = cancelPage(event, try action.transition(from: event.state), form, errors, context)
            return .page(page, status: 422)
        }
        return HandlerResponse.seeOther(Self.path(event.customID)).noticing(.good, action.done)
    }

    func askCancelEvent(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let event = try event(context, db)
        let transition = try EventAction.cancel.transition(from: event.state)
        try Self.workflow.demand(transition, on: event.id, context, db)
        return .page(cancelPage(event, transition, ReasonForm(Fields()), FieldErrors(), context))
    }

    private func cancelPage(
        _ event: Event, _ transition: EventTransition, _ form: ReasonForm, _ errors: FieldErrors,
        _ context: RequestContext
    ) -> ReasonPage {
        ReasonPage(
            Self.cancellation, transition, number: event.customID, name: event.title, path: Self.path(event.customID),
            form, errors, context)
    }
}

extension Event {
    /// The event as a step needs to know it.
    var subject: EventsModule.Subject { (id, state, label) }
}
