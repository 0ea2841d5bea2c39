import PortalDatabase
import PortalKit
import PortalLanguage

extension Scope {
    /// The people of the association. Known by user name; whoever has no account by `~` and their number, which no user name is.
    static let person = Scope(
        "person", title: tr("People"), elements: .may,
        storage: Storage(
            table: "person",
            key: """
                COALESCE((SELECT username_key FROM account WHERE account.person_id = person.id
                    AND username_key NOT IN \(in: PersonName.reserved)), '~' || person.id)
                """,
            label: "TRIM(person.first_name || ' ' || person.last_name)"))

    /// The roles: their permissions, and who holds them.
    static let role = Scope(
        "role", title: tr("Roles"), elements: .may,
        storage: Storage(table: "role", key: "role.name_key", label: "role.name"))

    /// The settings, maintenance, jobs and mails. Whoever may change them is let in during maintenance.
    static let settings = Maintenance.scope

    /// The audit log.
    static let audit = Scope("audit", title: tr("Audit log"))
}
