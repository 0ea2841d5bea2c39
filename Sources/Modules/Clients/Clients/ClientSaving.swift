import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension ClientsModule {
    func newClient(_ visit: Visit, _ db: any Connection) throws -> Reply {
        // Links may fill in what they know: `/clients/new?company_id=HALLES`.
        var form = ClientForm(visit.asked.query)
        if form.sent("commercial") == nil, let person = visit.actor.person, Commercials.ownsWhatTheyEnter(visit) {
            form["commercial"] = person.username
        }
        return .page(try formPage(nil, form, FieldErrors(), visit, db))
    }

    func createClient(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: ClientForm = try visit.form()
        do {
            let client = try enter(form, visit, db)
            return Reply.seeOther(Self.path(client)).noticing(
                .good, tr("%(name)s is added.", ["name": .text(client.facts.name)]))
        } catch let errors as FieldErrors {
            return .page(try formPage(nil, form, errors, visit, db), status: 422)
        }
    }

    func editClient(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let client = try client(visit, db)
        return .page(try formPage(client, client.form, FieldErrors(), visit, db))
    }

    func saveClient(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: ClientForm = try visit.form()
        let old = try client(visit, db)
        do {
            let new = try save(form, over: old, visit, db)
            return Reply.seeOther(Self.path(new)).noticing(.good, tr("The changes are saved."))
        } catch let errors as FieldErrors {
            return .page(try formPage(old, form, errors, visit, db), status: 422)
        } catch let outdated as Outdated<Client> {
            return .page(try conflictPage(old, outdated.wanted, form, visit, db), status: 409)
        }
    }

    /// Both versions side by side; sending the form again stores what it says now.
    private func conflictPage(
        _ old: Client, _ wanted: Client, _ typed: ClientForm, _ visit: Visit, _ db: any Connection
    ) throws -> ClientFormPage {
        var form = typed
        form.version = String(old.version)
        let rows = HistoryChange.all(AuditChange.between(old, wanted), .client)
        return try formPage(old, form, FieldErrors(), conflict: rows, visit, db)
    }

    private func formPage(
        _ client: Client?, _ form: ClientForm, _ errors: FieldErrors, conflict: [HistoryChange] = [], _ visit: Visit,
        _ db: any Connection
    ) throws -> ClientFormPage {
        let path = client.map(Self.path)
        var choices = ClientFormPage.Choices()
        choices.companies = try Companies.suggestions(visit.visible(.read, Self.company), db)
        choices.trades = Trades.suggestions
        let mayAssign =
            try client.map { try visit.may(.assign, Self.client, on: $0.id, db) } ?? visit.may(.assign, Self.client)
        if mayAssign {
            var known = try Commercials.all(db)
            if let current = client?.commercial, !known.contains(where: { $0.id == current.id }) {
                known.append(current)
            }
            choices.commercials = known
        }
        return ClientFormPage(
            client: client, form: form, errors: errors, conflict: conflict, choices: choices,
            action: visit.url(path.map { $0 + "/edit" } ?? "/clients/new"), back: visit.url(path ?? "/clients"))
    }
}
