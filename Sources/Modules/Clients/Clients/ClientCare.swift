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
    func assignClient(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: CommercialForm = try visit.form()
        let old = try client(visit, db)
        var errors = FieldErrors()
        let chosen = try Commercials.chosen(form.commercial, now: old.commercial, &errors, db)
        if let fault = errors["commercial"] { throw Failure.unprocessable(fault) }
        let reply = Reply.seeOther(Self.path(old))
        guard try assign(old, to: chosen, visit, db) else { return reply.noticing(.info, tr("Nothing has changed.")) }
        guard let chosen else { return reply.noticing(.good, tr("Nobody looks after this client any more.")) }
        return reply.noticing(.good, tr("%(name)s now looks after this client.", ["name": .text(chosen.name)]))
    }

    /// Hands a client over; false where they are with that person already.
    func assign(_ old: Client, to chosen: Commercial?, _ visit: Visit, _ db: any Connection) throws -> Bool {
        guard chosen?.id != old.commercial?.id else { return false }
        try Clients.assign(old, to: chosen?.id, now: visit.now, db)
        let change = AuditChange(field: "commercial", before: old.commercial?.username, after: chosen?.username)
        try visit.record("assign", "client", id: old.id, label: old.facts.name, changes: [change], db)
        return true
    }

    /// What can be done to several clients at once.
    func bulkActions(_ visit: Visit, _ db: any Connection) throws -> [BulkAction] {
        func action(
            _ name: String, _ label: Message, _ need: Action,
            _ work: @escaping @Sendable (Client, Visit, any Connection) throws -> Bool
        ) -> BulkAction {
            BulkAction(name, label) { key, visit, db in
                guard let id = try db.element(key, of: Self.client), let client = try Clients.find(id, db) else {
                    throw Failure.notFound
                }
                try visit.demand(need, Self.client, on: id, db)
                return try work(client, visit, db)
            }
        }
        var actions: [BulkAction] = []
        if visit.maySome(.update, Self.client) {
            for (name, label, isArchived) in [("archive", tr("Archive"), true), ("restore", tr("Restore"), false)] {
                actions.append(
                    action(name, label, .update) { client, visit, db in
                        try archive(isArchived, client, visit, db)
                        return client.isArchived != isArchived
                    })
            }
        }
        if visit.maySome(.assign, Self.client) {
            for commercial in try Commercials.all(db) {
                let label = tr("Hand over to %(name)s", ["name": .text(commercial.name)])
                actions.append(
                    action("assign " + commercial.username, label, .assign) { client, visit, db in
                        try assign(client, to: commercial, visit, db)
                    })
            }
        }
        return actions
    }

    func archiveClient(_ visit: Visit, _ db: any Connection) throws -> Reply {
        try archive(true, visit, db).noticing(.good, tr("The client is archived. Nothing is lost."))
    }

    func restoreClient(_ visit: Visit, _ db: any Connection) throws -> Reply {
        try archive(false, visit, db).noticing(.good, tr("The client is back in the list."))
    }

    private func archive(_ isArchived: Bool, _ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let client = try client(visit, db)
        try archive(isArchived, client, visit, db)
        return Reply.seeOther(Self.path(client))
    }

    /// Puts a client away, or takes it back; nothing where that is done already.
    func archive(_ isArchived: Bool, _ client: Client, _ visit: Visit, _ db: any Connection) throws {
        if client.isArchived != isArchived {
            try Clients.archive(client, isArchived, now: visit.now, db)
            try visit.record(isArchived ? "archive" : "restore", "client", id: client.id, label: client.facts.name, db)
        }
    }
}
