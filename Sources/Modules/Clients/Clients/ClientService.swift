import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// What a form makes of a client: checked, and not stored yet.
struct ClientDraft {
    var facts: ClientFacts
    let company: CompanyRef?
    let commercial: Commercial?

    /// The client as it would be.
    func over(_ old: Client) -> Client { old.changed(facts, company: company, commercial: commercial) }
}

/// What pages and programs do to clients: the form becomes checked facts, the facts are stored, the log is told.
extension ClientsModule {
    /// Enters a client. Throws ``FieldErrors`` with everything that is wrong.
    func enter(
        _ form: ClientForm, except reserved: Set<String> = [], _ context: RequestContext, _ db: any Connection
    ) throws -> Client {
        var errors = FieldErrors()
        var draft = try draft(form, over: nil, &errors, context, db)
        try errors.check()
        if draft.facts.customID == nil {
            draft.facts.customID = try CustomID.propose(draft.facts.proposal, in: "client", except: reserved, db)
        }
        let id: Int64
        do {
            id = try db.savepoint {
                try Clients.insert(
                    draft.facts, company: draft.company, commercial: draft.commercial?.id, now: context.now, db)
            }
        } catch DatabaseError.unique("client_custom_id_key") { throw taken }
        guard let client = try Clients.find(id, db) else { throw Failure.notFound }
        try context.record(
            "create", "client", id: id, label: client.facts.name, changes: AuditChange.between(nil, client), db)
        return client
    }

    /// Saves a changed client. Throws ``FieldErrors``, and ``VersionConflict`` where the form was made from another state.
    func save(_ form: ClientForm, over old: Client, _ context: RequestContext, _ db: any Connection) throws -> Client {
        var errors = FieldErrors()
        let draft = try draft(form, over: old, &errors, context, db)
        try errors.check()
        let wanted = draft.over(old)
        guard form.version == String(old.version) else { throw VersionConflict(wanted: wanted) }
        // What comes back untouched changes neither the row nor its version.
        guard !AuditChange.between(old, wanted).isEmpty else { return old }
        let isStored: Bool
        do {
            isStored = try db.savepoint {
                try Clients.update(
                    old, draft.facts, company: draft.company, commercial: draft.commercial, now: context.now, db)
            }
        } catch DatabaseError.unique("client_custom_id_key") { throw taken }
        guard isStored else { throw VersionConflict(wanted: wanted) }
        guard let new = try Clients.find(old.id, db) else { throw Failure.notFound }
        let changes = AuditChange.between(old, new)
        try context.record("update", "client", id: old.id, label: new.facts.name, changes: changes, db)
        return new
    }

    /// Deletes a client. Throws 409 where something refers to it.
    func delete(_ client: Client, _ context: RequestContext, _ db: any Connection) throws {
        do {
            try db.savepoint { try Clients.delete(client, db) }
        } catch DatabaseError.foreignKey {
            throw Failure.conflict(
                tr(
                    "Something else refers to this client: a contract, for example. Remove that first, or archive the client."
                ), code: .referenced)
        }
        try Roles.forget(client.id, of: Self.client, db)
        try context.record(
            "delete", "client", id: client.id, label: client.facts.name, changes: AuditChange.between(client, nil), db)
    }

    /// Checks a form, for a new client or over one that is here; notes everything that is wrong.
    ///
    /// - Throws: 403 where it would hand over a client whom the visitor may not hand over.
    func draft(
        _ form: ClientForm, over old: Client?, _ errors: inout FieldErrors, _ context: RequestContext,
        _ db: any Connection
    ) throws -> ClientDraft {
        ClientDraft(
            facts: (old?.facts ?? ClientFacts()).changed(by: form, at: context.recordMoment, &errors),
            company: try company(form, now: old?.company, &errors, context, db),
            commercial: try commercial(form, over: old, &errors, context, db))
    }

    private func commercial(
        _ form: ClientForm, over old: Client?, _ errors: inout FieldErrors, _ context: RequestContext,
        _ db: any Connection
    ) throws -> Commercial? {
        guard let old else { return try firstCommercial(form, &errors, context, db) }
        return try nextCommercial(form, old, &errors, context, db)
    }

    private var taken: FieldErrors {
        FieldErrors(taken: "client_id", tr("Another client already has this identifier."))
    }

    private func company(
        _ form: ClientForm, now current: CompanyRef?, _ errors: inout FieldErrors, _ context: RequestContext,
        _ db: any Connection
    ) throws -> CompanyRef? {
        try Companies.chosen(form["company_id"], now: current, &errors, db) {
            try context.may(.read, Self.company, on: $0, db)
        }
    }

    /// Whose a new client is: chosen by who may hand clients over, else of who enters it.
    private func firstCommercial(
        _ form: ClientForm, _ errors: inout FieldErrors, _ context: RequestContext, _ db: any Connection
    ) throws -> Commercial? {
        let own = Commercials.ownsWhatTheyEnter(context) ? context.actor.person : nil
        guard let typed = form.sent("commercial") else { return Commercial(own) }
        if context.may(.assign, Self.client) { return try Commercials.chosen(typed, now: nil, &errors, db) }
        guard typed.tidied.lowercased() == (own?.username ?? "").lowercased() else {
            errors["commercial"] = tr("You may not hand clients to somebody else.")
            return nil
        }
        return Commercial(own)
    }

    /// Whose a client is from now on: unchanged unless the visitor may hand it over.
    private func nextCommercial(
        _ form: ClientForm, _ old: Client, _ errors: inout FieldErrors, _ context: RequestContext, _ db: any Connection
    ) throws -> Commercial? {
        guard let typed = form.sent("commercial"),
            typed.tidied.lowercased() != (old.commercial?.username ?? "").lowercased()
        else {
            return old.commercial
        }
        try context.demand(.assign, Self.client, on: old.id, db)
        return try Commercials.chosen(typed, now: old.commercial, &errors, db)
    }
}
