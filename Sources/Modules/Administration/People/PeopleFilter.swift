import PortalDatabase
import PortalKit
import PortalLanguage

/// What the list of people can be filtered by, and what can be done to several of them.
enum PeopleFilter {
    static func catalogue(_ context: RequestContext) -> FilterCatalogue {
        func account(_ column: SQL) -> SQL {
            "(SELECT account.\(sql: column) FROM account WHERE account.person_id = person.id)"
        }
        return FilterCatalogue([
            FilterField("last_name", ["nom"], tr("Last name"), .text(), "person.last_name"),
            FilterField("first_name", ["prenom"], tr("First name"), .text(), "person.first_name", isOptional: true),
            FilterField("email", ["courriel", "mail"], tr("E-mail"), .text(), "person.email", isOptional: true),
            FilterField(
                "username", ["identifiant", "login"], tr("User name"), .text(), account("username"), isOptional: true),
            FilterField("language", ["langue"], tr("Language"), .text(), "person.language", isOptional: true),
            FilterField(
                "has_account", ["compte"], tr("Has an account"), .flag,
                "(EXISTS (SELECT 1 FROM account WHERE account.person_id = person.id))"),
            FilterField(
                "last_login_at", ["derniere_connexion", "last_sign_in"], tr("Last sign-in"), .instant,
                account("last_login_at"), isOptional: true),
            FilterField(
                "creation_date", ["cree_le", "date_creation", "since", "depuis"], tr("Since"), .instant,
                "person.created_at"),
            FilterField(
                "last_update_date", ["modifie_le", "date_modification", "updated"], tr("Last changed"), .instant,
                "person.updated_at"),
        ])
    }

    static let examples = [
        FilterExample("last_name ~ mar", tr("“mar” somewhere in the last name, whatever the case and accents")),
        FilterExample("last_login_at < -365d", tr("Not seen for a year")),
        FilterExample("email is none", tr("Without an address")),
        FilterExample("creation_date >= this_month sort by creation_date desc", tr("New this month, the newest first")),
    ]
}

extension AdministrationModule {
    /// The filters that are kept for the list of people.
    var savedPeople: SavedFilterController {
        SavedFilterController("/administration/people", tr("People"), .person, id: "person.id") {
            PeopleFilter.catalogue($0)
        }
    }

    /// What can be done to several people at once: all of it takes the password, as on their pages.
    var peopleSelection: Selection {
        Selection("/administration/people") { context, db in
            var actions = BulkAction.archiving(.person, context) { isArchived, id, context, db in
                guard (try StoredPerson.find(id, db).archivedAt != nil) != isArchived else { return false }
                try archive(isArchived, id, context, db)
                return true
            }
            guard !actions.isEmpty, context.maySome(.update, .role) else { return actions }
            for role in try Roles.list(db) where role.id != Role.publicID {
                guard try context.may(.update, .role, on: role.id, db) else { continue }
                actions += [
                    BulkAction(
                        "give " + role.key, tr("Give the role %(role)s", ["role": .text(role.name)]), .update, .person
                    ) { try give(role, to: StoredPerson.find($0, $2), $1, $2) },
                    BulkAction(
                        "take " + role.key, tr("Take the role %(role)s", ["role": .text(role.name)]), .update, .person
                    ) { try take(role, from: StoredPerson.find($0, $2), $1, $2) },
                ]
            }
            return actions
        }
    }
}
