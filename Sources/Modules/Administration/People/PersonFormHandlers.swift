import Accounts
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension AdministrationModule {
    func newPerson(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form = PersonForm(Fields([("account", "on"), ("language", context.language.code)]))
        return .page(PersonEdit(form, context))
    }

    func createPerson(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: PersonForm = try context.form()
        do {
            let id = try enter(form, context, db)
            let person = try StoredPerson.find(id, db)
            guard form.account else {
                return HandlerResponse.seeOther(person.path)
                    .noticing(.good, tr("%(name)s is added, without an account.", ["name": .text(person.name)]))
            }
            return HandlerResponse.seeOther(person.path).noticing(
                .good,
                tr(
                    "%(name)s has an account. A link to choose a password is on its way to %(address)s.",
                    ["name": .text(person.name), "address": .text(person.email ?? "")]))
        } catch let errors as FieldErrors {
            return .page(PersonEdit(form, wrong: errors, context), status: 422)
        }
    }

    func editPerson(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let stored = try StoredPerson.find(try context.element("person"), db)
        return .page(
            PersonEdit(stored.form, name: stored.name, path: stored.path, isOwn: stored.id == context.actor.id, context)
        )
    }

    func savePerson(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: PersonForm = try context.form()
        let stored = try StoredPerson.find(try context.element("person"), db)
        do {
            try save(form, over: stored, context, db)
            return HandlerResponse.seeOther(stored.path).noticing(.good, tr("Saved."))
        } catch let errors as FieldErrors {
            return .page(
                PersonEdit(
                    form, name: stored.name, path: stored.path, wrong: errors, isOwn: stored.id == context.actor.id,
                    context
                ), status: 422)
        } catch let outdated as VersionConflict<NewPerson> {
            let page = PersonEdit(
                form, name: stored.name, path: stored.path, wrong: FieldErrors("", RoleError.stale.words),
                stored: stored.differences(from: outdated.wanted, context.application), version: String(stored.version),
                isOwn: stored.id == context.actor.id, context)
            return .page(page, status: 409)
        }
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
    func differences(from person: NewPerson, _ application: PortalApplication) -> [HistoryChange] {
        let pairs: [(String, String?, String?)] = [
            ("first_name", firstName, person.firstName), ("last_name", lastName, person.lastName),
            ("email", email, person.email),
            ("language", language, person.language),
        ]
        let changes = pairs.filter { $0.1 != $0.2 }.map { AuditChange(field: $0.0, before: $0.1, after: $0.2) }
        return HistoryChange.all(changes, .person(application))
    }
}
