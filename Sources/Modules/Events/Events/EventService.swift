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
    func enter(_ form: EventForm, _ context: RequestContext, _ db: any Connection) throws -> Event {
        var errors = FieldErrors()
        let contract = try contract(of: form, &errors, db)
        // Whose contract it is comes before everything that is said about it.
        if let contract { try demandCreatable(contract, context) }
        let facts = form.facts(in: context.zone, &errors)
        guard let contract, errors.isEmpty else { throw errors }
        return try enter(facts, on: contract, context, db)
    }

    /// Enters an event that may have a history elsewhere. A proposed identifier keeps away from those that are about to be used.
    func enter(
        _ facts: EventFacts, on contract: EventContract, after history: EventHistory = EventHistory(),
        except reserved: Set<String> = [], _ context: RequestContext, _ db: any Connection
    ) throws -> Event {
        let id: Int64
        do {
            id = try db.savepoint {
                try Events.insert(facts, contract: contract.id, except: reserved, now: context.now, db)
            }
        } catch DatabaseError.unique("event_custom_id_key") { throw taken }
        if !history.isEmpty { try history.store(id, context, db) }
        let event = try stored(id, db)
        try context.record(
            history.isEmpty ? "create" : "import", "event", id: id, label: event.label,
            changes: AuditChange.between(nil, event) + history.changes, db)
        return event
    }

    /// Saves a changed event. Throws ``FieldErrors``, ``VersionConflict`` where the form was made from another state, and 409 for what is not
    /// to be changed any more.
    func save(_ form: EventForm, over old: Event, _ context: RequestContext, _ db: any Connection) throws -> Event {
        try old.demandOpen(context, db)
        var errors = FieldErrors()
        if let typed = form.contract, CustomID.key(typed) != CustomID.key(old.contract.customID) {
            errors["contract"] = tr("An event stays with its contract.")
        }
        let facts = form.facts(in: context.zone, &errors)
        try errors.check()
        let wanted = old.changed(facts)
        guard form.version == String(old.version) else { throw VersionConflict(wanted: wanted) }
        // What comes back untouched changes neither the row nor its version.
        let changes = AuditChange.between(old, wanted)
        guard !changes.isEmpty else { return old }
        let isStored: Bool
        do {
            isStored = try db.savepoint { try Events.update(old, wanted, now: context.now, db) }
        } catch DatabaseError.unique("event_custom_id_key") { throw taken }
        guard isStored else { throw VersionConflict(wanted: wanted) }
        try context.record("update", "event", id: old.id, label: wanted.label, changes: changes, db)
        return wanted
    }

    /// Puts an event away, or takes it back; nothing where that is done already. Throws 409 for one whose contract was cancelled
    /// meanwhile.
    func archive(_ isArchived: Bool, _ event: Event, _ context: RequestContext, _ db: any Connection) throws {
        guard event.isArchived != isArchived else { return }
        // What holds a contract must not come back behind the back of a contract that was cancelled meanwhile.
        if !isArchived, event.state != .cancelled, event.contract.state == .cancelled {
            throw Failure.conflict(
                tr("The contract of this event is cancelled. The event stays archived."), code: .contractLocked)
        }
        try Events.archive(event, isArchived, now: context.now, db)
        try context.record(isArchived ? "archive" : "restore", "event", id: event.id, label: event.label, db)
    }

    /// Deletes a planned or cancelled event. Throws 409 for any other.
    func delete(_ event: Event, _ context: RequestContext, _ db: any Connection) throws {
        guard try Events.delete(event, db) else {
            throw Failure.conflict(Self.onlyPlanned, code: .invalidTransition)
        }
        try Roles.forget(event.id, of: Self.event, db)
        try context.record(
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
    func demandCreatable(_ contract: EventContract, _ context: RequestContext) throws(Failure) {
        try demandMine(contract, context)
        try contract.demandReady()
    }

    /// Throws 403 for a contract of somebody else's client.
    func demandMine(_ contract: EventContract, _ context: RequestContext) throws(Failure) {
        guard EventRights.mayCreate(for: contract, context) else { throw context.refusal("create/event[own]") }
    }

    /// Why an event is not deleted.
    static var onlyPlanned: Message {
        tr("Only a planned or cancelled event can be deleted. What takes place stays readable.")
    }

    private var taken: FieldErrors {
        FieldErrors(taken: "event_id", tr("Another event already has this identifier."))
    }
}
