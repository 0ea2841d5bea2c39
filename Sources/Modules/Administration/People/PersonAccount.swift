import Accounts
import PortalDatabase
import PortalKit
import PortalLanguage

extension AdministrationModule {
    /// Gives an account to somebody who has none, and sends them the link to choose a password.
    func openAccount(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let person = try StoredPerson.find(try context.element("person"), db)
        try person.demandHere()
        guard person.email != nil else {
            throw Failure.unprocessable(tr("An account needs an address: the link to choose a password goes there."))
        }
        let username = try People.openAccount(of: person.id, passwordHash: nil, now: context.now, db)
        _ = try People.invite(person.id, context, db)
        try context.noteSecurity(.accountOpened, of: person.id, account: username, asOther: true, db)
        try context.record(
            "open", "person", id: person.id, label: person.name,
            changes: [AuditChange(field: "username", before: nil, after: username)], db)
        return HandlerResponse.seeOther(PersonName.path(username.lowercased())).noticing(
            .good, tr("The account is open. A link to choose a password is on its way."))
    }

    /// Sends the link again; the one before stops working.
    func invitePerson(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let person = try StoredPerson.find(try context.element("person"), db)
        try person.demandHere()
        try context.demand(.mailToAddress, key: person.email?.lowercased() ?? "", db)
        guard try People.invite(person.id, context, db) else {
            throw Failure.unprocessable(tr("There is no account, or no address, to send a link to."))
        }
        try context.record("invite", "person", id: person.id, label: person.name, db)
        return HandlerResponse.seeOther(person.path).noticing(.good, tr("A link to choose a password is on its way."))
    }

    /// Disables the account: its sessions end at once, its roles stay.
    func closeAccount(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let person = try StoredPerson.find(try context.element("person"), db)
        guard let username = person.username else { throw Failure.notFound }
        guard person.id != context.actor.id else {
            throw Failure.unprocessable(tr("You cannot disable your own account."))
        }
        try RoleGift.demandRank(over: person.id, context, db)
        guard person.disabledAt == nil else { return .seeOther(person.path) }
        try refusing { try People.disable(true, person.id, now: context.now, db) }
        try context.noteSecurity(.accountClosed, of: person.id, account: username, asOther: true, db)
        try context.record("close", "person", id: person.id, label: person.name, db)
        return HandlerResponse.seeOther(person.path).noticing(
            .good, tr("The account is disabled. Its sessions have ended."))
    }

    /// Enables the account again, with the roles it still holds: so only for who could give them.
    func reopenAccount(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let person = try StoredPerson.find(try context.element("person"), db)
        guard let username = person.username else { throw Failure.notFound }
        try RoleGift.demandRank(over: person.id, context, db)
        guard person.disabledAt != nil else { return .seeOther(person.path) }
        try refusing { try People.disable(false, person.id, now: context.now, db) }
        try context.noteSecurity(.accountReopened, of: person.id, account: username, asOther: true, db)
        try context.record("reopen", "person", id: person.id, label: person.name, db)
        return HandlerResponse.seeOther(person.path).noticing(.good, tr("The account is enabled."))
    }
}
