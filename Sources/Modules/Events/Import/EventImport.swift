import Clients
import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalValues

/// What a line of a file of events means: a new event with its history, or what changes of one that is here.
struct EventImport: ImportTask {
    /// A line that is right.
    enum Plan: Sendable {
        case new(EventFacts, EventContract, EventHistory)
        case changed(EventForm, Event)
    }

    static let identifier = EventColumn.eventID
    static let label = EventColumn.title
    static func key(_ identifier: String) -> String { EventID.key(identifier) }

    let module: EventsModule
    let context: RequestContext

    func look(
        _ row: ImportRow<EventColumn>, after earlier: NoImportMemory, _ errors: inout FieldErrors, _ db: any Connection
    ) throws -> ImportPlan<Plan> {
        if let old = try stored(row, db) { return try compare(row, old, &errors, db) }
        let form = EventForm(row.fields(EventColumn.typed))
        let contract = try module.contract(of: form, &errors, db)
        if let contract { try errors.note("contract") { try module.demandMine(contract, context) } }
        let facts = form.facts(in: context.zone, &errors)
        let history = try EventHistory(row, of: contract, &errors, context, db)
        guard let contract else { return .refused }
        return .new(.new(facts, contract, history))
    }

    func store(_ plan: Plan, reserved: Set<String>, _ db: any Connection) throws -> String {
        switch plan {
        case .new(let facts, let contract, let history):
            try module.enter(facts, on: contract, after: history, except: reserved, context, db).customID
        case .changed(let form, let old): try module.save(form, over: old, context, db).customID
        }
    }

    private func stored(_ row: ImportRow<EventColumn>, _ db: any Connection) throws -> Event? {
        let key = EventID.key(row[.eventID])
        guard !key.isEmpty, let id = try db.element(key, of: EventsModule.event) else { return nil }
        return try Events.find(id, db)
    }

    /// An event that is here already: what its form has changes as on its page, state and support are only compared.
    private func compare(
        _ row: ImportRow<EventColumn>, _ old: Event, _ errors: inout FieldErrors, _ db: any Connection
    ) throws -> ImportPlan<Plan> {
        guard try context.may(.read, EventsModule.event, on: old.id, db) else {
            errors["event_id"] = tr("Another event already has this identifier.")
            return .refused
        }
        var pairs = row.fields(EventColumn.typed).pairs.map { ($0.name, $0.value) }
        pairs.removeAll { $0.0 == "event_id" }
        let form = EventForm(Fields(pairs), over: old, in: context.zone)
        if let typed = form.contract, CustomID.key(typed) != CustomID.key(old.contract.customID) {
            errors["contract"] = tr("An event stays with its contract.")
        }
        let facts = form.facts(in: context.zone, &errors)
        compareHistory(row, old, &errors)
        // What both forms show is the same, however it is written.
        var before = FieldErrors()
        guard facts != EventForm(old, in: context.zone).facts(in: context.zone, &before) else { return .unchanged }
        if try !context.may(.update, EventsModule.event, on: old.id, db) {
            errors["event_id"] = tr("You may not change this event.")
        }
        try errors.note("event_id") { try old.demandOpen(context, db) }
        let changes = AuditChange.between(old, old.changed(facts))
        return .changed(.changed(form, old), changes.map { HistoryWords.event.label($0.field) })
    }

    private func compareHistory(_ row: ImportRow<EventColumn>, _ old: Event, _ errors: inout FieldErrors) {
        row.compare(.state, &errors) { context.application.says($0, old.state.title, or: old.state.rawValue) }
        row.compare(.support, &errors) { $0.lowercased() == old.support?.username.lowercased() }
    }
}

extension EventForm {
    /// What is stored, with what a file says anew.
    init(_ fields: Fields, over event: Event, in zone: Zone) {
        let stored = EventForm(event, in: zone)
        let kept = [
            ("event_id", stored.eventID), ("title", stored.title), ("place", stored.place),
            ("address", stored.address), ("postal_code", stored.postalCode), ("town", stored.town),
            ("starts", stored.starts), ("ends", stored.ends), ("attendees", stored.attendees),
            ("notes", stored.notes), ("version", stored.version),
        ]
        self.init(Fields(fields.pairs.map { ($0.name, $0.value) } + kept.filter { !fields.has($0.0) }))
    }
}

extension EventsModule {
    /// The pages and the command that bring events in.
    var importDesk: ImportController<EventImport> {
        ImportController(
            "/events", "event", tr("Events"), .maySome(.create, Self.event),
            notes: [
                tr("The file is what the export of events writes; an export that is sent again changes nothing."),
                tr(
                    "A line names its contract by identifier. The contract must be signed; what is done, closed or cancelled may also belong to a contract that is completed."
                ),
                tr("Start and end are times on the clock of the organisation, such as 21/11/2026 14:30."),
                tr(
                    "Of an event that is here already, everything changes that its form has. State and support change on its page."
                ),
            ]
        ) { context in EventImport(module: self, context: context) }
    }

    /// The import of events from the command line.
    public var imported: any FileImport { importDesk }
}
