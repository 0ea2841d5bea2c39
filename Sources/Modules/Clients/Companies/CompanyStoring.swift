import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// What pages and programs do to companies: the form becomes checked facts, the facts are stored, the log is told.
extension ClientsModule {
    /// Enters a company; what is proposed as its identifier keeps away from the reserved keys. Throws ``FieldErrors`` with everything
    /// that is wrong.
    func enter(
        _ form: CompanyForm, except reserved: Set<String> = [], _ visit: Visit, _ db: any Connection
    ) throws -> Company {
        let facts = try CompanyFacts().changed(by: form, at: visit.recordMoment)
        let ref: CompanyRef
        do {
            ref = try db.savepoint { try Companies.insert(facts, except: reserved, now: visit.now, db) }
        } catch DatabaseError.unique(
            "company_custom_id_key")
        { throw taken }
        guard let company = try Companies.find(ref.id, db) else { throw Failure.notFound }
        try visit.record(
            "create", "company", id: ref.id, label: ref.name,
            changes: CompanyFacts.changes(from: nil, to: company.facts), db)
        return company
    }

    /// Saves a changed company. Throws ``FieldErrors``, and ``Outdated`` where the form was made from another state.
    func save(_ form: CompanyForm, over old: Company, _ visit: Visit, _ db: any Connection) throws -> Company {
        let facts = try old.facts.changed(by: form, at: visit.recordMoment)
        let isStored: Bool
        do {
            isStored =
                try form.version == String(old.version)
                && db.savepoint { try Companies.update(old, facts, now: visit.now, db) }
        } catch DatabaseError.unique("company_custom_id_key") { throw taken }
        guard isStored else { throw Outdated(wanted: old.changed(facts)) }
        guard let new = try Companies.find(old.id, db) else { throw Failure.notFound }
        let changes = CompanyFacts.changes(from: old.facts, to: new.facts)
        if !changes.isEmpty {
            try visit.record("update", "company", id: old.id, label: new.facts.name, changes: changes, db)
        }
        return new
    }

    /// Deletes a company. Throws 409 where something refers to it.
    func delete(_ company: Company, _ visit: Visit, _ db: any Connection) throws {
        do {
            try db.savepoint { try Companies.delete(company, db) }
        } catch DatabaseError.foreignKey {
            let reason =
                try obstacle(company, db)
                ?? tr("Something else refers to this company. Remove that first, or archive the company.")
            throw Failure.conflict(reason, code: .referenced)
        }
        try Roles.forget(company.id, of: Self.company, db)
        try visit.record(
            "delete", "company", id: company.id, label: company.facts.name,
            changes: CompanyFacts.changes(from: company.facts, to: nil),
            db)
    }

    func obstacle(_ company: Company, _ db: any Connection) throws -> Message? {
        let clients = try Companies.clients(of: company.id, db)
        return clients == 0
            ? nil
            : trn(
                "%(count)s client belongs to this company. Give it another company first, or archive the company.",
                "%(count)s clients belong to this company. Give them another company first, or archive the company.",
                clients)
    }

    private var taken: FieldErrors {
        FieldErrors(taken: "company_id", tr("Another company already has this identifier."))
    }
}
