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
        guard chosen?.id != old.commercial?.id else { return reply.noticing(.info, tr("Nothing has changed.")) }
        try Clients.assign(old, to: chosen?.id, now: visit.now, db)
        let change = AuditChange(field: "commercial", before: old.commercial?.username, after: chosen?.username)
        try visit.record("assign", "client", id: old.id, label: old.facts.name, changes: [change], db)
        guard let chosen else { return reply.noticing(.good, tr("Nobody looks after this client any more.")) }
        return reply.noticing(.good, tr("%(name)s now looks after this client.", ["name": .text(chosen.name)]))
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
