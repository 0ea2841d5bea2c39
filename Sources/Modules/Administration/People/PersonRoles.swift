import Accounts
import PortalDatabase
import PortalKit
import PortalLanguage

/// A role to be given, and the page to come back to.
struct RoleGiftForm: Form {
    let role, back: String
    static let names = ["role", "back"]
    init(_ fields: Fields) {
        role = fields["role"]
        back = fields["back"]
    }
}

/// Where to come back to after a role was taken away.
struct BackForm: Form {
    let back: String
    static let names = ["back"]
    init(_ fields: Fields) { back = fields["back"] }
}

/// Who may give what away.
enum RoleGift {
    /// Giving a role is giving every permission it holds: throws 403 with the first one that the visitor may not give.
    static func demand(_ role: Int64, _ context: RequestContext, _ db: any Connection) throws {
        for (_, grant) in try Roles.permissions(of: role, db) { try demand(grant, context, db) }
    }

    /// Throws 403 where the visitor neither holds the permission nor `all/role`.
    static func demand(_ grant: Grant, _ context: RequestContext, _ db: any Connection) throws {
        guard context.actor.grants.mayGive(grant, in: context.application.scopes) else {
            throw Failure.forbidden(missing: try db.describe(grant, in: context.application.scopes))
        }
    }

    /// Throws 403 unless the visitor could give away everything this person may do: for what would put the account into other hands
    /// or shut its owner out.
    static func demandRank(over person: Int64, _ context: RequestContext, _ db: any Connection) throws {
        guard person != context.actor.id else { return }
        for role in try Roles.held(by: person, db) { try demand(role.id, context, db) }
    }
}

extension AdministrationModule {
    /// Gives a role to a person. Takes the right to change both, and every permission of the role.
    func giveRole(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: RoleGiftForm = try context.form()
        let person = try StoredPerson.find(try context.element("person"), db)
        guard let role = try Roles.find(form.role, db) else {
            throw Failure.unprocessable(form.role.isEmpty ? tr("Choose a role.") : RoleError.noSuchRole.words)
        }
        let back = form.back.isEmpty ? person.path : Escape.back(form.back)
        guard try give(role, to: person, context, db) else {
            return HandlerResponse.seeOther(back).noticing(
                .info, words(role, person, tr("%(name)s already has the role %(role)s.")))
        }
        return HandlerResponse.seeOther(back).noticing(
            .good, words(role, person, tr("%(name)s now has the role %(role)s.")))
    }

    /// Takes a role from a person.
    func takeRole(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: BackForm = try context.form()
        let person = try StoredPerson.find(try context.element("person"), db)
        guard let role = try Roles.find(try context.element("role"), db) else { throw Failure.notFound }
        let back = form.back.isEmpty ? person.path : Escape.back(form.back)
        guard try take(role, from: person, context, db) else {
            return HandlerResponse.seeOther(back).noticing(
                .info, words(role, person, tr("%(name)s had already lost the role %(role)s.")))
        }
        return HandlerResponse.seeOther(back).noticing(
            .good, words(role, person, tr("%(name)s no longer has the role %(role)s.")))
    }

    /// Gives a role, for pages, selections and imports; false where the person has it already. Throws 403 where the visitor may not give
    /// it, or does not hold what it holds.
    func give(_ role: Role, to person: StoredPerson, _ context: RequestContext, _ db: any Connection) throws -> Bool {
        try context.demand(.update, .role, on: role.id, db)
        try RoleGift.demand(role.id, context, db)
        guard try refusing({ try Roles.give(role.id, to: person.id, now: context.now, db) }) else { return false }
        try context.noteSecurity(
            .roleGiven, of: person.id, account: person.username ?? "", asOther: true, detail: role.name, db)
        try context.record(
            "give", "person", id: person.id, label: person.name,
            changes: [AuditChange(field: "role", before: nil, after: role.name)], db)
        return true
    }

    /// Takes a role away; false where the person has lost it already. Throws 409 where the last administrator would go.
    func take(_ role: Role, from person: StoredPerson, _ context: RequestContext, _ db: any Connection) throws -> Bool {
        guard try refusing({ try Roles.take(role.id, from: person.id, now: context.now, db) }) else { return false }
        try context.noteSecurity(
            .roleTaken, of: person.id, account: person.username ?? "", asOther: true, detail: role.name, db)
        try context.record(
            "take", "person", id: person.id, label: person.name,
            changes: [AuditChange(field: "role", before: role.name, after: nil)], db)
        return true
    }

    private func words(_ role: Role, _ person: StoredPerson, _ sentence: Message) -> Message {
        Message(id: sentence.id, arguments: ["name": .text(person.name), "role": .text(role.name)])
    }
}
