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
        let old = try Self.clients.stored(context, db)
        var errors = FieldErrors()
        let chosen = try Commercials.chosen(form.commercial, now: old.facts.commercial, &errors, db)
        if let fault = errors["commercial"] { throw Failure.unprocessable(fault) }
        let reply = HandlerResponse.seeOther(Self.clients.path(old.customID))
        guard try Self.assign(old, to: chosen, context, db) else {
            return reply.noticing(.info, tr("Nothing has changed."))
        }
        guard let chosen else { return reply.noticing(.good, tr("Nobody looks after this client any more.")) }
        return reply.noticing(.good, tr("%(name)s now looks after this client.", ["name": .text(chosen.name)]))
    }

    /// Hands a client over; false where they are with that person already.
    private static func assign(
        _ old: Client, to chosen: Commercial?, _ context: RequestContext, _ db: any Connection
    ) throws -> Bool {
        guard chosen?.id != old.facts.commercial?.id else { return false }
        var facts = old.facts
        facts.commercial = chosen
        guard try clients.update(old, facts, now: context.now, db) != nil else {
            throw VersionConflict(wanted: old.changed(facts))
        }
        let change = AuditChange(field: "commercial", before: old.facts.commercial?.username, after: chosen?.username)
        try context.record("assign", "client", id: old.id, label: old.facts.name, changes: [change], db)
        return true
    }

    /// Handing several clients over at once, to one of those who may be given any.
    static func handOvers(_ context: RequestContext, _ db: any Connection) throws -> [BulkAction] {
        guard context.maySome(.assign, client) else { return [] }
        return try Commercials.all(db).map { commercial in
            BulkAction(
                "assign " + commercial.username, tr("Hand over to %(name)s", ["name": .text(commercial.name)]), .assign,
                client
            ) { id, context, db in try assign(clients.stored(id, db), to: commercial, context, db) }
        }
    }
}
