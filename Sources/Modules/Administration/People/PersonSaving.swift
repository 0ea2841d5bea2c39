import Accounts
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension AdministrationModule {
    func newPerson(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form = PersonForm(Fields([("account", "on"), ("language", visit.language.code)]))
        return .page(PersonEdit(form, visit))
    }

    /// Enters a person; with an account, a link to choose the password is sent in the same transaction.
    func createPerson(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: PersonForm = try visit.form()
        do {
            let person = try form.person(visit.house.wardrobe.outfit.languages)
            let id = try People.create(person, now: visit.now, db)
            let name = PersonName.whole(person.firstName, person.lastName)
            try visit.record("create", "person", id: id, label: name, changes: Self.changes(nil, person), db)
            guard form.account else {
                return Reply.seeOther(PersonName.path(PersonName.key(nil, id)))
                    .noticing(.good, tr("%(name)s is added, without an account.", ["name": .text(name)]))
            }
            let username = try People.openAccount(
                of: id, username: form.username.isEmpty ? nil : form.username, passwordHash: nil, now: visit.now, db)
            try visit.record(
                "open", "person", id: id, label: name,
                changes: [AuditChange(field: "username", before: nil, after: username)], db)
            _ = try People.invite(id, visit, db)
            return Reply.seeOther(PersonName.path(username.lowercased())).noticing(
                .good,
                tr(
                    "%(name)s has an account. A link to choose a password is on its way to %(address)s.",
                    ["name": .text(name), "address": .text(person.email ?? "")]))
        } catch let errors as FieldErrors {
            return .page(PersonEdit(form, wrong: errors, visit), status: 422)
        }
    }

    func editPerson(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let stored = try StoredPerson.find(try visit.element("person"), db)
        return .page(PersonEdit(stored.form, name: stored.name, path: stored.path, visit))
    }

    /// Saves names, address and language. Whoever may choose where an account's links go could take the account over: an address
    /// is changed only by who could give away everything its owner may do.
    func savePerson(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: PersonForm = try visit.form()
        let stored = try StoredPerson.find(try visit.element("person"), db)
        do {
            let person = try form.person(visit.house.wardrobe.outfit.languages)
            if person.email != stored.email { try RoleGift.demandRank(over: stored.id, visit, db) }
            guard let version = Int(form.version) else { throw Failure.badRequest(.parameter("version")) }
            guard try People.update(stored.id, to: person, version: version, now: visit.now, db) else {
                var errors = FieldErrors()
                errors[""] = RoleRefusal.stale.words
                let page = PersonEdit(
                    form, name: stored.name, path: stored.path, wrong: errors,
                    stored: stored.differences(from: person, visit.house),
                    version: String(stored.version), visit)
                return .page(page, status: 409)
            }
            try visit.record(
                "update", "person", id: stored.id, label: PersonName.whole(person.firstName, person.lastName),
                changes: Self.changes(stored, person), db)
            return Reply.seeOther(stored.path).noticing(.good, tr("Saved."))
        } catch let errors as FieldErrors {
            return .page(PersonEdit(form, name: stored.name, path: stored.path, wrong: errors, visit), status: 422)
        }
    }

    private static func changes(_ old: StoredPerson?, _ new: NewPerson) -> [AuditChange] {
        [
            AuditChange(field: "first_name", before: old?.firstName, after: new.firstName),
            AuditChange(field: "last_name", before: old?.lastName, after: new.lastName),
            AuditChange(field: "email", before: old?.email, after: new.email),
            AuditChange(field: "language", before: old?.language, after: new.language),
        ]
    }
}

/// A person with their account, as stored.
struct StoredPerson {
    let id: Int64
    let firstName, lastName: String
    let email, language, username: String?
    let version: Int
    let verifiedAt, createdAt, archivedAt, disabledAt, lastLoginAt: Instant?

    /// Throws 404 where there is no such person.
    static func find(_ id: Int64, _ db: any Connection) throws -> StoredPerson {
        let row = try db.row(
            """
            SELECT p.id, p.first_name, p.last_name, p.email, p.language, p.version, p.email_verified_at, p.created_at, p.archived_at,
                a.username, a.disabled_at, a.last_login_at
            FROM person AS p LEFT JOIN account AS a ON a.person_id = p.id WHERE p.id = \(id)
            """)
        guard let row else { throw Failure.notFound }
        return StoredPerson(
            id: id, firstName: try row.get("first_name"), lastName: try row.get("last_name"),
            email: try row.get("email"),
            language: try row.get("language"), username: try row.get("username"), version: try row.get("version"),
            verifiedAt: try row.get("email_verified_at"), createdAt: try row.get("created_at"),
            archivedAt: try row.get("archived_at"), disabledAt: try row.get("disabled_at"),
            lastLoginAt: try row.get("last_login_at"))
    }

    var name: String { PersonName.whole(firstName, lastName) }
    var path: String { PersonName.path(PersonName.key(username, id)) }

    /// As the form shows what is stored.
    var form: PersonForm {
        PersonForm(
            Fields([
                ("first_name", firstName), ("last_name", lastName), ("email", email ?? ""),
                ("language", language ?? ""),
                ("version", String(version)),
            ]))
    }

    /// What stands here and what somebody wanted to put in its place.
    func differences(from person: NewPerson, _ house: House) -> [ChangeView] {
        let pairs: [(String, String?, String?)] = [
            ("first_name", firstName, person.firstName), ("last_name", lastName, person.lastName),
            ("email", email, person.email),
            ("language", language, person.language),
        ]
        return pairs.filter { $0.1 != $0.2 }.map {
            ChangeView(AuditChange(field: $0.0, before: $0.1, after: $0.2), house)
        }
    }
}
