import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension ClientsModule {
    func newCompany(_ visit: Visit, _ db: any Connection) throws -> Reply {
        .page(formPage(nil, CompanyForm(visit.asked.query), FieldErrors(), visit))
    }

    func createCompany(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: CompanyForm = try visit.form()
        var errors = FieldErrors()
        let facts = form.facts(&errors, today: today(visit))
        guard errors.isEmpty else { return .page(formPage(nil, form, errors, visit), status: 422) }
        let ref: CompanyRef
        do {
            ref = try db.savepoint { try Companies.insert(facts, now: visit.now, db) }
        } catch DatabaseError.unique("company_custom_id_key") {
            return .page(formPage(nil, form, taken, visit), status: 422)
        }
        let changes = AuditChange.between(nil, try Companies.find(ref.id, db))
        try visit.record("create", "company", id: ref.id, label: ref.name, changes: changes, db)
        return Reply.seeOther(Self.path(ref)).noticing(.good, tr("%(name)s is added.", ["name": .text(ref.name)]))
    }

    func editCompany(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let company = try company(visit, db)
        return .page(formPage(company, CompanyForm(company), FieldErrors(), visit))
    }

    func saveCompany(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: CompanyForm = try visit.form()
        let old = try company(visit, db)
        var errors = FieldErrors()
        let facts = form.facts(&errors, today: today(visit))
        guard errors.isEmpty else { return .page(formPage(old, form, errors, visit), status: 422) }
        let isStored: Bool
        do {
            isStored =
                try form.version == String(old.version)
                && db.savepoint { try Companies.update(old, facts, now: visit.now, db) }
        } catch DatabaseError.unique("company_custom_id_key") {
            return .page(formPage(old, form, taken, visit), status: 422)
        }
        guard isStored else { return .page(conflictPage(old, old.changed(facts), form, visit), status: 409) }
        guard let new = try Companies.find(old.id, db) else { throw Failure.notFound }
        let changes = AuditChange.between(old, new)
        if !changes.isEmpty {
            try visit.record("update", "company", id: old.id, label: new.facts.name, changes: changes, db)
        }
        return Reply.seeOther(Self.path(new.ref)).noticing(.good, tr("The changes are saved."))
    }

    func askDeleteCompany(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let company = try company(visit, db)
        return .page(deletePage(company, visit, obstacle: try obstacle(company, db)))
    }

    func deleteCompany(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let company = try company(visit, db)
        do {
            try db.savepoint { try Companies.delete(company, db) }
        } catch DatabaseError.foreignKey {
            let reason =
                try obstacle(company, db)
                ?? tr("Something else refers to this company. Remove that first, or archive the company.")
            return .page(deletePage(company, visit, obstacle: reason), status: 409)
        }
        try Roles.forget(company.id, of: Self.company, db)
        try visit.record(
            "delete", "company", id: company.id, label: company.facts.name, changes: AuditChange.between(company, nil),
            db)
        return Reply.seeOther("/companies").noticing(
            .good, tr("%(name)s is deleted.", ["name": .text(company.facts.name)]))
    }

    private func obstacle(_ company: Company, _ db: any Connection) throws -> Message? {
        let clients = try Companies.clients(of: company.id, db)
        return clients == 0
            ? nil
            : trn(
                "%(count)s client belongs to this company. Give it another company first, or archive the company.",
                "%(count)s clients belong to this company. Give them another company first, or archive the company.",
                clients)
    }

    private func deletePage(_ company: Company, _ visit: Visit, obstacle: Message?) -> DeletePage {
        DeletePage(
            heading: tr("Delete this company?"), name: company.facts.name,
            consequence: tr("Everything that is known of this company will be lost. This cannot be undone."),
            obstacle: obstacle,
            action: visit.url(Self.path(company.ref) + "/delete"), back: visit.url(Self.path(company.ref)),
            listUrl: visit.url("/companies"), listTitle: tr("Companies"))
    }

    private var taken: FieldErrors { FieldErrors("company_id", tr("Another company already has this identifier.")) }

    /// Nothing is founded after today, where the organisation is.
    private func today(_ visit: Visit) -> Day { visit.language.formats.zone.local(visit.now).day }

    /// Both versions side by side; sending the form again stores what it says now.
    private func conflictPage(_ old: Company, _ wanted: Company, _ typed: CompanyForm, _ visit: Visit)
        -> CompanyFormPage
    {
        var form = typed
        form.version = String(old.version)
        let rows = ConflictRow.rows(AuditChange.between(old, wanted), HistoryWords(CompanyForm.labels))
        return formPage(old, form, FieldErrors(), conflict: rows, visit)
    }

    /// The form, as typed.
    func formPage(
        _ company: Company?, _ form: CompanyForm, _ errors: FieldErrors, conflict: [ConflictRow] = [], _ visit: Visit
    ) -> CompanyFormPage {
        let path = company.map { Self.path($0.ref) }
        return CompanyFormPage(
            company: company, form: form, errors: errors, conflict: conflict,
            action: visit.url(path.map { $0 + "/edit" } ?? "/companies/new"), back: visit.url(path ?? "/companies"),
            lookUpUrl: company == nil && Self.looksUp(visit) ? visit.url("/companies/look-up") : "",
            findsTowns: !visit.house.configuration.townDirectory.isEmpty)
    }
}
