import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension ClientsModule {
    func newClient(_ visit: Visit, _ db: any Connection) throws -> Reply {
        // Links may fill in what they know: `/clients/new?company_id=HALLES`.
        var form = ClientForm(visit.asked.query)
        if form.commercial == nil, Commercials.ownsWhatTheyEnter(visit) {
            form.commercial = visit.actor.person?.username
        }
        return .page(try formPage(nil, form, FieldErrors(), visit, db))
    }

    func createClient(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: ClientForm = try visit.form()
        var errors = FieldErrors()
        let facts = form.facts(&errors)
        let company = try company(form, now: nil, &errors, visit, db)
        let commercial = try firstCommercial(form, &errors, visit, db)
        guard errors.isEmpty else { return .page(try formPage(nil, form, errors, visit, db), status: 422) }
        let id: Int64
        do {
            id = try db.savepoint {
                try Clients.insert(facts, company: company, commercial: commercial, now: visit.now, db)
            }
        } catch DatabaseError.unique("client_custom_id_key") {
            return .page(try formPage(nil, form, taken, visit, db), status: 422)
        }
        guard let client = try Clients.find(id, db) else { throw Failure.notFound }
        try visit.record(
            "create", "client", id: id, label: client.facts.name, changes: AuditChange.between(nil, client), db)
        return Reply.seeOther(Self.path(client)).noticing(
            .good, tr("%(name)s is added.", ["name": .text(client.facts.name)]))
    }

    func editClient(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let client = try client(visit, db)
        return .page(try formPage(client, ClientForm(client), FieldErrors(), visit, db))
    }

    func saveClient(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: ClientForm = try visit.form()
        let old = try client(visit, db)
        var errors = FieldErrors()
        let facts = form.facts(&errors)
        let company = try company(form, now: old.company, &errors, visit, db)
        let commercial = try nextCommercial(form, old, &errors, visit, db)
        guard errors.isEmpty else { return .page(try formPage(old, form, errors, visit, db), status: 422) }
        let isStored: Bool
        do {
            isStored =
                try form.version == String(old.version)
                && db.savepoint {
                    try Clients.update(old, facts, company: company, commercial: commercial, now: visit.now, db)
                }
        } catch DatabaseError.unique("client_custom_id_key") {
            return .page(try formPage(old, form, taken, visit, db), status: 422)
        }
        guard isStored else {
            let wanted = old.changed(facts, company: company, commercial: commercial)
            return .page(try conflictPage(old, wanted, form, visit, db), status: 409)
        }
        guard let new = try Clients.find(old.id, db) else { throw Failure.notFound }
        let changes = AuditChange.between(old, new)
        if !changes.isEmpty {
            try visit.record("update", "client", id: old.id, label: new.facts.name, changes: changes, db)
        }
        return Reply.seeOther(Self.path(new)).noticing(.good, tr("The changes are saved."))
    }

    private var taken: FieldErrors { FieldErrors("client_id", tr("Another client already has this identifier.")) }

    private func company(
        _ form: ClientForm, now current: CompanyRef?, _ errors: inout FieldErrors, _ visit: Visit, _ db: any Connection
    ) throws -> CompanyRef? {
        try Companies.chosen(form.company, now: current, &errors, db) { try visit.may(.read, Self.company, on: $0, db) }
    }

    /// Whose a new client is: chosen by who may hand clients over, else of who enters it.
    private func firstCommercial(
        _ form: ClientForm, _ errors: inout FieldErrors, _ visit: Visit, _ db: any Connection
    ) throws -> Int64? {
        let own = Commercials.ownsWhatTheyEnter(visit) ? visit.actor.person : nil
        guard let typed = form.commercial else { return own?.id }
        if visit.may(.assign, Self.client) { return try Commercials.chosen(typed, now: nil, &errors, db)?.id }
        guard typed.tidied.lowercased() == (own?.username ?? "").lowercased() else {
            errors["commercial"] = tr("You may not hand clients to somebody else.")
            return nil
        }
        return own?.id
    }

    /// Whose a client is from now on: unchanged unless the visitor may hand it over.
    private func nextCommercial(
        _ form: ClientForm, _ old: Client, _ errors: inout FieldErrors, _ visit: Visit, _ db: any Connection
    ) throws -> Commercial? {
        guard let typed = form.commercial, typed.tidied.lowercased() != (old.commercial?.username ?? "").lowercased()
        else {
            return old.commercial
        }
        try visit.demand(.assign, Self.client, on: old.id, db)
        return try Commercials.chosen(typed, now: old.commercial, &errors, db)
    }

    /// Both versions side by side; sending the form again stores what it says now.
    private func conflictPage(
        _ old: Client, _ wanted: Client, _ typed: ClientForm, _ visit: Visit, _ db: any Connection
    ) throws -> ClientFormPage {
        var form = typed
        form.version = String(old.version)
        let rows = ConflictRow.rows(AuditChange.between(old, wanted), HistoryWords(ClientForm.labels))
        return try formPage(old, form, FieldErrors(), conflict: rows, visit, db)
    }

    private func formPage(
        _ client: Client?, _ form: ClientForm, _ errors: FieldErrors, conflict: [ConflictRow] = [], _ visit: Visit,
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
