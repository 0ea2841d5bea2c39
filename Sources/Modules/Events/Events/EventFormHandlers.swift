import Clients
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension EventsModule {
    func newEvent(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        // Links may fill in what they know: `/events/new?contract=2026-LEFEVRE`.
        let form = EventForm(context.request.query)
        var contract: EventContract?
        if let key = form.contract, !key.isEmpty {
            guard let found = try EventContract.find(key, db) else { throw Failure.notFound }
            try demandCreatable(found, context)
            contract = found
        }
        return .page(try formPage(nil, contract, form, FieldErrors(), context, db))
    }

    func createEvent(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: EventForm = try context.form()
        do {
            let event = try enter(form, context, db)
            return HandlerResponse.seeOther(Self.path(event.customID)).noticing(.good, tr("The event is planned."))
        } catch let errors as FieldErrors {
            return .page(try formPage(nil, try contract(of: form, db), form, errors, context, db), status: 422)
        }
    }

    func editEvent(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let event = try event(context, db)
        try event.demandOpen(context, db)
        return .page(
            try formPage(event, event.contract, EventForm(event, in: context.zone), FieldErrors(), context, db))
    }

    func saveEvent(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: EventForm = try context.form()
        let old = try event(context, db)
        do {
            let wanted = try save(form, over: old, context, db)
            return HandlerResponse.seeOther(Self.path(wanted.customID)).noticing(.good, tr("The changes are saved."))
        } catch let errors as FieldErrors {
            return .page(try formPage(old, old.contract, form, errors, context, db), status: 422)
        } catch let outdated as VersionConflict<Event> {
            return .page(try conflictPage(old, outdated.wanted, form, context, db), status: 409)
        }
    }

    /// Both versions side by side; sending the form again stores what it says now.
    private func conflictPage(
        _ old: Event, _ wanted: Event, _ typed: EventForm, _ context: RequestContext, _ db: any Connection
    ) throws -> EventFormPage {
        var form = typed
        form.version = String(old.version)
        let rows = HistoryChange.all(AuditChange.between(old, wanted), .event)
        return try formPage(old, old.contract, form, FieldErrors(), conflict: rows, context, db)
    }

    private func formPage(
        _ event: Event?, _ contract: EventContract?, _ form: EventForm, _ errors: FieldErrors,
        conflict: [HistoryChange] = [], _ context: RequestContext, _ db: any Connection
    ) throws -> EventFormPage {
        let open = contract == nil ? try EventContract.open(to: context, db) : []
        return EventFormPage(
            event: event, contract: contract,
            contracts: open.map { Choice($0.customID, named: $0.label, selected: $0.customID == form.contract) },
            form: form, errors: errors, conflict: conflict,
            action: context.url(event.map { Self.path($0.customID) + "/edit" } ?? "/events/new"),
            back: context.url(
                event.map { Self.path($0.customID) }
                    ?? contract.map { "/contracts/" + Escape.query($0.customID) } ?? "/events"))
    }
}
