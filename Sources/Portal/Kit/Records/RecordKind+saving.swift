public import PortalDatabase
import PortalLanguage
import PortalValues

/// What pages, programs and files do to records: the form becomes checked facts, the facts are stored, the log is told; all in the
/// transaction that is open.
extension RecordKind {
    /// Enters a record; what is proposed as its identifier keeps away from the reserved keys.
    ///
    /// - Throws: ``FieldErrors`` with everything that is wrong.
    public func enter(
        _ form: RecordForm<Facts>, except reserved: Set<String> = [], _ context: RequestContext, _ db: any Connection
    ) throws -> Stored {
        let facts = try checked(form, over: nil, context, db)
        let record = try holding(identifier: facts) {
            try db.savepoint { try insert(facts, except: reserved, now: context.now, db) }
        }
        try context.record(
            "create", scope.name, id: record.id, label: record.facts.name,
            changes: Facts.changes(from: nil, to: record.facts), db)
        return record
    }

    /// Saves a changed record; what comes back untouched changes neither the row nor its version.
    ///
    /// - Throws: ``FieldErrors`` with everything that is wrong, ``VersionConflict`` where the form was made from another state.
    public func save(_ form: RecordForm<Facts>, over old: Stored, _ context: RequestContext, _ db: any Connection)
        throws -> Stored
    {
        let facts = try checked(form, over: old, context, db)
        guard form.version == String(old.version) else { throw VersionConflict(wanted: old.changed(facts)) }
        guard !Facts.changes(from: old.facts, to: facts).isEmpty else { return old }
        let saved = try holding(identifier: facts) {
            try db.savepoint { try update(old, facts, now: context.now, db) }
        }
        guard let new = saved else { throw VersionConflict(wanted: old.changed(facts)) }
        let changes = Facts.changes(from: old.facts, to: new.facts)
        try context.record("update", scope.name, id: old.id, label: new.facts.name, changes: changes, db)
        return new
    }

    /// What a form makes of a record, or of nothing yet; notes everything that is wrong.
    ///
    /// - Throws: 403 where whoever asks may not do what it says.
    public func draft(
        _ form: RecordForm<Facts>, over old: Stored?, _ errors: inout FieldErrors, _ context: RequestContext,
        _ db: any Connection
    ) throws -> Facts {
        var facts = (old?.facts ?? Facts()).changed(by: form, at: context.recordMoment, &errors)
        try resolve(form, old, &facts, &errors, context, db)
        return facts
    }

    private func checked(
        _ form: RecordForm<Facts>, over old: Stored?, _ context: RequestContext, _ db: any Connection
    ) throws -> Facts {
        var errors = FieldErrors()
        let facts = try draft(form, over: old, &errors, context, db)
        try errors.check()
        return facts
    }

    /// Puts a record away, or takes it back; nothing where that is done already.
    public func archive(_ isArchived: Bool, _ record: Stored, _ context: RequestContext, _ db: any Connection) throws {
        guard record.isArchived != isArchived else { return }
        try archive(record, isArchived, now: context.now, db)
        try context.record(
            isArchived ? "archive" : "restore", scope.name, id: record.id, label: record.facts.name, db)
    }

    /// Deletes a record.
    ///
    /// - Throws: 409 where something is in the way.
    public func delete(_ record: Stored, _ context: RequestContext, _ db: any Connection) throws {
        if let reason = try hindrance(record, context, db) { throw Failure.conflict(reason, code: .referenced) }
        do {
            try db.savepoint { try delete(record, db) }
        } catch DatabaseError.foreignKey { throw Failure.conflict(words.referenced, code: .referenced) }
        try Roles.forget(record.id, of: scope, db)
        try context.record(
            "delete", scope.name, id: record.id, label: record.facts.name,
            changes: Facts.changes(from: record.facts, to: nil), db)
    }

    /// What is in the way of deleting a record, as far as this module or another knows.
    func hindrance(_ record: Stored, _ context: RequestContext, _ db: any Connection) throws -> Message? {
        try obstacle(record, db) ?? context.hold(on: record.id, of: scope, db)
    }

    private func holding<T>(identifier facts: Facts, _ work: () throws -> T) throws -> T {
        do { return try work() } catch DatabaseError.unique(let constraint)
            where constraint == "\(scope.name)_custom_id_key"
        {
            throw FieldErrors(taken: identifier.field.description, words.taken)
        }
    }
}
