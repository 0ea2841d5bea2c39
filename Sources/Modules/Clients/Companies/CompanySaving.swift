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
        do {
            let ref = try enter(form, visit, db).ref
            return Reply.seeOther(Self.path(ref)).noticing(.good, tr("%(name)s is added.", ["name": .text(ref.name)]))
        } catch let errors as FieldErrors {
            return .page(formPage(nil, form, errors, visit), status: 422)
        }
    }

    func editCompany(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let company = try company(visit, db)
        return .page(formPage(company, CompanyForm(company.facts, version: company.version), FieldErrors(), visit))
    }

    func saveCompany(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: CompanyForm = try visit.form()
        let old = try company(visit, db)
        do {
            let new = try save(form, over: old, visit, db)
            return Reply.seeOther(Self.path(new.ref)).noticing(.good, tr("The changes are saved."))
        } catch let errors as FieldErrors {
            return .page(formPage(old, form, errors, visit), status: 422)
        } catch let outdated as Outdated<Company> {
            return .page(conflictPage(old, outdated.wanted, form, visit), status: 409)
        }
    }

    func askDeleteCompany(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let company = try company(visit, db)
        return .page(deletePage(company, visit, obstacle: try obstacle(company, db)))
    }

    func deleteCompany(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let company = try company(visit, db)
        do { try delete(company, visit, db) } catch Failure.conflict(let obstacle, .referenced) {
            return .page(deletePage(company, visit, obstacle: obstacle), status: 409)
        }
        return Reply.seeOther("/companies").noticing(
            .good, tr("%(name)s is deleted.", ["name": .text(company.facts.name)]))
    }

    private func deletePage(_ company: Company, _ visit: Visit, obstacle: Message?) -> DeletePage {
        DeletePage(
            heading: tr("Delete this company?"), name: company.facts.name,
            consequence: tr("Everything that is known of this company will be lost. This cannot be undone."),
            obstacle: obstacle,
            action: visit.url(Self.path(company.ref) + "/delete"), back: visit.url(Self.path(company.ref)),
            listUrl: visit.url("/companies"), listTitle: tr("Companies"))
    }

    /// Both versions side by side; sending the form again stores what it says now.
    private func conflictPage(_ old: Company, _ wanted: Company, _ typed: CompanyForm, _ visit: Visit)
        -> CompanyFormPage
    {
        var form = typed
        form.version = String(old.version)
        let rows = HistoryChange.all(CompanyFacts.changes(from: old.facts, to: wanted.facts), .company)
        return formPage(old, form, FieldErrors(), conflict: rows, visit)
    }

    /// The form, as typed.
    func formPage(
        _ company: Company?, _ form: CompanyForm, _ errors: FieldErrors, conflict: [HistoryChange] = [], _ visit: Visit
    ) -> CompanyFormPage {
        let path = company.map { Self.path($0.ref) }
        return CompanyFormPage(
            company: company, form: form, errors: errors, conflict: conflict,
            action: visit.url(path.map { $0 + "/edit" } ?? "/companies/new"), back: visit.url(path ?? "/companies"),
            lookUpUrl: company == nil && Self.looksUp(visit) ? visit.url("/companies/look-up") : "",
            findsTowns: !visit.house.configuration.townDirectory.isEmpty)
    }
}
