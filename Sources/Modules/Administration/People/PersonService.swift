import Accounts
import PortalDatabase
import PortalKit
import PortalLanguage

/// What pages and programs do to people: the form becomes a checked person, who is stored, and the log is told.
extension AdministrationModule {
    /// Enters a person; with an account, a link to choose the password is sent in the same transaction. Their internal id; throws
    /// ``FieldErrors`` with what is wrong.
    ///
    /// A proposed user name keeps away from the reserved ones.
    func enter(
        _ form: PersonForm, except reserved: Set<String> = [], _ context: RequestContext, _ db: any Connection
    ) throws -> Int64 {
        let person = try form.person(context.application.assetStore.assets.languages)
        let id = try People.create(person, now: context.now, db)
        let name = PersonName.whole(person.firstName, person.lastName)
        try context.record("create", "person", id: id, label: name, changes: Self.changes(nil, person), db)
        guard form.account else { return id }
        let username = try People.openAccount(
            of: id, username: form.username.isEmpty ? nil : form.username, except: reserved, passwordHash: nil,
            now: context.now, db)
        try context.record(
            "open", "person", id: id, label: name,
            changes: [AuditChange(field: "username", before: nil, after: username)], db)
        try context.noteSecurity(.accountOpened, of: id, account: username, asOther: true, db)
        _ = try People.invite(id, context, db)
        return id
    }

    /// Saves names, address and language. Whoever may choose where an account's links go could take the account over: an address
    /// is changed only by who could give away everything its owner may do, with their password; nobody changes their own here.
    ///
    /// - Throws: ``FieldErrors``; ``VersionConflict`` where the form was made from another state.
    func save(_ form: PersonForm, over stored: StoredPerson, _ context: RequestContext, _ db: any Connection) throws {
        let person = try form.person(context.application.assetStore.assets.languages)
        if person.email != stored.email {
            guard stored.id != context.actor.id else { throw FieldErrors("email", Self.ownAddress) }
            try RoleGift.demandRank(over: stored.id, context, db)
            try context.demandConfirmed(db)
        }
        guard let version = Int(form.version) else { throw Failure.badRequest(.parameter("version")) }
        let changes = Self.changes(stored, person)
        // What comes back untouched changes neither the row nor its version.
        if version == stored.version, changes.isEmpty { return }
        guard try People.update(stored.id, to: person, version: version, now: context.now, db) else {
            throw VersionConflict(wanted: person)
        }
        if person.email != stored.email, let username = stored.username {
            try context.noteSecurity(.emailChanged, of: stored.id, account: username, asOther: true, db)
            try ChangeMails.email(of: stored.id, from: stored.email, to: person.email, context, db)
        }
        try context.record(
            "update", "person", id: stored.id, label: PersonName.whole(person.firstName, person.lastName),
            changes: changes, db)
    }

    /// The profile asks for the password and sends a link to the new address; a borrowed session must find no other way.
    static let ownAddress = tr("You change your own address on your profile, with your password.")

    private static func changes(_ old: StoredPerson?, _ new: NewPerson) -> [AuditChange] {
        [
            AuditChange(field: "first_name", before: old?.firstName, after: new.firstName),
            AuditChange(field: "last_name", before: old?.lastName, after: new.lastName),
            AuditChange(field: "email", before: old?.email, after: new.email),
            AuditChange(field: "language", before: old?.language, after: new.language),
        ].filter { $0.before != $0.after }
    }
}
