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
        let key = (form.contract ?? "").tidied
        let contract = key.isEmpty ? nil : try EventContract.find(key, db)
        // Whose contract it is comes before everything that is said about it.
        if let contract { try demandCreatable(contract, visit) }
        var errors = FieldErrors()
        if contract == nil {
            errors["contract"] = key.isEmpty ? tr("Please fill this in.") : tr("There is no such contract.")
        }
        let facts = form.facts(in: visit.zone, &errors)
        guard let contract, errors.isEmpty else {
            return .page(try formPage(nil, contract, form, errors, visit, db), status: 422)
        }
        let id: Int64
        do {
            id = try db.savepoint { try Events.insert(facts, contract: contract.id, now: visit.now, db) }
        } catch DatabaseError.unique("event_custom_id_key") {
            return .page(try formPage(nil, contract, form, taken, visit, db), status: 422)
        }
        guard let event = try Events.find(id, db) else { throw Failure.notFound }
        try visit.record("create", "event", id: id, label: event.label, changes: AuditChange.between(nil, event), db)
        return Reply.seeOther(Self.path(event.customID)).noticing(.good, tr("The event is planned."))
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
        try old.demandOpen(visit, db)
        var errors = FieldErrors()
        if let typed = form.contract, CustomID.key(typed) != CustomID.key(old.contract.customID) {
            errors["contract"] = tr("An event stays with its contract.")
        }
        let facts = form.facts(in: visit.zone, &errors)
        guard errors.isEmpty else {
            return .page(try formPage(old, old.contract, form, errors, visit, db), status: 422)
        }
        let wanted = old.changed(facts)
        guard form.version == String(old.version) else {
            return .page(try conflictPage(old, wanted, form, visit, db), status: 409)
        }
        let isStored: Bool
        do {
            isStored = try db.savepoint { try Events.update(old, wanted, now: visit.now, db) }
        } catch DatabaseError.unique("event_custom_id_key") {
            return .page(try formPage(old, old.contract, form, taken, visit, db), status: 422)
        }
        guard isStored else { throw Self.overtaken }
        let changes = AuditChange.between(old, wanted)
        if !changes.isEmpty {
            try visit.record("update", "event", id: old.id, label: wanted.label, changes: changes, db)
        }
        return Reply.seeOther(Self.path(wanted.customID)).noticing(.good, tr("The changes are saved."))
    }

    /// Throws 403 for a contract of somebody else's client, then 409 for one that is not signed.
    private func demandCreatable(_ contract: EventContract, _ visit: Visit) throws(Failure) {
        guard EventRights.mayCreate(for: contract, visit) else { throw visit.refusal("create/event[own]") }
        try contract.demandReady()
    }

    private var taken: FieldErrors {
        FieldErrors("event_id", tr("Another event already has this identifier."))
    }

    /// Both versions side by side; sending the form again stores what it says now.
    private func conflictPage(
        _ old: Event, _ wanted: Event, _ typed: EventForm, _ visit: Visit, _ db: any Connection
    ) throws -> EventFormPage {
        var form = typed
        form.version = String(old.version)
        let rows = ConflictRow.rows(AuditChange.between(old, wanted), .event)
        return try formPage(old, old.contract, form, FieldErrors(), conflict: rows, visit, db)
    }

    private func formPage(
        _ event: Event?, _ contract: EventContract?, _ form: EventForm, _ errors: FieldErrors,
        conflict: [ConflictRow] = [], _ visit: Visit, _ db: any Connection
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
