import PortalDatabase
import PortalKit
import PortalLanguage

/// Who is to run an event, as it was when the form was shown.
struct SupportForm: Form {
    let support, version: String
    static let names = ["support", "version"]
    init(_ fields: Fields) {
        support = fields["support"]
        version = fields["version"]
    }
}

extension EventsModule {
    func assignEvent(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: SupportForm = try context.form()
        let old = try event(context, db)
        let new: Event
        do { new = try assign(form, old, context, db) } catch let errors as FieldErrors {
            guard let fault = errors["support"] else { throw errors }
            throw Failure.unprocessable(fault)
        }
        let reply = HandlerResponse.seeOther(Self.path(old.customID))
        guard new.support != old.support else { return reply.noticing(.info, tr("Nothing has changed.")) }
        guard let chosen = new.support else {
            return reply.noticing(.good, tr("Nobody runs this event any more."))
        }
        let assigned = reply.noticing(.good, tr("%(name)s now runs this event.", ["name": .text(chosen.name)]))
        let conflicts = try Conflict.of(new, context, db).count
        guard conflicts > 0 else { return assigned }
        return assigned.noticing(
            .warn,
            trn(
                "%(name)s has another event at the same time.", "%(name)s has %(count)s other events at the same time.",
                conflicts, ["name": .text(chosen.name)]))
    }

    /// Chooses who runs an event, or nobody, for pages and programs; the event as it is then. Throws ``FieldErrors`` for somebody who
    /// cannot, and 409 where the event is past that or somebody else was faster.
    func assign(_ form: SupportForm, _ old: Event, _ context: RequestContext, _ db: any Connection) throws -> Event {
        guard old.state.isAssignable else {
            throw Failure.conflict(
                tr(
                    "Who runs an event changes only while it is planned or confirmed. Its state: %(state)s.",
                    ["state": .message(old.state.title)]), code: .invalidTransition)
        }
        var errors = FieldErrors()
        let chosen = try Supporter.chosen(form.support, now: old.support, &errors, db)
        try errors.check()
        guard chosen?.id != old.support?.id else { return old }
        guard form.version.isEmpty || form.version == String(old.version),
            try Events.assign(old, to: chosen?.id, now: context.now, db)
        else { throw Self.overtaken }
        let change = AuditChange(field: "support", before: old.support?.username, after: chosen?.username)
        try context.record("assign", "event", id: old.id, label: old.label, changes: [change], db)
        return try stored(old.id, db)
    }

    static let overtakenWords = tr("Somebody else has changed this event meanwhile. Please look at it again.")

    static var overtaken: Failure { .conflict(overtakenWords, code: .staleVersion) }
}
