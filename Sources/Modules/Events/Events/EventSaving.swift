import Clients
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension EventsModule {
    func newEvent(_ visit: Visit, _ db: any Connection) throws -> Reply {
        // Links may fill in what they know: `/events/new?contract=2026-LEFEVRE`.
        let form = EventForm(visit.asked.query)
        var contract: EventContract?
        if let key = form.contract, !key.isEmpty {
            guard let found = try EventContract.find(key, db) else { throw Failure.notFound }
            try demandCreatable(found, visit)
            contract = found
        }
        return .page(try formPage(nil, contract, form, FieldErrors(), visit, db))
    }

    func createEvent(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: EventForm = try visit.form()
        do {
            let event = try enter(form, visit, db)
            return Reply.seeOther(Self.path(event.customID)).noticing(.good, tr("The event is planned."))
        } catch let errors as FieldErrors {
            return .page(try formPage(nil, try contract(of: form, db), form, errors, visit, db), status: 422)
        }
    }

    func editEvent(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let event = try event(visit, db)
        try event.demandOpen(visit, db)
        return .page(
            try formPage(event, event.contract, EventForm(event, in: visit.zone), FieldErrors(), visit, db))
    }

    func saveEvent(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: EventForm = try visit.form()
        let old = try event(visit, db)
        do {
            let wanted = try save(form, over: old, visit, db)
            return Reply.seeOther(Self.path(wanted.customID)).noticing(.good, tr("The changes are saved."))
        } catch let errors as FieldErrors {
            return .page(try formPage(old, old.contract, form, errors, visit, db), status: 422)
        } catch let outdated as Outdated<Event> {
            return .page(try conflictPage(old, outdated.wanted, form, visit, db), status: 409)
        }
    }

    /// Both versions side by side; sending the form again stores what it says now.
    private func conflictPage(
        _ old: Event, _ wanted: Event, _ typed: EventForm, _ visit: Visit, _ db: any Connection
    ) throws -> EventFormPage {
        var form = typed
        form.version = String(old.version)
        let rows = HistoryChange.all(AuditChange.between(old, wanted), .event)
        return try formPage(old, old.contract, form, FieldErrors(), conflict: rows, visit, db)
    }

    private func formPage(
        _ event: Event?, _ contract: EventContract?, _ form: EventForm, _ errors: FieldErrors,
        conflict: [HistoryChange] = [], _ visit: Visit, _ db: any Connection
    ) throws -> EventFormPage {
        let open = contract == nil ? try EventContract.open(to: visit, db) : []
        return EventFormPage(
            event: event, contract: contract,
            contracts: open.map { Choice($0.customID, named: $0.label, selected: $0.customID == form.contract) },
            form: form, errors: errors, conflict: conflict,
            action: visit.url(event.map { Self.path($0.customID) + "/edit" } ?? "/events/new"),
            back: visit.url(
                event.map { Self.path($0.customID) }
                    ?? contract.map { "/contracts/" + Escape.query($0.customID) } ?? "/events"))
    }
}
