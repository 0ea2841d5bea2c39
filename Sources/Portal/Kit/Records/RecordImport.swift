import PortalDatabase
import PortalLanguage
import PortalValues

/// What a line of a file means for a kind of record: a new one, or what changes of one that is here.
struct RecordImport<Facts: IdentifiedFacts>: ImportTask {
    typealias Column = RecordColumn<Facts>
    /// A line that is right: the form that its page would have sent, over a record that is here, or for a new one.
    struct Plan: Sendable {
        let form: RecordForm<Facts>
        let old: StoredRecord<Facts>?
        /// When it was entered elsewhere; nil for now.
        var createdAt: Instant?
    }

    static var identifier: Column { Column.allCases[0] }
    /// What people know a record by stands behind its identifier.
    static var label: Column { Column.allCases.dropFirst().first ?? identifier }
    static func key(_ identifier: String) -> String { CustomID.key(identifier) }

    let kind: RecordKind<Facts>
    let context: RequestContext

    func look(
        _ row: ImportRow<Column>, after earlier: NoImportMemory, _ errors: inout FieldErrors, _ db: any Connection
    ) throws -> ImportPlan<Plan> {
        let field = Self.identifier.rawValue
        let key = CustomID.key(row[Self.identifier])
        let id = key.isEmpty ? nil : try db.element(key, of: kind.scope)
        guard let id, let old = try kind.find(id, db) else {
            var form = RecordForm<Facts>(Fields())
            form.overlay(row)
            _ = try kind.draft(form, over: nil, &errors, context, db)
            return .new(Plan(form: form, old: nil, createdAt: row.created(&errors, context)))
        }
        guard try context.may(.read, kind.scope, on: id, db) else {
            errors[field] = kind.words.taken
            return .refused
        }
        var form = RecordForm(old.facts, version: old.version)
        form.overlay(row)
        form[field] = old.customID
        row.compareCreation(with: old.createdAt, &errors, context)
        let wanted = try kind.draft(form, over: old, &errors, context, db)
        let changes = Facts.changes(from: old.facts, to: wanted)
        guard !changes.isEmpty else { return .unchanged }
        if try !context.may(.update, kind.scope, on: id, db) { errors[field] = tr("You may not change this.") }
        try errors.note(field) { try context.demandUnerased(id, of: kind.scope, db) }
        return .changed(Plan(form: form, old: old), changes.compactMap { Facts.labels[$0.field] })
    }

    func store(_ plan: Plan, reserved: Set<String>, _ db: any Connection) throws -> String {
        if let old = plan.old { return try kind.save(plan.form, over: old, context, db).customID }
        let record = try kind.enter(plan.form, except: reserved, context, db)
        if let created = plan.createdAt { try kind.carry(created, of: record.id, db) }
        return record.customID
    }
}

extension RecordKind {
    /// The pages that bring records in.
    func imports(_ access: Access) -> ImportController<RecordImport<Facts>> {
        ImportController(path, scope.name, words.many, access, notes: words.importNotes) { context in
            RecordImport(kind: self, context: context)
        }
    }

    /// The same from the command line, by whoever sits there.
    public var fileImport: any FileImport { imports(.may(.create, scope)) }
}
