import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// Who is to look after a client.
struct CommercialForm: Form {
    let commercial: String
    static let names = ["commercial"]
    init(_ fields: Fields) { commercial = fields["commercial"] }
}

extension ClientsModule {
    /// Hands a client to another commercial, or to nobody.
    func assignClient(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: CommercialForm = try context.form()
        let old = try client(context, db)
        var errors = FieldErrors()
        let chosen = try Commercials.chosen(form.commercial, now: old.commercial, &errors, db)
        if let fault = errors["commercial"] { throw Failure.unprocessable(fault) }
        let reply = HandlerResponse.seeOther(Self.path(old))
        guard try assign(old, to: chosen, context, db) else { return reply.noticing(.info, tr("Nothing has changed.")) }
        guard let chosen else { return reply.noticing(.good, tr("Nobody looks after this client any more.")) }
        return reply.noticing(.good, tr("%(name)s now looks after this client.", ["name": .text(chosen.name)]))
    }

    /// Hands a client over; false where they are with that person already.
    func assign(_ old: Client, to chosen: Commercial?, _ context: RequestContext, _ db: any Connection) throws -> Bool {
        guard chosen?.id != old.commercial?.id else { return false }
        try Clients.assign(old, to: chosen?.id, now: context.now, db)
        let change = AuditChange(field: "commercial", before: old.commercial?.username, after: chosen?.username)
        try context.record("assign", "client", id: old.id, label: old.facts.name, changes: [change], db)
        return true
    }

    /// What can be done to several clients at once.
    func bulkActions(_ context: RequestContext, _ db: any Connection) throws -> [BulkAction] {
        func action(
            _ name: String, _ label: Message, _ need: Action,
            _ work: @escaping @Sendable (Client, RequestContext, any Connection) throws -> Bool
        ) -> BulkAction {
            BulkAction(name, label) { key, context, db in
                guard let id = try db.element(key, of: Self.client), let client = try Clients.find(id, db) else {
                    throw Failure.notFound
                }
                try context.demand(need, Self.client, on: id, db)
                return try work(client, context, db)
            }
        }
        var actions: [BulkAction] = []
        if context.maySome(.update, Self.client) {
            for (name, label, isArchived) in [("archive", tr("Archive"), true), ("restore", tr("Restore"), false)] {
                actions.append(
                    action(name, label, .update) { client, context, db in
                        try archive(isArchived, client, context, db)
                        return client.isArchived != isArchived
                    })
            }
        }
        if context.maySome(.assign, Self.client) {
            for commercial in try Commercials.all(db) {
                let label = tr("Hand over to %(name)s", ["name": .text(commercial.name)])
                actions.append(
                    action("assign " + commercial.username, label, .assign) { client, context, db in
                        try assign(client, to: commercial, context, db)
                    })
            }
        }
        return actions
    }

    func archiveClient(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        try archive(true, context, db).noticing(.good, tr("The client is archived. Nothing is lost."))
    }

    func restoreClient(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        try archive(false, context, db).noticing(.good, tr("The client is back in the list."))
    }

    private func archive(_ isArchived: Bool, _ context: RequestContext, _ db: any Connection) throws -> HandlerResponse
    {
        let _: EmptyForm = try context.form()
        let client = try client(context, db)
        try archive(isArchived, client, context, db)
        return HandlerResponse.seeOther(Self.path(client))
    }

    /// Puts a client away, or takes it back; nothing where that is done already.
    func archive(_ isArchived: Bool, _ client: Client, _ context: RequestContext, _ db: any Connection) throws {
        if client.isArchived != isArchived {
            try Clients.archive(client, isArchived, now: context.now, db)
            try context.record(
                isArchived ? "archive" : "restore", "client", id: client.id, label: client.facts.name, db)
        }
    }
}
