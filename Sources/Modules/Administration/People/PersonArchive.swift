import Accounts
import PortalDatabase
import PortalKit
import PortalLanguage

extension AdministrationModule {
    /// Puts somebody away who has left: gone from the lists, out at once, and nothing of what they did is lost.
    func archivePerson(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let person = try archive(true, try context.element("person"), context, db)
        return HandlerResponse.seeOther(person.path).noticing(
            .good, tr("%(name)s is in the archives. Their sessions have ended.", ["name": .text(person.name)]))
    }

    /// Takes somebody back, with the account and the roles they had: so only for who could give them.
    func restorePerson(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let person = try archive(false, try context.element("person"), context, db)
        return HandlerResponse.seeOther(person.path).noticing(
            .good, tr("%(name)s is back from the archives.", ["name": .text(person.name)]))
    }

    /// Both doors lead here. Throws 422 for oneself, 403 over somebody of a higher rank, 409 for the last administrator.
    @discardableResult
    func archive(_ archived: Bool, _ id: Int64, _ context: RequestContext, _ db: any Connection) throws -> StoredPerson
    {
        let person = try StoredPerson.find(id, db)
        guard person.id != context.actor.id else { throw Failure.unprocessable(tr("You cannot archive yourself.")) }
        try RoleGift.demandRank(over: person.id, context, db)
        try refusing {
            guard try People.archive(archived, person.id, now: context.now, db) else { return }
            if let username = person.username {
                let kind: SecurityKind = archived ? .accountClosed : .accountReopened
                try context.noteSecurity(kind, of: person.id, account: username, asOther: true, db)
            }
            try context.record(archived ? "archive" : "restore", "person", id: person.id, label: person.name, db)
        }
        return person
    }
}

extension StoredPerson {
    /// Whoever is in the archives is sent no link and gets no account: they could not sign in with it. Throws 422.
    func demandHere() throws(Failure) {
        guard archivedAt == nil else {
            throw .unprocessable(tr("%(name)s is in the archives. Take them back first.", ["name": .text(name)]))
        }
    }
}
