import Clients
import Contracts
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// What pages and programs do to events: the form becomes checked facts, the facts are stored, the log is told.
extension EventsModule {
    /// Plans an event. Throws 403 for a contract of somebody else’s client, then 409 for one that is not signed, then ``FieldErrors``
    /// with everything that is wrong.
    func enter(_ form: EventForm, _ visit: Visit, _ db: any Connection) throws -> Event {
        var errors = FieldErrors()
        let contract = try contract(of: form, &errors, db)
        // Whose contract it is comes before everything that is said about it.
        if let contract { try demandCreatable(contract, visit) }
        let facts = form.facts(in: visit.zone, &errors)
        guard let contract, errors.isEmpty else { throw errors }
        return try enter(facts, on: contract, visit, db)
    }

    /// Enters an event that may have a history elsewhere. A proposed identifier keeps away from those that are about to be used.
    func enter(
        _ facts: EventFacts, on contract: EventContract, after history: EventHistory = EventHistory(),
        except reserved: Set<String> = [], _ visit: Visit, _ db: any Connection
    ) throws -> Event {
        let id: Int64
        do {
            id = try db.savepoint {
                try Events.insert(facts, contract: contract.id, except: reserved, now: visit.now, db)
            }
        } catch DatabaseError.unique("event_custom_id_key") { throw taken }
        if !history.isEmpty { try history.store(id, visit, db) }
        let event = try stored(id, db)
        try visit.record(
            history.isEmpty ? "create" : "import", "event", id: id, label: event.label,
            changes: AuditChange.between(nil, event) + history.changes, db)
        return event
    }

    /// Saves a changed event. Throws ``FieldErrors``, ``Outdated`` where the form was made from another state, and 409 for what is not
    /// to be changed any more.
    func save(_ form: EventForm, over old: Event, _ visit: Visit, _ db: any Connection) throws -> Event {
        try old.demandOpen(visit, db)
        var errors = FieldErrors()
        if let typed = form.contract, CustomID.key(typed) != CustomID.key(old.contract.customID) {
            errors["contract"] = tr("An event stays with its contract.")
        }
        let facts = form.facts(in: visit.zone, &errors)
        try errors.check()
        let wanted = old.changed(facts)
        guard form.version == String(old.version) else { throw Outdated(wanted: wanted) }
        let isStored: Bool
        do {
            isStored = try db.savepoint { try Events.update(old, wanted, now: visit.now, db) }
        } catch DatabaseError.unique("event_custom_id_key") { throw taken }
        guard isStored else { throw Outdated(wanted: wanted) }
        let changes = AuditChange.between(old, wanted)
        if !changes.isEmpty {
            try visit.record("update", "event", id: old.id, label: wanted.label, changes: changes, db)
        }
        return wanted
    }

    /// Puts an event away, or takes it back; nothing where that is done already. Throws 409 for one whose contract was cancelled
    /// meanwhile.
    func archive(_ isArchived: Bool, _ event: Event, _ visit: Visit, _ db: any Connection) throws {
        guard event.isArchived != isArchived else { return }
        // What holds a contract must not come back behind the back of a contract that was cancelled meanwhile.
        if !isArchived, event.state != .cancelled, event.contract.state == .cancelled {
            throw Failure.conflict(
                tr("The contract of this event is cancelled. The event stays archived."), code: .contractLocked)
        }
        try Events.archive(event, isArchived, now: visit.now, db)
        try visit.record(isArchived ? "archive" : "restore", "event", id: event.id, label: event.label, db)
    }

    /// Deletes a planned or cancelled event. Throws 409 for any other.
    func delete(_ event: Event, _ visit: Visit, _ db: any Connection) throws {
        guard try Events.delete(event, db) else {
            throw Failure.conflict(Self.onlyPlanned, code: .invalidTransition)
        }
        try Roles.forget(event.id, of: Self.event, db)
        try visit.record(
            "delete", "event", id: event.id, label: event.label, changes: AuditChange.between(event, nil), db)
    }

    /// The event with this internal id. Throws 404 where it is gone.
    func stored(_ id: Int64, _ db: any Connection) throws -> Event {
        guard let event = try Events.find(id, db) else { throw Failure.notFound }
        return event
    }

    /// The contract that a form names; nil for none, and for one that is not there.
    func contract(of form: EventForm, _ db: any Connection) throws -> EventContract? {
        let key = (form.contract ?? "").tidied
        return key.isEmpty ? nil : try EventContract.find(key, db)
    }

    /// The same; notes where there is none.
    func contract(of form: EventForm, _ errors: inout FieldErrors, _ db: any Connection) throws -> EventContract? {
        let found = try contract(of: form, db)
        if found == nil {
            errors["contract"] =
                (form.contract ?? "").tidied.isEmpty ? tr("Please fill this in.") : tr("There is no such contract.")
        }
        return found
    }

    /// Throws 403 for a contract of somebody else's client, then 409 for one that is not signed.
    func demandCreatable(_ contract: EventContract, _ visit: Visit) throws(Failure) {
        try demandMine(contract, visit)
        try contract.demandReady()
    }

    /// Throws 403 for a contract of somebody else's client.
    func demandMine(_ contract: EventContract, _ visit: Visit) throws(Failure) {
        guard EventRights.mayCreate(for: contract, visit) else { throw visit.refusal("create/event[own]") }
    }

    /// Why an event is not deleted.
    static var onlyPlanned: Message {
        tr("Only a planned or cancelled event can be deleted. What takes place stays readable.")
    }

    private var taken: FieldErrors {
        FieldErrors(taken: "event_id", tr("Another event already has this identifier."))
    }
}
