import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension ClientsModule {
    func newClient(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        // Links may fill in what they know: `/clients/new?company_id=HALLES`.
        var form = ClientForm(context.request.query)
        if form.sent("commercial") == nil, let person = context.actor.person, Commercials.ownsWhatTheyEnter(context) {
            form["commercial"] = person.username
        }
        return .page(try formPage(nil, form, FieldErrors(), context, db))
    }

    func createClient(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: ClientForm = try context.form()
        do {
            let client = try enter(form, context, db)
            return HandlerResponse.seeOther(Self.path(client)).noticing(
                .good, tr("%(name)s is added.", ["name": .text(client.facts.name)]))
        } catch let errors as FieldErrors {
            return .page(try formPage(nil, form, errors, context, db), status: 422)
        }
    }

    func editClient(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let client = try client(context, db)
        return .page(try formPage(client, client.form, FieldErrors(), context, db))
    }

    func saveClient(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: ClientForm = try context.form()
        let old = try client(context, db)
        do {
            let new = try save(form, over: old, context, db)
            return HandlerResponse.seeOther(Self.path(new)).noticing(.good, tr("The changes are saved."))
        } catch let errors as FieldErrors {
            return .page(try formPage(old, form, errors, context, db), status: 422)
        } catch let outdated as VersionConflict<Client> {
            return .page(try conflictPage(old, outdated.wanted, form, context, db), status: 409)
        }
    }

    /// Both versions side by side; sending the form again stores what it says now.
    private func conflictPage(
        _ old: Client, _ wanted: Client, _ typed: ClientForm, _ context: RequestContext, _ db: any Connection
    ) throws -> ClientFormPage {
        var form = typed
        form.version = String(old.version)
        let rows = HistoryChange.all(AuditChange.between(old, wanted), .client)
        return try formPage(old, form, FieldErrors(), conflict: rows, context, db)
    }

    private func formPage(
        _ client: Client?, _ form: ClientForm, _ errors: FieldErrors, conflict: [HistoryChange] = [],
        _ context: RequestContext,
        _ db: any Connection
    ) throws -> ClientFormPage {
        let path = client.map(Self.path)
        var choices = ClientFormPage.Choices()
        choices.companies = try Companies.suggestions(context.visible(.read, Self.company), db)
        choices.trades = Trades.suggestions
        let mayAssign =
            try client.map { try context.may(.assign, Self.client, on: $0.id, db) } ?? context.may(.assign, Self.client)
        if mayAssign {
            var known = try Commercials.all(db)
            if let current = client?.commercial, !known.contains(where: { $0.id == current.id }) {
                known.append(current)
            }
            choices.commercials = known
        }
        return ClientFormPage(
            client: client, form: form, errors: errors, conflict: conflict, choices: choices,
            action: context.url(path.map { $0 + "/edit" } ?? "/clients/new"), back: context.url(path ?? "/clients"))
    }
}
